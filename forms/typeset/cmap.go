package typeset

import (
	"errors"
	"sort"
)

// charmap is a cmap subtable of format 4 or 12. Every access is checked, so that a
// damaged table gives glyph 0 and nothing worse.
type charmap struct {
	data []byte
	wide bool // format 12
}

// parseCmap keeps the widest Unicode subtable and the variation sequences.
func (f *font) parseCmap() error {
	b, err := f.table("cmap", 4)
	if err != nil {
		return err
	}
	for i := 0; i < int(u16(b, 2)); i++ {
		record := 4 + 8*i
		platform, encoding, off := u16(b, record), u16(b, record+2), int64(u32(b, record+4))
		if platform != 0 && (platform != 3 || encoding != 1 && encoding != 10) || off+4 > int64(len(b)) {
			continue
		}
		sub := b[off:]
		switch u16(sub, 0) {
		case 4:
			if f.chars.data == nil {
				f.chars = charmap{data: sub[:min(len(sub), int(u16(sub, 2)))]}
			}
		case 12:
			f.chars = charmap{data: clip(sub, u32(sub, 4)), wide: true}
		case 14:
			f.variants = clip(sub, u32(sub, 2))
		}
	}
	if f.chars.data == nil {
		return errors.New("no Unicode character map of format 4 or 12")
	}
	return nil
}

func clip(b []byte, n uint32) []byte { return b[:min(int64(len(b)), int64(n))] }

// glyph returns the glyph of r, or 0.
func (f *font) glyph(r rune) uint16 {
	var g uint32
	if f.chars.wide {
		g = f.chars.groups(uint32(r))
	} else if r <= 0xffff {
		g = f.chars.segments(int(r))
	}
	if g >= uint32(f.glyphs) {
		return 0
	}
	return uint16(g)
}

// segments looks r up in a table of format 4.
func (m charmap) segments(r int) uint32 {
	b := m.data
	n := int(u16(b, 6)) / 2
	ends, starts, deltas, offsets := 14, 16+2*n, 16+4*n, 16+6*n
	i := sort.Search(n, func(i int) bool { return int(u16(b, ends+2*i)) >= r })
	start := int(u16(b, starts+2*i))
	if i == n || r < start {
		return 0
	}
	delta, at := u16(b, deltas+2*i), int(u16(b, offsets+2*i))
	if at == 0 {
		return uint32(uint16(r) + delta)
	}
	g := u16(b, offsets+2*i+at+2*(r-start))
	if g == 0 {
		return 0
	}
	return uint32(g + delta)
}

// groups looks r up in a table of format 12.
func (m charmap) groups(r uint32) uint32 {
	b := m.data
	n := min(int(u32(b, 12)), max(0, len(b)-16)/12)
	i := sort.Search(n, func(i int) bool { return u32(b, 16+12*i+4) >= r })
	start := u32(b, 16+12*i)
	if i == n || r < start {
		return 0
	}
	return u32(b, 16+12*i+8) + r - start
}

func u16(b []byte, at int) uint16 {
	if at < 0 || at+2 > len(b) {
		return 0
	}
	return be.Uint16(b[at:])
}

func u24(b []byte, at int) uint32 {
	if at < 0 || at+3 > len(b) {
		return 0
	}
	return uint32(b[at])<<16 | uint32(b[at+1])<<8 | uint32(b[at+2])
}

func u32(b []byte, at int) uint32 {
	if at < 0 || at+4 > len(b) {
		return 0
	}
	return be.Uint32(b[at:])
}
