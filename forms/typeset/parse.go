package typeset

import (
	"errors"
	"fmt"
	"unicode/utf16"
)

// Metrics are a font's measures for its PDF descriptor, in thousandths of an em.
type Metrics struct {
	Name            string // PostScript name, without a subset tag
	Ascent, Descent int    // descent is negative
	CapHeight       int
	BBox            [4]int // left, bottom, right, top of all glyphs
	Bold            bool
}

func (f *font) parse() error {
	steps := []func() error{f.parseHead, f.parseMaxp, f.parseHhea, f.parseLoca, f.parseCmap, f.parseOS2, f.parseName}
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// em converts font units to thousandths of an em, rounded to nearest.
func (f *font) em(units int) int {
	n := units * 1000
	if n < 0 {
		return -((-n + f.upem/2) / f.upem)
	}
	return (n + f.upem/2) / f.upem
}

func (f *font) parseHead() (err error) {
	if f.head, err = f.table("head", 54); err != nil {
		return err
	}
	if f.upem = int(be.Uint16(f.head[18:])); f.upem < 16 || f.upem > 16384 {
		return fmt.Errorf("%d units per em", f.upem)
	}
	for i := range f.metrics.BBox {
		f.metrics.BBox[i] = f.em(int(int16(be.Uint16(f.head[36+2*i:]))))
	}
	f.metrics.Bold = be.Uint16(f.head[44:])&1 != 0
	f.longLoca = be.Uint16(f.head[50:]) != 0
	return nil
}

func (f *font) parseMaxp() error {
	b, err := f.table("maxp", 6)
	if err != nil {
		return err
	}
	f.maxp = b
	if f.glyphs = int(be.Uint16(b[4:])); f.glyphs == 0 {
		return errors.New("no glyphs")
	}
	return nil
}

func (f *font) parseHhea() error {
	b, err := f.table("hhea", 36)
	if err != nil {
		return err
	}
	f.hhea = b
	f.metrics.Ascent = f.em(int(int16(be.Uint16(b[4:]))))
	f.metrics.Descent = f.em(int(int16(be.Uint16(b[6:]))))
	f.hMetrics = int(be.Uint16(b[34:]))
	if f.hMetrics == 0 || f.hMetrics > f.glyphs {
		return fmt.Errorf("%d widths for %d glyphs", f.hMetrics, f.glyphs)
	}
	f.hmtx, err = f.table("hmtx", 4*f.hMetrics+2*(f.glyphs-f.hMetrics))
	return err
}

func (f *font) parseLoca() (err error) {
	if _, ok := f.tables["glyf"]; !ok {
		return errors.New("no glyf outlines")
	}
	entry := 2
	if f.longLoca {
		entry = 4
	}
	f.loca, err = f.table("loca", entry*(f.glyphs+1))
	return err
}

// parseOS2 reads the height of capitals, and the permission to embed (fsType: bit 1
// alone means restricted, bit 9 bitmaps only).
func (f *font) parseOS2() error {
	f.metrics.CapHeight = f.metrics.Ascent
	if _, ok := f.tables["OS/2"]; !ok {
		return nil
	}
	b, err := f.table("OS/2", 10)
	if err != nil {
		return err
	}
	if t := be.Uint16(b[8:]); t&0x0f == 0x02 || t&0x0200 != 0 {
		return fmt.Errorf("the font does not permit embedding (fsType %#04x)", t)
	}
	if len(b) >= 90 && be.Uint16(b) >= 2 {
		f.metrics.CapHeight = f.em(int(int16(be.Uint16(b[88:]))))
	}
	return nil
}

// parseName finds the PostScript name (id 6) in UTF-16, and keeps what a PDF name can
// hold of it.
func (f *font) parseName() error {
	b, err := f.table("name", 6)
	if err != nil {
		return err
	}
	n, base := int(be.Uint16(b[2:])), int(be.Uint16(b[4:]))
	for i := 6; i+12 <= len(b) && n > 0; i, n = i+12, n-1 {
		platform, id := be.Uint16(b[i:]), be.Uint16(b[i+6:])
		from := base + int(be.Uint16(b[i+10:]))
		to := from + int(be.Uint16(b[i+8:]))
		if platform == 3 && id == 6 && to <= len(b) {
			f.metrics.Name = postScriptName(b[from:to])
		}
	}
	if f.metrics.Name == "" {
		f.metrics.Name = "Font"
	}
	return nil
}

func postScriptName(utf16be []byte) string {
	var name []byte
	for ; len(utf16be) >= 2; utf16be = utf16be[2:] {
		r := utf16.Decode([]uint16{be.Uint16(utf16be)})[0]
		if r == '-' || r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' {
			name = append(name, byte(r))
		}
	}
	return string(name[:min(len(name), 63)])
}

// width returns the advance of a glyph in thousandths of an em.
func (f *font) width(glyph uint16) uint16 {
	i := min(int(glyph), f.hMetrics-1)
	return uint16(min(f.em(int(be.Uint16(f.hmtx[4*i:]))), 0xffff))
}
