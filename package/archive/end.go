package archive

import (
	"bytes"
	"io"
)

// end is what the end of a file says, 32 and 64 bits merged (APPNOTE 4.3.14 to 4.3.16).
type end struct {
	disk, start  uint64 // both 0: files in several parts are refused
	here, count  uint64
	size, offset uint64 // of the directory
	position     uint64 // where the end begins
}

// findEnd finds the end record. A comment behind it may hold no other record: programs that
// look from the front and programs that look from the back would take different ones.
func findEnd(r io.ReaderAt, size int64) (end, error) {
	tail, base, err := tailOf(r, size)
	if err != nil {
		return end{}, damaged("end", "")
	}
	ends := endsIn(tail)
	if len(ends) == 0 {
		return end{}, damaged("no-end", "")
	}
	if len(ends) > 1 {
		return end{}, ambiguous("two-ends", "")
	}
	b := tail[ends[0]:]
	if comment := b[sizeEnd:]; bytes.Contains(comment, []byte("PK\x05")) || bytes.Contains(comment, []byte("PK\x06")) {
		return end{}, ambiguous("comment", "")
	}
	return parseEnd(b, uint64(base)+uint64(ends[0])).widen(r)
}

// tailOf gives what may hold the end record: it and the longest comment behind it.
func tailOf(r io.ReaderAt, size int64) (tail []byte, base int64, err error) {
	tail = make([]byte, min(max(size, 0), sizeEnd+1<<16))
	base = size - int64(len(tail))
	return tail, base, readFull(r, tail, base)
}

// endsIn gives the places of all end records whose comment reaches to the end of the file.
func endsIn(tail []byte) []int {
	var ends []int
	for at := 0; at+sizeEnd <= len(tail); at++ {
		if b := tail[at:]; le.Uint32(b) == sigEnd && sizeEnd+int(le.Uint16(b[20:])) == len(b) {
			ends = append(ends, at)
		}
	}
	return ends
}

func parseEnd(b []byte, position uint64) end {
	return end{uint64(le.Uint16(b[4:])), uint64(le.Uint16(b[6:])), uint64(le.Uint16(b[8:])), uint64(le.Uint16(b[10:])),
		uint64(le.Uint32(b[12:])), uint64(le.Uint32(b[16:])), position}
}

// Trails reports whether a program that looks for a zip file at the end of another file,
// such as a PDF, finds one that lists entries.
func Trails(r io.ReaderAt, size int64) bool {
	tail, base, err := tailOf(r, size)
	if err != nil {
		return false
	}
	for _, at := range endsIn(tail) {
		if e := parseEnd(tail[at:], uint64(base)+uint64(at)); e.count > 0 && e.size > 0 && e.size <= e.position {
			return true
		}
	}
	return false
}

// widen takes the 64-bit record into account, if there is one.
func (e end) widen(r io.ReaderAt) (end, error) {
	needed := e.disk == 0xffff || e.start == 0xffff || e.here == 0xffff || e.count == 0xffff || e.size == 0xffffffff || e.offset == 0xffffffff
	var l [sizeLocator]byte
	at := int64(e.position) - sizeLocator
	if at < 0 || readFull(r, l[:], at) != nil || le.Uint32(l[:]) != sigLocator {
		if needed {
			return e, damaged("wide-end", "")
		}
		return e, nil
	}
	if le.Uint32(l[4:]) != 0 || le.Uint32(l[16:]) > 1 {
		return e, ambiguous("parts", "")
	}
	var b [sizeEnd64]byte
	position := le.Uint64(l[8:])
	if at < sizeEnd64 || position != uint64(at)-sizeEnd64 || readFull(r, b[:], int64(position)) != nil ||
		le.Uint32(b[:]) != sigEnd64 || le.Uint64(b[4:]) != sizeEnd64-12 {
		return e, damaged("wide-end", "")
	}
	wide := end{uint64(le.Uint32(b[16:])), uint64(le.Uint32(b[20:])), le.Uint64(b[24:]), le.Uint64(b[32:]), le.Uint64(b[40:]), le.Uint64(b[48:]), position}
	for _, pair := range [][3]uint64{{e.disk, wide.disk, 0xffff}, {e.start, wide.start, 0xffff}, {e.here, wide.here, 0xffff},
		{e.count, wide.count, 0xffff}, {e.size, wide.size, 0xffffffff}, {e.offset, wide.offset, 0xffffffff}} {
		if narrow, full := pair[0], pair[2]; narrow != pair[1] && narrow != full {
			return e, ambiguous("ends", "")
		}
	}
	return wide, nil
}

func (e end) check() error {
	switch {
	case e.disk != 0 || e.start != 0 || e.here != e.count:
		return ambiguous("parts", "")
	case e.count > MaxEntries || e.size > maxDirectory:
		return refused(TooLarge, "many", "")
	case e.offset > e.position || e.size > e.position || e.offset+e.size != e.position:
		return ambiguous("gap", "")
	}
	return nil
}
