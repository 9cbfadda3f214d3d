package typeset

import "sort"

// variant returns the glyph of the variation sequence r, selector (cmap format 14), or 0
// if the font does not know the sequence. A default sequence is the glyph of r itself.
func (f *font) variant(r, selector rune) uint16 {
	b := f.variants
	n := min(int(u32(b, 6)), max(0, len(b)-10)/11)
	i := sort.Search(n, func(i int) bool { return u24(b, 10+11*i) >= uint32(selector) })
	if i == n || u24(b, 10+11*i) != uint32(selector) {
		return 0
	}
	record := 10 + 11*i
	if at := u32(b, record+3); at != 0 && inRanges(from(b, at), uint32(r)) {
		return f.glyph(r)
	}
	if at := u32(b, record+7); at != 0 {
		if g := mapped(from(b, at), uint32(r)); int(g) < f.glyphs {
			return g
		}
	}
	return 0
}

// inRanges reports whether r is in a Default UVS table.
func inRanges(b []byte, r uint32) bool {
	n := min(int(u32(b, 0)), len(b)/4)
	i := sort.Search(n, func(i int) bool { return u24(b, 4+4*i) > r }) - 1
	if i < 0 {
		return false
	}
	start := u24(b, 4+4*i)
	return 4+4*i+4 <= len(b) && r <= start+uint32(b[4+4*i+3])
}

// mapped returns the glyph of r in a Non-Default UVS table.
func mapped(b []byte, r uint32) uint16 {
	n := min(int(u32(b, 0)), len(b)/5)
	i := sort.Search(n, func(i int) bool { return u24(b, 4+5*i) >= r })
	if i == n || u24(b, 4+5*i) != r {
		return 0
	}
	return u16(b, 4+5*i+3)
}

func from(b []byte, at uint32) []byte {
	if int64(at) > int64(len(b)) {
		return nil
	}
	return b[at:]
}
