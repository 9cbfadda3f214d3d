package finish

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strconv"
)

// Parse takes a PDF apart. The bodies are slices of pdf, which must not change while the
// File is in use. deflate compresses the streams of the new file.
func Parse(pdf []byte, deflate *Deflater) (*File, error) {
	start, err := number(after(pdf, "startxref\n"))
	if err != nil || start < 0 || start > len(pdf) {
		return nil, errors.New("no startxref")
	}
	offsets, rest, err := xref(pdf[start:])
	if err != nil {
		return nil, err
	}
	f := &File{deflate: deflate, objects: make([][]byte, len(offsets), len(offsets)+16)}
	if f.Root, err = number(after(rest, "/Root ")); err != nil {
		return nil, fmt.Errorf("trailer: root: %w", err)
	}
	if f.Info, err = number(after(rest, "/Info ")); err != nil {
		return nil, fmt.Errorf("trailer: info: %w", err)
	}
	if min(f.Root, f.Info) < 1 || max(f.Root, f.Info) > len(offsets) {
		return nil, fmt.Errorf("trailer: no object %d or %d", f.Root, f.Info)
	}
	ends := append(slices.Sorted(slices.Values(offsets)), start)
	for i, off := range offsets {
		at, _ := slices.BinarySearch(ends, off)
		if off < 0 || off >= start || ends[at+1] > start {
			return nil, fmt.Errorf("object %d: offset %d", i+1, off)
		}
		if f.objects[i], err = body(pdf[off:ends[at+1]], i+1); err != nil {
			return nil, err
		}
	}
	return f, nil
}

// xref reads a table of one section that begins with object 0, and returns what follows.
func xref(b []byte) (offsets []int, rest []byte, err error) {
	b, ok := bytes.CutPrefix(b, []byte("xref\n0 "))
	count, err := number(b)
	line := bytes.IndexByte(b, '\n')
	if !ok || err != nil || line < 0 || count < 1 || len(b)-line-1 < 20*count {
		return nil, nil, errors.New("no cross-reference table")
	}
	for b = b[line+21:]; count > 1; count-- {
		off, err := number(b)
		if err != nil {
			return nil, nil, fmt.Errorf("cross-reference table: %w", err)
		}
		offsets, b = append(offsets, off), b[20:]
	}
	return offsets, b, nil
}

// body strips "n 0 obj" and "endobj".
func body(b []byte, n int) ([]byte, error) {
	b, ok := bytes.CutPrefix(b, []byte(strconv.Itoa(n)+" 0 obj\n"))
	b, found := bytes.CutSuffix(bytes.TrimRight(b, "\n"), []byte("\nendobj"))
	if !ok || !found {
		return nil, fmt.Errorf("object %d is not where the table says", n)
	}
	return b, nil
}

// after returns what follows the last mark in b, or nil.
func after(b []byte, mark string) []byte {
	i := bytes.LastIndex(b, []byte(mark))
	if i < 0 {
		return nil
	}
	return b[i+len(mark):]
}

// number reads the digits at the beginning of b.
func number(b []byte) (int, error) {
	n := 0
	for n < len(b) && b[n] >= '0' && b[n] <= '9' {
		n++
	}
	return strconv.Atoi(string(b[:n]))
}
