package archive

import (
	"slices"
)

// field is one extra field of an entry (APPNOTE 4.5).
type field struct {
	id   uint16
	data []byte
}

// Extra fields by their id.
const (
	extra64   = 0x0001 // sizes of 64 bits
	extraAES  = 0x9901 // how the entry is encrypted
	extraName = 0x7075 // the name in UTF-8, which some programs prefer
)

// harmless are fields that change neither name nor content: times and owners (NTFS, OS/2,
// Unix of several ages), the mark of a jar, room that Office leaves to grow, alignment.
var harmless = []uint16{extra64, extraAES, extraName, 0x0009, 0x000a, 0x000d, 0x5455, 0x5855, 0x6375, 0x756e, 0x7855, 0x7875, 0xa11e, 0xa220, 0xcafe, 0xd935}

// parseExtra reads the extra fields of an entry. Unknown ones, and two of one id, are
// refused: nobody knows what a program makes of them.
func parseExtra(b []byte) ([]field, error) {
	var fields []field
	for len(b) > 0 {
		if len(b) < 4 {
			if slices.Max(b) == 0 { // padding
				return fields, nil
			}
			return nil, damaged("extra", "")
		}
		id, n := le.Uint16(b), int(le.Uint16(b[2:]))
		if len(b) < 4+n {
			return nil, damaged("extra", "")
		}
		if id == 0 && slices.Max(b) == 0 {
			return fields, nil
		}
		if !slices.Contains(harmless, id) || find(fields, id) != nil {
			return nil, ambiguous("extra-unknown", "")
		}
		fields, b = append(fields, field{id, b[4 : 4+n]}), b[4+n:]
	}
	return fields, nil
}

func find(fields []field, id uint16) *field {
	for i := range fields {
		if fields[i].id == id {
			return &fields[i]
		}
	}
	return nil
}

// widen replaces each size that is full by the one of 64 bits (APPNOTE 4.5.3). disk says
// that the number of the part stands behind them. The field holds what is asked for, and
// nothing else: programs read the rest of it in different ways.
func widen(sizes []uint64, fields []field, disk bool) error {
	var wide []byte
	if f := find(fields, extra64); f != nil {
		wide = f.data
	}
	for i, s := range sizes {
		if s != 0xffffffff {
			continue
		}
		if len(wide) < 8 {
			return damaged("wide-missing", "")
		}
		if sizes[i], wide = le.Uint64(wide), wide[8:]; sizes[i] > 1<<62 {
			return damaged("size", "")
		}
	}
	if disk {
		if len(wide) < 4 || le.Uint32(wide) != 0 {
			return damaged("parts", "")
		}
		wide = wide[4:]
	}
	if len(wide) > 0 {
		return damaged("wide-extra", "")
	}
	return nil
}
