package archive

import (
	"bufio"
	"compress/flate"
	"hash"
	"hash/crc32"
	"io"
)

// Open gives the content of the entry. Reading it to its end proves that it has the size and
// the sum that were claimed and that the packed bytes hold nothing else; otherwise the error
// is a *[Fault]. An entry that is encrypted or packed by another method than the two that
// everybody reads is a Fault at once.
func (e *Entry) Open() (io.Reader, error) {
	if e.Encrypted() || e.flags&flagPatched != 0 {
		return nil, refused(Method, "encrypted", e.Name)
	}
	packed := bufio.NewReader(io.NewSectionReader(e.source, e.Data, e.Packed))
	u := &unpacked{entry: e, source: packed, packed: packed, left: e.Size, sum: crc32.NewIEEE()}
	switch e.method {
	case stored:
	case deflated:
		u.source = flate.NewReader(packed)
	default:
		return nil, refused(Method, "method", e.Name, e.method)
	}
	return u, nil
}

// unpacked is the content of an entry while it is read.
type unpacked struct {
	entry  *Entry
	source io.Reader
	packed *bufio.Reader
	left   int64
	sum    hash.Hash32
}

// Read reads on, and at the end compares size and sum.
func (u *unpacked) Read(b []byte) (int, error) {
	n, err := u.source.Read(b[:min(int64(len(b)), u.left+1)])
	u.sum.Write(b[:n])
	u.left -= int64(n)
	if err == io.EOF {
		_, rest := u.packed.ReadByte()
		if u.left == 0 && u.sum.Sum32() == u.entry.crc && rest == io.EOF {
			return n, io.EOF
		}
	}
	if err != nil || u.left < 0 {
		return 0, damaged("content", u.entry.Name)
	}
	return n, nil
}
