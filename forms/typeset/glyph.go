package typeset

import (
	"sync/atomic"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
	"golang.org/x/text/unicode/norm"
)

// Glyph is one glyph and the text that it stands for. A run of glyphs holds its text
// whole: the texts in order are the text that was shaped.
type Glyph struct {
	Text  string
	ID    uint16 // glyph of the font; 0 if nothing draws the text
	Width uint16 // thousandths of an em
	Font  uint8  // for Fonts.Subset and Fonts.Metrics; only valid if ID is not 0
	class class
}

// Space reports whether the glyph is a space that hangs at the end of a line.
func (g Glyph) Space() bool { return g.class&space != 0 }

// Wide reports whether the glyph is full-width Japanese, which a justified line may
// move away from its neighbours.
func (g Glyph) Wide() bool { return g.class&free != 0 }

// Attached reports whether the glyph continues the character before it.
func (g Glyph) Attached() bool { return g.class&extend != 0 }

// slot is what a face draws for one code point.
type slot struct {
	glyph, width uint16
	class        class
	font         uint8
}

// page holds the slots of 256 code points, packed; 0 is one that was not asked for yet.
type page [256]atomic.Uint64

// known marks a packed slot, so that none is 0.
const known = 1 << 63

func (s slot) packed() uint64 {
	return known | uint64(s.font)<<48 | uint64(s.class)<<32 | uint64(s.width)<<16 | uint64(s.glyph)
}

func unpacked(p uint64) slot {
	return slot{glyph: uint16(p), width: uint16(p >> 16), class: class(p >> 32), font: uint8(p >> 48)}
}

// missingWidth stands in for the width of what cannot be drawn.
const missingWidth = 1000

// slot finds r in the face's chain of fonts. It is worked out on its first use; two
// goroutines may both do so, and find the same.
func (f *Fonts) slot(r rune, face Face) slot {
	at := &f.pages[face][r>>8]
	if at.Load() == nil {
		at.CompareAndSwap(nil, new(page))
	}
	packed := &at.Load()[r&0xff]
	p := packed.Load()
	if p == 0 {
		p = f.find(r, face).packed()
		packed.Store(p)
	}
	return unpacked(p)
}

func (f *Fonts) find(r rune, face Face) slot {
	s := slot{width: missingWidth, class: classOf(r)}
	if s.class&selector != 0 || unicode.In(r, undrawable...) || unicode.In(r, needsShaping...) {
		return s
	}
	for k := 0; ; k++ {
		at := f.chain(face, k)
		if at < 0 {
			return s
		}
		if g := f.fonts[at].glyph(r); g != 0 && (f.fonts[at].inked(g) || unicode.Is(unicode.Zs, r)) {
			s.glyph, s.width, s.font = g, f.fonts[at].width(g), uint8(at)
			return s
		}
	}
}

// Shape appends the glyphs of text to dst. A line feed and what no font can draw become
// glyphs with ID 0.
func (f *Fonts) Shape(dst []Glyph, text string, face Face) []Glyph {
	start := len(dst)
	for i := 0; i < len(text); {
		r, n := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(text[i:])
		}
		g := Glyph{Text: text[i : i+n], Width: missingWidth}
		if r != utf8.RuneError || n > 1 {
			s := f.slot(r, face)
			g.ID, g.Width, g.Font, g.class = s.glyph, s.width, s.font, s.class
		}
		i += n
		if g.class&extend != 0 && len(dst) > start && f.join(dst, g, text[:i], face) {
			continue
		}
		dst = append(dst, g)
	}
	return dst
}

// join makes one glyph of the last glyph of dst and the mark g that follows it, if a
// font has one: a variation sequence, or a composed character. before ends with both.
func (f *Fonts) join(dst []Glyph, g Glyph, before string, face Face) bool {
	last := &dst[len(dst)-1]
	both := before[len(before)-len(last.Text)-len(g.Text):]
	base, size := utf8.DecodeRuneInString(both)
	if g.class&selector != 0 && size == len(last.Text) && uniseg.GraphemeClusterCount(both) == 1 {
		return f.vary(last, both, base, g, face)
	}
	composed := norm.NFC.String(both)
	r, n := utf8.DecodeRuneInString(composed)
	if n != len(composed) || r == base {
		return false
	}
	s := f.slot(r, face)
	if s.glyph == 0 {
		return false
	}
	last.Text, last.ID, last.Width, last.Font = both, s.glyph, s.width, s.font
	return true
}

// vary draws the variation sequence both. Without a font that knows the sequence the
// whole of it is missing: the base alone might be another form of somebody's name.
func (f *Fonts) vary(last *Glyph, both string, base rune, g Glyph, face Face) bool {
	vs, _ := utf8.DecodeRuneInString(g.Text)
	last.Text, last.ID, last.class = both, 0, last.class&^space
	for k := 0; ; k++ {
		at := f.chain(face, k)
		if at < 0 {
			return true
		}
		if id := f.fonts[at].variant(base, vs); id != 0 {
			last.ID, last.Width, last.Font = id, f.fonts[at].width(id), uint8(at)
			return true
		}
	}
}

// Width returns the width of text in points, or of its widest line if it has line feeds.
func (f *Fonts) Width(text string, face Face, size float64) float64 {
	b := f.borrow()
	defer f.pool.Put(b)
	b.glyphs = f.Shape(b.glyphs[:0], text, face)
	var sum, widest int
	for i := range b.glyphs {
		if b.glyphs[i].Text == "\n" {
			sum = 0
			continue
		}
		sum += int(b.glyphs[i].Width)
		widest = max(widest, sum)
	}
	return float64(widest) * size / 1000
}
