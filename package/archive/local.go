package archive

import (
	"bytes"
	"cmp"
	"io"
	"slices"
)

// locate reads the header before the entry, which must say what the directory says, and
// what follows the packed bytes.
func (e *Entry) locate(r io.ReaderAt, directory int64) error {
	var b [sizeLocal]byte
	if e.offset < 0 || e.offset+sizeLocal > directory || readFull(r, b[:], e.offset) != nil || le.Uint32(b[:]) != sigLocal {
		return ambiguous("no-header", e.Name)
	}
	n, m := int64(le.Uint16(b[26:])), int64(le.Uint16(b[28:]))
	e.Data = e.offset + sizeLocal + n + m
	e.end = e.Data + e.Packed
	more := make([]byte, n+m)
	if e.Packed < 0 || e.Packed > directory || e.end > directory || readFull(r, more, e.offset+sizeLocal) != nil {
		return ambiguous("long", e.Name)
	}
	if !bytes.Equal(more[:n], e.raw) || le.Uint16(b[8:]) != e.method || le.Uint16(b[6:]) != e.flags {
		return e.disagrees()
	}
	fields, err := parseExtra(more[n:])
	if err != nil {
		return of(e.Name, err)
	}
	if f := find(fields, extraName); f != nil {
		if e.named = true; len(f.data) < 5 || string(f.data[5:]) != e.Name {
			return e.disagrees()
		}
	}
	sizes := []uint64{uint64(le.Uint32(b[22:])), uint64(le.Uint32(b[18:]))}
	if err := widen(sizes, fields, false); err != nil {
		if f, ok := err.(*Fault); ok {
			f.Why = Ambiguous
		}
		return of(e.Name, err)
	}
	return e.compare(r, le.Uint32(b[14:]), sizes, find(fields, extra64) != nil)
}

func (e *Entry) disagrees() error {
	return ambiguous("header", e.Name)
}

// compare compares sum and sizes of the header with those of the directory. Before a data
// descriptor they may be left out. wide says that the header has sizes of 64 bits.
func (e *Entry) compare(r io.ReaderAt, crc uint32, sizes []uint64, wide bool) error {
	same := crc == e.crc && sizes[0] == uint64(e.Size) && sizes[1] == uint64(e.Packed)
	if e.flags&flagDescriptor == 0 {
		if !same {
			return e.disagrees()
		}
		return nil
	}
	left := func(said, is uint64) bool { return said == 0 || said == is }
	if !left(uint64(crc), uint64(e.crc)) || !left(sizes[0], uint64(e.Size)) || !left(sizes[1], uint64(e.Packed)) {
		return e.disagrees()
	}
	return e.descriptor(r, wide)
}

// descriptor reads the data descriptor, which has four forms: with and without a signature,
// with sizes of 32 or 64 bits. What is longer comes first, so that none is taken for the
// beginning of another.
func (e *Entry) descriptor(r io.ReaderAt, wide bool) error {
	var b [24]byte
	n, _ := r.ReadAt(b[:], e.end)
	d, signature := b[:n], int64(0)
	if n >= 4 && le.Uint32(d) == sigData {
		d, signature = d[4:], 4
	}
	agrees := func(width int) bool {
		if len(d) < 4+2*width || le.Uint32(d) != e.crc {
			return false
		}
		if width == 8 {
			return int64(le.Uint64(d[4:])) == e.Packed && int64(le.Uint64(d[12:])) == e.Size
		}
		return int64(le.Uint32(d[4:])) == e.Packed && int64(le.Uint32(d[8:])) == e.Size
	}
	switch narrow := agrees(4); {
	case agrees(8) && (wide || !narrow):
		e.end += signature + 20
	case narrow:
		e.end += signature + 12
	default:
		return ambiguous("descriptor", e.Name)
	}
	return nil
}

// layout makes sure that the entries follow each other from the first byte to the directory.
func layout(entries []Entry, directory int64) error {
	order := make([]*Entry, len(entries))
	for i := range entries {
		order[i] = &entries[i]
	}
	slices.SortFunc(order, func(a, b *Entry) int { return cmp.Compare(a.offset, b.offset) })
	at := int64(0)
	for _, e := range order {
		if e.offset != at {
			return ambiguous("before", e.Name)
		}
		at = e.end
	}
	if at != directory {
		return ambiguous("between", "")
	}
	return nil
}
