// Package finish takes a finished PDF apart into its objects and writes it again with
// others added or changed. It reads the plain kind of file that page engines write (one
// classic cross-reference table, generation 0, no encryption) and knows nothing of what
// the objects mean, but for the references Root and Info of the trailer.
//
// The file that it writes has a comment of bytes above 127 after the header, an ID
// derived from its content, and streams compressed at a fixed level: equal objects give
// equal bytes (ISO 32000-2, 7.5).
package finish

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"
	"strconv"
)

// File is a PDF as a list of objects. Object numbers begin at 1.
type File struct {
	Root, Info int // numbers of the catalog and of the information dictionary
	objects    [][]byte
	deflate    *Deflater
}

// Object returns the body of object n, what stands between "obj" and "endobj", or nil.
func (f *File) Object(n int) []byte {
	if n < 1 || n > len(f.objects) {
		return nil
	}
	return f.objects[n-1]
}

// Set replaces object n, which exists.
func (f *File) Set(n int, body []byte) { f.objects[n-1] = body }

// Add appends an object and returns its number.
func (f *File) Add(body []byte) int {
	f.objects = append(f.objects, body)
	return len(f.objects)
}

// Reserve returns the number of a new object, to be given a body by Set.
func (f *File) Reserve() int { return f.Add(nil) }

// AddStream appends a stream, compressed, and returns its number. entries are further
// entries of its dictionary, or "".
func (f *File) AddStream(entries string, data []byte) int {
	return f.Add(f.deflate.stream(entries, data))
}

// Compress compresses the stream n, which is not compressed yet.
func (f *File) Compress(n int) error {
	body := f.Object(n)
	_, data, ok := bytes.Cut(body, []byte("stream\n"))
	data, found := bytes.CutSuffix(data, []byte("\nendstream"))
	if !ok || !found {
		return fmt.Errorf("object %d is not a stream", n)
	}
	f.Set(n, f.deflate.stream("", data))
	return nil
}

// WriteTo writes the file, version 1.7.
func (f *File) WriteTo(w io.Writer) (int64, error) {
	size := 1024
	for _, body := range f.objects {
		size += len(body) + 48
	}
	b := append(make([]byte, 0, size), "%PDF-1.7\n%\xe6\xa7\x98\xe5\xbc\x8f\n"...)
	offsets := make([]int, len(f.objects))
	for i, body := range f.objects {
		offsets[i] = len(b)
		b = strconv.AppendInt(b, int64(i+1), 10)
		b = append(b, " 0 obj\n"...)
		b = append(b, body...)
		b = append(b, "\nendobj\n"...)
	}
	digest := sha256.Sum256(b)
	start := len(b)
	b = fmt.Appendf(b, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, off := range offsets {
		b = appendEntry(b, off)
	}
	b = fmt.Appendf(b, "trailer\n<</Size %d/Root %d 0 R/Info %d 0 R/ID[<%x><%x>]>>\nstartxref\n%d\n%%%%EOF\n",
		len(offsets)+1, f.Root, f.Info, digest[:16], digest[:16], start)
	n, err := w.Write(b)
	return int64(n), err
}

// appendEntry appends an entry of the cross-reference table, 20 bytes.
func appendEntry(b []byte, off int) []byte {
	var digits [10]byte
	for i := len(digits) - 1; i >= 0; i-- {
		digits[i] = byte('0' + off%10)
		off /= 10
	}
	b = append(b, digits[:]...)
	return append(b, " 00000 n \n"...)
}
