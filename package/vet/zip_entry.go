package vet

import (
	"bufio"
	"bytes"
	"compress/flate"
	"fmt"
	"hash"
	"hash/crc32"
	"io"
)

// zipEntry is one entry of an archive.
type zipEntry struct {
	raw           []byte // the name's bytes
	name          string // the name in UTF-8
	others        []string
	flags, method uint16
	crc           uint32
	packed, size  int64
	mode          uint32 // of Unix: the upper half of the external attributes
	offset        int64  // of the local header
	data, end     int64  // of the packed bytes; end is behind the data descriptor
}

const (
	flagEncrypted  = 1 << 0
	flagDescriptor = 1 << 3
	flagStrong     = 1 << 6
	flagUTF8       = 1 << 11
	flagMasked     = 1 << 13
)

// parseCentral reads one header of the central directory and tells its length.
func parseCentral(b []byte) (zipEntry, int, error) {
	if len(b) < sizeCentral || le.Uint32(b) != sigCentral {
		return zipEntry{}, 0, Mark{ArchiveMismatch, "central directory"}
	}
	name, extra, comment := int(le.Uint16(b[28:])), int(le.Uint16(b[30:])), int(le.Uint16(b[32:]))
	length := sizeCentral + name + extra + comment
	if len(b) < length {
		return zipEntry{}, 0, Mark{ArchiveDamaged, "central directory"}
	}
	if disk := le.Uint16(b[34:]); disk != 0 && disk != 0xffff {
		return zipEntry{}, 0, Mark{ArchiveMismatch, "several disks"}
	}
	e := zipEntry{raw: b[sizeCentral : sizeCentral+name], flags: le.Uint16(b[8:]), method: le.Uint16(b[10:]), crc: le.Uint32(b[16:]), mode: uint32(le.Uint16(b[40:]))}
	e.setName(b[sizeCentral+name : sizeCentral+name+extra])
	sizes := [3]uint64{uint64(le.Uint32(b[24:])), uint64(le.Uint32(b[20:])), uint64(le.Uint32(b[42:]))}
	if !widen(sizes[:], b[sizeCentral+name:sizeCentral+name+extra]) {
		return zipEntry{}, 0, Mark{ArchiveDamaged, e.name}
	}
	e.size, e.packed, e.offset = int64(sizes[0]), int64(sizes[1]), int64(sizes[2])
	return e, length, nil
}

// widen replaces each size that is full by the 64-bit one of the extra field 1.
func widen(sizes []uint64, extra []byte) bool {
	field, _ := findExtra(extra, 1)
	for i, s := range sizes {
		if s != 0xffffffff {
			continue
		}
		if len(field) < 8 {
			return false
		}
		sizes[i], field = le.Uint64(field), field[8:]
		if sizes[i] > 1<<62 {
			return false
		}
	}
	return true
}

// findExtra finds an extra field by its id.
func findExtra(extra []byte, id uint16) ([]byte, bool) {
	for len(extra) >= 4 {
		n := int(le.Uint16(extra[2:]))
		if len(extra) < 4+n {
			return nil, false
		}
		if le.Uint16(extra) == id {
			return extra[4 : 4+n], true
		}
		extra = extra[4+n:]
	}
	return nil, false
}

// locate reads the local header, which must say the same as the central one, and what
// follows the packed bytes.
func (e *zipEntry) locate(r *io.SectionReader, directory int64) error {
	var b [sizeLocal]byte
	if e.offset+sizeLocal > directory || readFull(r, b[:], e.offset) != nil || le.Uint32(b[:]) != sigLocal {
		return Mark{ArchiveMismatch, "no local header: " + e.name}
	}
	n, m := int64(le.Uint16(b[26:])), int64(le.Uint16(b[28:]))
	more := make([]byte, n+m)
	if readFull(r, more, e.offset+sizeLocal) != nil {
		return Mark{ArchiveDamaged, e.name}
	}
	e.data = e.offset + sizeLocal + n + m
	e.end = e.data + e.packed
	sizes := [2]uint64{uint64(le.Uint32(b[22:])), uint64(le.Uint32(b[18:]))}
	flags := le.Uint16(b[6:])
	ok := widen(sizes[:], more[n:]) && e.packed <= directory && e.end <= directory && bytes.Equal(more[:n], e.raw) && le.Uint16(b[8:]) == e.method &&
		(flags^e.flags)&(flagEncrypted|flagDescriptor) == 0
	crc := le.Uint32(b[14:])
	same := crc == e.crc && sizes == [2]uint64{uint64(e.size), uint64(e.packed)}
	later := flags&flagDescriptor != 0 && (crc == 0 || crc == e.crc) && (sizes == [2]uint64{} || same)
	if !ok || !same && !later {
		return Mark{ArchiveMismatch, e.name}
	}
	if flags&flagDescriptor != 0 {
		return e.skipDescriptor(r, same)
	}
	return nil
}

// skipDescriptor reads the data descriptor, which has four forms.
func (e *zipEntry) skipDescriptor(r *io.SectionReader, optional bool) error {
	var b [24]byte
	n, _ := r.ReadAt(b[:], e.end)
	d, signature := b[:n], int64(0)
	if n >= 4 && le.Uint32(d) == sigData {
		d, signature = d[4:], 4
	}
	switch {
	case len(d) >= 12 && le.Uint32(d) == e.crc && int64(le.Uint32(d[4:])) == e.packed && int64(le.Uint32(d[8:])) == e.size:
		e.end += signature + 12
	case len(d) >= 20 && le.Uint32(d) == e.crc && int64(le.Uint64(d[4:])) == e.packed && int64(le.Uint64(d[12:])) == e.size:
		e.end += signature + 20
	case !optional:
		return Mark{ArchiveMismatch, "data descriptor: " + e.name}
	}
	return nil
}

// encrypted reports whether the entry needs a password.
func (e *zipEntry) encrypted() bool {
	return e.flags&(flagEncrypted|flagStrong|flagMasked) != 0 || e.method == 99
}

// bomb reports whether the entry claims to unpack to too much.
func (e *zipEntry) bomb() bool {
	return e.size > MaxEntry && e.size/2 > e.packed || e.size > FreeRatio && e.size/MaxRatio > e.packed
}

// unpacked is the content of an entry. Reading it to its end proves that it has the size
// and the sum that were claimed, and that the packed bytes held nothing else.
type unpacked struct {
	e      *zipEntry
	source io.Reader
	packed *bufio.Reader
	left   int64
	sum    hash.Hash32
}

func (e *zipEntry) open(r *io.SectionReader) (io.Reader, error) {
	packed := bufio.NewReader(io.NewSectionReader(r, e.data, e.packed))
	u := &unpacked{e, packed, packed, e.size, crc32.NewIEEE()}
	switch e.method {
	case 0:
	case 8:
		u.source = flate.NewReader(packed)
	default:
		return nil, Mark{ArchiveKind, fmt.Sprintf("%s: method %d", e.name, e.method)}
	}
	return u, nil
}

func (u *unpacked) Read(b []byte) (int, error) {
	n, err := u.source.Read(b[:min(int64(len(b)), u.left+1)])
	u.sum.Write(b[:n])
	u.left -= int64(n)
	if err == io.EOF {
		_, rest := u.packed.ReadByte()
		if u.left == 0 && u.sum.Sum32() == u.e.crc && rest == io.EOF {
			return n, io.EOF
		}
	}
	if err != nil || u.left < 0 {
		return 0, Mark{ArchiveDamaged, u.e.name}
	}
	return n, nil
}
