package archive_test

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"
)

var le = binary.LittleEndian

// honest makes a zip as Go's writer does, in one of its many ways.
func honest(t testing.TB, r *rand.Rand) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := range 1 + r.IntN(4) {
		h := &zip.FileHeader{Name: fmt.Sprintf("top/%c/添付%d.txt", 'a'+rune(r.IntN(3)), i), Method: zip.Deflate}
		h.SetMode(0o644) // as written on Unix
		if r.IntN(2) == 0 {
			h.Modified = time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC)
		}
		content := bytes.Repeat([]byte(fmt.Sprintf("様式%d\n", r.IntN(100))), r.IntN(40))
		if r.IntN(2) == 0 {
			raw(t, w, h, content)
			continue
		}
		f, err := w.CreateHeader(h)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write(content); err != nil {
			t.Fatal(err)
		}
	}
	if r.IntN(3) == 0 {
		if _, err := w.Create("top/folder/"); err != nil {
			t.Fatal(err)
		}
	}
	if r.IntN(4) == 0 {
		if err := w.SetComment("a comment"); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// raw stores content with sizes and sum in front of it.
func raw(t testing.TB, w *zip.Writer, h *zip.FileHeader, content []byte) {
	t.Helper()
	h.Method = zip.Store
	h.CRC32, h.CompressedSize64, h.UncompressedSize64 = crcOf(content), uint64(len(content)), uint64(len(content))
	h.Flags, h.CreatorVersion, h.ReaderVersion = h.Flags|1<<11, 3<<8|20, 20
	f, err := w.CreateRaw(h)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Write(content); err != nil {
		t.Fatal(err)
	}
}

// places are where each record of a kind begins.
func places(data []byte, signature string) []int {
	var all []int
	for at := 0; ; {
		i := bytes.Index(data[at:], []byte(signature))
		if i < 0 {
			return all
		}
		all, at = append(all, at+i), at+i+4
	}
}

// mutate changes a zip in one of the ways in which zips lie.
func mutate(r *rand.Rand, data []byte) []byte {
	data = bytes.Clone(data)
	local, central, ends := places(data, "PK\x03\x04"), places(data, "PK\x01\x02"), places(data, "PK\x05\x06")
	pick := func(at []int, fields ...int) {
		if len(at) > 0 {
			p := at[r.IntN(len(at))] + fields[r.IntN(len(fields))]
			data[p] ^= byte(1 << r.IntN(8))
		}
	}
	switch r.IntN(12) {
	case 0:
		pick(local, 4, 6, 7, 8, 10, 14, 18, 22, 26, 28, 30, 34)
	case 1:
		pick(central, 4, 5, 6, 8, 9, 10, 16, 20, 24, 28, 30, 32, 34, 36, 38, 40, 41, 42, 46, 50)
	case 2:
		pick(ends, 4, 6, 8, 10, 12, 16, 20)
	case 3:
		data[r.IntN(len(data))] ^= byte(1 << r.IntN(8))
	case 4:
		data = append(bytes.Repeat([]byte("x"), 1+r.IntN(40)), data...)
	case 5:
		data = append(data, bytes.Repeat([]byte("\x00x"), r.IntN(20))...)
	case 6:
		data = renamed(r, data, local, central)
	case 7:
		data = hidden(data)
	case 8:
		data = widened(r, data, central)
	case 9:
		data = extended(r, data, central)
	case 10:
		at := r.IntN(len(data))
		data = append(data[:at:at], append(bytes.Repeat([]byte{0}, 1+r.IntN(8)), data[at:]...)...)
	case 11:
		for range 2 {
			pick(local, 6, 14, 18, 22)
			pick(central, 8, 16, 20, 24)
		}
	}
	return data
}

// renamed gives an entry the name of another, in one place or in both.
func renamed(r *rand.Rand, data []byte, local, central []int) []byte {
	i, j := r.IntN(len(central)), r.IntN(len(central))
	n, m := int(le.Uint16(data[central[i]+28:])), int(le.Uint16(data[central[j]+28:]))
	if n != m || i >= len(local) {
		return data
	}
	other := bytes.Clone(data[central[j]+46 : central[j]+46+m])
	copy(data[central[i]+46:], other)
	if r.IntN(2) == 0 {
		copy(data[local[i]+30:], other)
	}
	return data
}

// hidden puts the whole file into the comment of an end record of its own.
func hidden(data []byte) []byte {
	end := bytes.Clone(data[len(data)-22:])
	le.PutUint16(end[20:], uint16(len(data)))
	return append(append(bytes.Clone(data[:len(data)-22]), end...), data...)
}

// widened says that a size stands in a field that is not there.
func widened(r *rand.Rand, data []byte, central []int) []byte {
	at := central[r.IntN(len(central))]
	le.PutUint32(data[at+20+4*r.IntN(2):], 0xffffffff)
	return data
}

// extended adds an extra field to an entry of the directory.
func extended(r *rand.Rand, data []byte, central []int) []byte {
	at := central[r.IntN(len(central))]
	n, m := int(le.Uint16(data[at+28:])), int(le.Uint16(data[at+30:]))
	name := data[at+46 : at+46+n]
	other := central[r.IntN(len(central))]
	wanted := bytes.Clone(data[other+46 : other+46+int(le.Uint16(data[other+28:]))])
	field := append([]byte{1, 0, 0, 0, 0}, wanted...)
	le.PutUint32(field[1:], crcOf(name))
	ids := []uint16{0x7075, 0x5455, 0x000a, 0x4242, 0x0001, 0xcafe}
	extra := le.AppendUint16(le.AppendUint16(nil, ids[r.IntN(len(ids))]), uint16(len(field)))
	extra = append(extra, field...)
	le.PutUint16(data[at+30:], uint16(m+len(extra)))
	behind := at + 46 + n + m
	out := append(bytes.Clone(data[:behind]), append(extra, data[behind:]...)...)
	end := bytes.LastIndex(out, []byte("PK\x05\x06"))
	le.PutUint32(out[end+12:], le.Uint32(out[end+12:])+uint32(len(extra)))
	return out
}
