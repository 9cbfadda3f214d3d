package finish

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"
	"strconv"
)

// perStream is how many objects share an object stream: few enough for a reader that
// needs one of them.
const perStream = 200

// place is an entry of the cross-reference stream: of type 1 an offset in the file, of
// type 2 the number of an object stream and the index in it.
type place struct {
	kind  byte
	at    uint32
	index uint16
}

// WriteTo writes the file in one piece, so that nothing reaches w before all is ready.
func (f *File) WriteTo(w io.Writer) (int64, error) {
	size := 4096
	for _, body := range f.objects {
		size += len(body)
	}
	b := append(make([]byte, 0, size), "%PDF-1.7\n%\xe6\xa7\x98\xe5\xbc\x8f\n"...)
	places := make([]place, 1+len(f.objects), 2+len(f.objects)+len(f.objects)/perStream+1)
	var plain []int
	for n := 1; n <= len(f.objects); n++ {
		if !isStream(f.objects[n-1]) {
			plain = append(plain, n)
			continue
		}
		places[n] = place{kind: 1, at: uint32(len(b))}
		b = appendObject(b, n, f.objects[n-1])
	}
	for ; len(plain) > 0; plain = plain[min(perStream, len(plain)):] {
		n := len(places)
		for i, packed := range plain[:min(perStream, len(plain))] {
			places[packed] = place{kind: 2, at: uint32(n), index: uint16(i)}
		}
		places = append(places, place{kind: 1, at: uint32(len(b))})
		b = appendObject(b, n, f.pack(plain[:min(perStream, len(plain))]))
	}
	n, err := w.Write(f.appendXref(b, places))
	return int64(n), err
}

func isStream(body []byte) bool { return bytes.HasSuffix(body, []byte("\nendstream")) }

func appendObject(b []byte, n int, body []byte) []byte {
	b = strconv.AppendInt(b, int64(n), 10)
	b = append(b, " 0 obj\n"...)
	b = append(b, body...)
	return append(b, "\nendobj\n"...)
}

// pack returns an object stream that holds the objects numbered.
func (f *File) pack(numbered []int) []byte {
	size := 0
	for _, n := range numbered {
		size += len(f.objects[n-1]) + 1
	}
	head, data := make([]byte, 0, size+16*len(numbered)), make([]byte, 0, size)
	for _, n := range numbered {
		head = strconv.AppendInt(head, int64(n), 10)
		head = strconv.AppendInt(append(head, ' '), int64(len(data)), 10)
		head = append(head, ' ')
		data = append(append(data, f.objects[n-1]...), '\n')
	}
	entries := fmt.Sprintf("/Type/ObjStm/N %d/First %d", len(numbered), len(head))
	return f.deflate.stream(entries, append(head, data...))
}

// appendXref appends the cross-reference stream, which is an object as well and holds
// what was the trailer.
func (f *File) appendXref(b []byte, places []place) []byte {
	digest, start := sha256.Sum256(b), len(b)
	places = append(places, place{kind: 1, at: uint32(start)})
	places[0] = place{index: 65535} // the head of the list of free objects
	table := make([]byte, 0, 7*len(places))
	for _, p := range places {
		table = append(table, p.kind, byte(p.at>>24), byte(p.at>>16), byte(p.at>>8), byte(p.at), byte(p.index>>8), byte(p.index))
	}
	entries := fmt.Sprintf("/Type/XRef/Size %d/W[1 4 2]/Root %d 0 R/Info %d 0 R/ID[<%x><%x>]",
		len(places), f.Root, f.Info, digest[:16], digest[:16])
	b = appendObject(b, len(places)-1, f.deflate.stream(entries, table))
	return fmt.Appendf(b, "startxref\n%d\n%%%%EOF\n", start)
}
