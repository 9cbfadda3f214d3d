package typeset

import (
	"errors"
	"fmt"
)

// outlines copies glyphs out of a font. Components of composite glyphs are added behind
// the glyphs asked for.
type outlines struct {
	font    *font
	ids     []uint16          // old glyph by new number
	numbers map[uint16]uint16 // new number by old glyph, of components
	glyf    []byte
	ends    []uint32 // of each glyph in glyf
	buf     []byte
}

var errOutline = errors.New("damaged outline")

// collect fills glyf and ends for the ids, which may grow on the way.
func (o *outlines) collect() error {
	o.glyf = make([]byte, 0, 256*len(o.ids))
	for i := 0; i < len(o.ids); i++ {
		if i > 0xfffe {
			return errors.New("more than 65,535 glyphs")
		}
		if err := o.glyph(o.ids[i]); err != nil {
			return fmt.Errorf("glyph %d: %w", o.ids[i], err)
		}
		for len(o.glyf)%4 != 0 {
			o.glyf = append(o.glyf, 0)
		}
		o.ends = append(o.ends, uint32(len(o.glyf)))
	}
	return nil
}

// glyph appends one outline.
func (o *outlines) glyph(id uint16) error {
	outline, err := o.read(id)
	if err != nil || len(outline) == 0 {
		return err
	}
	if len(outline) < 12 {
		return errOutline
	}
	if contours := int(int16(be.Uint16(outline))); contours >= 0 {
		return o.simple(outline, contours)
	}
	return o.composite(outline)
}

// read returns the outline of a glyph from the file, valid until the next call.
func (o *outlines) read(id uint16) ([]byte, error) {
	f := o.font
	start, end := f.outline(id)
	glyf := f.tables["glyf"]
	if start > end || end > glyf.len || glyf.off+end > f.size || end-start > 1<<20 {
		return nil, errOutline
	}
	if n := int(end - start); cap(o.buf) < n {
		o.buf = make([]byte, 2*n)
	}
	b := o.buf[:end-start]
	if len(b) == 0 {
		return nil, nil
	}
	if n, err := f.at.ReadAt(b, glyf.off+start); n < len(b) {
		return nil, err
	}
	return b, nil
}

// outline is where the outline of a glyph lies in the table glyf.
func (f *font) outline(id uint16) (start, end int64) {
	if f.longLoca {
		return int64(u32(f.loca, 4*int(id))), int64(u32(f.loca, 4*int(id)+4))
	}
	return 2 * int64(u16(f.loca, 2*int(id))), 2 * int64(u16(f.loca, 2*int(id)+2))
}

// inked reports whether a glyph has an outline; on paper, one without is a hole in a word.
func (f *font) inked(id uint16) bool {
	start, end := f.outline(id)
	return end > start
}

// simple appends an outline of contours without its instructions.
func (o *outlines) simple(b []byte, contours int) error {
	at := 10 + 2*contours
	rest := at + 2 + int(u16(b, at))
	if rest > len(b) {
		return errOutline
	}
	o.glyf = append(o.glyf, b[:at]...)
	o.glyf = append(o.glyf, 0, 0)
	o.glyf = append(o.glyf, b[rest:]...)
	return nil
}

// The flags of a component.
const (
	argsAreWords = 0x0001
	hasScale     = 0x0008
	moreFollow   = 0x0020
	hasXYScale   = 0x0040
	has2x2       = 0x0080
	hasCode      = 0x0100
)

// composite appends an outline of components, renumbered and without instructions.
func (o *outlines) composite(b []byte) error {
	for at := 10; ; {
		if at+4 > len(b) {
			return errOutline
		}
		flags, id := be.Uint16(b[at:]), be.Uint16(b[at+2:])
		if int(id) >= o.font.glyphs {
			return errOutline
		}
		be.PutUint16(b[at:], flags&^hasCode)
		be.PutUint16(b[at+2:], o.number(id))
		if at += componentSize(flags); at > len(b) {
			return errOutline
		}
		if flags&moreFollow == 0 {
			o.glyf = append(o.glyf, b[:at]...)
			return nil
		}
	}
}

func (o *outlines) number(id uint16) uint16 {
	n, ok := o.numbers[id]
	if !ok {
		n = uint16(len(o.ids))
		o.numbers[id] = n
		o.ids = append(o.ids, id)
	}
	return n
}

func componentSize(flags uint16) int {
	n := 6
	if flags&argsAreWords != 0 {
		n += 2
	}
	switch {
	case flags&hasScale != 0:
		n += 2
	case flags&hasXYScale != 0:
		n += 4
	case flags&has2x2 != 0:
		n += 8
	}
	return n
}
