// Package finish takes a finished PDF apart into its objects and writes it again with
// others added or changed. It reads the plain kind of file that page engines write (one
// classic cross-reference table, generation 0, no encryption) and knows nothing of what
// the objects mean, but for the references Root and Info of the trailer.
//
// The file that it writes is of version 1.7 and small: streams are compressed at a fixed
// level, other objects gathered in object streams, and the cross-reference table is a
// stream too (ISO 32000-2, 7.5.7 and 7.5.8). It has a comment of bytes above 127 after
// the header and an ID derived from its content: equal objects give equal bytes.
package finish

import (
	"bytes"
	"fmt"
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
