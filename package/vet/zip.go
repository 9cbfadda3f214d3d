package vet

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"io"
	"slices"
)

// The records of a zip file (APPNOTE 6.3.10, section 4.3), by their signature.
const (
	sigLocal    = 0x04034b50
	sigCentral  = 0x02014b50
	sigEnd      = 0x06054b50
	sigEnd64    = 0x06064b50
	sigLocator  = 0x07064b50
	sigData     = 0x08074b50
	sizeLocal   = 30
	sizeCentral = 46
	sizeEnd     = 22
	sizeEnd64   = 56
	sizeLocator = 20
)

// maxDirectory bounds a central directory, in bytes.
const maxDirectory = 32 << 20

var le = binary.LittleEndian

// zipFile is an archive whose records agree with each other in all respects: every
// program that unpacks it gets the same files.
type zipFile struct {
	r       *io.SectionReader
	entries []zipEntry
}

// zipEnd is what the end of an archive says, 32 and 64 bits merged.
type zipEnd struct {
	disk, start  uint64 // both 0: archives of several disks are refused
	here, count  uint64
	size, offset uint64 // of the central directory
	position     uint64 // where the end begins
}

// openZip reads the central directory and every local header.
func openZip(r *io.SectionReader) (*zipFile, error) {
	end, err := findEnd(r)
	if err != nil {
		return nil, err
	}
	if err := end.check(); err != nil {
		return nil, err
	}
	directory := make([]byte, end.size)
	if _, err := r.ReadAt(directory, int64(end.offset)); err != nil {
		return nil, Mark{ArchiveDamaged, "central directory"}
	}
	z := &zipFile{r: r}
	for len(directory) > 0 {
		e, n, err := parseCentral(directory)
		if err != nil {
			return nil, err
		}
		z.entries, directory = append(z.entries, e), directory[n:]
	}
	if uint64(len(z.entries)) != end.count {
		return nil, Mark{ArchiveMismatch, "number of entries"}
	}
	for i := range z.entries {
		if err := z.entries[i].locate(r, int64(end.offset)); err != nil {
			return nil, err
		}
	}
	return z, z.checkLayout(int64(end.offset))
}

// findEnd finds the one end record whose comment reaches to the end of the file.
func findEnd(r *io.SectionReader) (zipEnd, error) {
	tail := make([]byte, min(r.Size(), sizeEnd+1<<16))
	base := r.Size() - int64(len(tail))
	if _, err := r.ReadAt(tail, base); err != nil && err != io.EOF {
		return zipEnd{}, Mark{ArchiveDamaged, "end"}
	}
	var ends []zipEnd
	for at := 0; at+sizeEnd <= len(tail); at++ {
		b := tail[at:]
		if le.Uint32(b) != sigEnd || sizeEnd+int(le.Uint16(b[20:])) != len(b) {
			continue
		}
		ends = append(ends, zipEnd{uint64(le.Uint16(b[4:])), uint64(le.Uint16(b[6:])), uint64(le.Uint16(b[8:])), uint64(le.Uint16(b[10:])),
			uint64(le.Uint32(b[12:])), uint64(le.Uint32(b[16:])), uint64(base) + uint64(at)})
	}
	if len(ends) == 0 {
		return zipEnd{}, Mark{ArchiveDamaged, "no end record"}
	}
	if len(ends) > 1 {
		return zipEnd{}, Mark{ArchiveMismatch, "two end records"}
	}
	return ends[0].widen(r)
}

// widen takes the 64-bit record into account, if there is one.
func (e zipEnd) widen(r *io.SectionReader) (zipEnd, error) {
	needed := e.disk == 0xffff || e.start == 0xffff || e.here == 0xffff || e.count == 0xffff || e.size == 0xffffffff || e.offset == 0xffffffff
	var l [sizeLocator]byte
	at := int64(e.position) - sizeLocator
	if at < 0 || readFull(r, l[:], at) != nil || le.Uint32(l[:]) != sigLocator {
		if needed {
			return e, Mark{ArchiveDamaged, "zip64 end"}
		}
		return e, nil
	}
	if le.Uint32(l[4:]) != 0 || le.Uint32(l[16:]) > 1 {
		return e, Mark{ArchiveMismatch, "several disks"}
	}
	var b [sizeEnd64]byte
	position := le.Uint64(l[8:])
	if position > uint64(at) || readFull(r, b[:], int64(position)) != nil || le.Uint32(b[:]) != sigEnd64 || position+12+le.Uint64(b[4:]) != uint64(at) {
		return e, Mark{ArchiveDamaged, "zip64 end"}
	}
	wide := zipEnd{uint64(le.Uint32(b[16:])), uint64(le.Uint32(b[20:])), le.Uint64(b[24:]), le.Uint64(b[32:]), le.Uint64(b[40:]), le.Uint64(b[48:]), position}
	if !agrees(e.here, wide.here, 0xffff) || !agrees(e.count, wide.count, 0xffff) || !agrees(e.size, wide.size, 0xffffffff) || !agrees(e.offset, wide.offset, 0xffffffff) {
		return e, Mark{ArchiveMismatch, "zip64 end"}
	}
	return wide, nil
}

// agrees reports whether a narrow field says what the wide one says, or that it cannot.
func agrees(narrow, wide, full uint64) bool { return narrow == wide || narrow == full }

func (e zipEnd) check() error {
	switch {
	case e.disk != 0 || e.start != 0 || e.here != e.count:
		return Mark{ArchiveMismatch, "several disks"}
	case e.count > MaxEntries || e.size > maxDirectory:
		return Mark{FileBomb, "more than 10,000 entries"}
	case e.offset > e.position || e.size > e.position || e.offset+e.size != e.position:
		return Mark{ArchiveMismatch, "place of the central directory"}
	}
	return nil
}

// checkLayout refuses entries that share bytes, and entries that the central directory
// does not list.
func (z *zipFile) checkLayout(directory int64) error {
	byPlace := make([]*zipEntry, len(z.entries))
	for i := range z.entries {
		byPlace[i] = &z.entries[i]
	}
	slices.SortFunc(byPlace, func(a, b *zipEntry) int { return cmp.Compare(a.offset, b.offset) })
	at := int64(0)
	for _, e := range byPlace {
		if e.offset < at {
			return Mark{ArchiveMismatch, "entries overlap: " + e.name}
		}
		if z.hides(at, e.offset) {
			return Mark{ArchiveMismatch, "an entry that is not listed"}
		}
		at = e.end
	}
	if at > directory {
		return Mark{ArchiveMismatch, "entries overlap the central directory"}
	}
	if z.hides(at, directory) {
		return Mark{ArchiveMismatch, "an entry that is not listed"}
	}
	return nil
}

// hides reports whether something that is taken for an entry, or for another file
// altogether, lies in a gap: a gap may only be at most 64 KiB of padding.
func (z *zipFile) hides(from, to int64) bool {
	if from == to {
		return false
	}
	if from == 0 || to-from > 1<<16 {
		return true
	}
	gap := make([]byte, to-from)
	if readFull(z.r, gap, from) != nil {
		return true
	}
	return bytes.Contains(gap, []byte("PK\x03\x04"))
}

func readFull(r io.ReaderAt, b []byte, at int64) error {
	n, err := r.ReadAt(b, at)
	if n == len(b) {
		return nil
	}
	return cmp.Or(err, io.ErrUnexpectedEOF)
}
