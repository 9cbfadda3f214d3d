package typeset

import (
	"fmt"
	"unicode/utf8"
)

// Subset gathers the glyphs of one font that a document uses and writes them as a font
// file of its own. Glyphs are numbered in the order of their first use; a number is both
// the glyph's index in the file and its character identifier (CID) in the document. The
// same outline has two numbers if it stands for two texts. Not for concurrent use.
type Subset struct {
	font   *font
	glyphs []Glyph
	pages  [256]*[256]uint16 // CID by code point, for texts of one character up to U+FFFF
	others map[string]uint16 // and for all other texts
}

// Subset returns an empty subset of the font numbered index, as in [Glyph.Font].
func (f *Fonts) Subset(index uint8) *Subset {
	s := &Subset{font: f.fonts[index], others: map[string]uint16{}}
	s.glyphs = append(s.glyphs, Glyph{Width: s.font.width(0)})
	return s
}

// CID returns the number of g, which is a glyph of this font with an ID.
func (s *Subset) CID(g Glyph) uint16 {
	r, n := utf8.DecodeRuneInString(g.Text)
	if n < len(g.Text) || r > 0xffff {
		cid, ok := s.others[g.Text]
		if !ok {
			cid = s.add(g)
			s.others[g.Text] = cid
		}
		return cid
	}
	p := s.pages[r>>8]
	if p == nil {
		p = new([256]uint16)
		s.pages[r>>8] = p
	}
	cid := &p[r&0xff]
	if *cid == 0 {
		*cid = s.add(g)
	}
	return *cid
}

// add numbers g. Past the last number it gives 0, which File reports.
func (s *Subset) add(g Glyph) uint16 {
	s.glyphs = append(s.glyphs, g)
	if len(s.glyphs) > 0xffff {
		return 0
	}
	return uint16(len(s.glyphs) - 1)
}

// Glyphs returns the glyphs by CID; CID 0 is .notdef and has no text. The caller must
// not change them.
func (s *Subset) Glyphs() []Glyph { return s.glyphs }

// Metrics returns the measures of the whole font.
func (s *Subset) Metrics() Metrics { return s.font.metrics }

// File returns the subset as a TrueType font without hinting, with the tables that a
// PDF needs (ISO 32000-2, 9.9). Equal use gives equal bytes.
func (s *Subset) File() ([]byte, error) {
	o := &outlines{font: s.font, numbers: map[uint16]uint16{}}
	for _, g := range s.glyphs {
		o.ids = append(o.ids, g.ID)
	}
	if err := o.collect(); err != nil {
		return nil, fmt.Errorf("subset of %s: %w", s.font.metrics.Name, err)
	}
	return o.write(), nil
}
