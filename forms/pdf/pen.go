package pdf

import (
	"strconv"

	"yoshiki/forms/document"
	"yoshiki/forms/typeset"
)

// pen writes text operators of one page (ISO 32000-2, 9.4).
type pen struct {
	out  []byte
	font int // selected font and size; 0 is none yet, 1 the font numbered 0
	size float64

	marked bool  // a marked-content sequence is open
	tag    tag   // that it belongs to
	tags   []tag // of the sequences of the page, by their number
}

// mark makes sure that what follows belongs to an element, or to none.
func (c *canvas) mark(t tag) {
	p := c.page
	if p.marked && p.tag == t {
		return
	}
	p.unmark()
	p.marked, p.tag = true, t
	if t == root {
		p.out = append(p.out, "/Artifact BMC\n"...)
		return
	}
	e, id := &c.tree[t], len(p.tags)
	e.runs = append(e.runs, run{int32(p.index), int32(id)})
	p.tags = append(p.tags, t)
	p.out = append(append(append(p.out, '/'), e.kind...), "<</MCID "...)
	p.out = append(strconv.AppendInt(p.out, int64(id), 10), ">>BDC\n"...)
}

// unmark closes the marked-content sequence that is open.
func (p *pen) unmark() {
	if p.marked {
		p.out = append(p.out, "EMC\n"...)
		p.marked = false
	}
}

// setting is how a shaped line is fitted into its box.
type setting struct {
	x       float64
	stretch int // thousandths of an em to share out among the gaps
	gaps    int
	spread  bool    // every gap is one, not only those that justifying may widen
	visible int     // glyphs before the spaces that hang at the end
	squeeze float64 // horizontal scaling: 1, or less for a cluster wider than its box
}

// maxStretch is the widest gap, in thousandths of an em, that justifying may make.
// A line that needs more stays ragged.
const maxStretch = 250

// fit places the shaped line of c in its box.
func (c *canvas) fit(s style, b box) setting {
	f := setting{x: b.x, visible: len(c.glyphs), squeeze: 1}
	for f.visible > 0 && c.glyphs[f.visible-1].Space() {
		f.visible--
	}
	natural := 0
	for i := range c.glyphs[:f.visible] {
		natural += int(c.glyphs[i].Width)
	}
	room := b.width/s.size*1000 - float64(natural)
	if room < -0.5 {
		f.squeeze = (float64(natural) + room) / float64(natural)
		return f
	}
	if f.gaps = f.visible - 1; b.spread && f.gaps > 0 {
		f.stretch, f.spread = max(0, int(room)), true
		return f
	}
	switch b.align {
	case document.Center:
		f.x += max(0, room) * s.size / 2000
	case document.Right:
		f.x += max(0, room) * s.size / 1000
	case document.Justify:
		if f.gaps = c.gaps(f.visible); !b.last && f.gaps > 0 && room < maxStretch*float64(f.gaps) {
			f.stretch = max(0, int(room))
		}
	}
	return f
}

// gaps counts the places among the first n glyphs that justifying may widen.
func (c *canvas) gaps(n int) int {
	count := 0
	for i := 1; i < n; i++ {
		if stretches(&c.glyphs[i-1], &c.glyphs[i]) {
			count++
		}
	}
	return count
}

// stretches reports whether the space between two glyphs may grow: beside Japanese, and
// after a space.
func stretches(l, r *typeset.Glyph) bool {
	return !r.Attached() && (l.Wide() || r.Wide() || l.Space())
}

// line shows the glyphs of c from x on the baseline y.
func (p *pen) line(f setting, y, size float64, c *canvas) {
	p.out = append(p.out, "BT "...)
	if f.squeeze != 1 {
		p.num(f.squeeze*100, " Tz ")
	}
	p.num(f.x, " ")
	p.num(y, " Td ")
	open, gap, shared := false, 0, 0
	for i := range c.glyphs {
		g := &c.glyphs[i]
		adjust := 0
		switch {
		case i > f.visible:
			adjust = int(c.glyphs[i-1].Width) // all hanging spaces stand in one place
		case i > 0 && i < f.visible && f.stretch > 0 && (f.spread || stretches(&c.glyphs[i-1], g)):
			gap++
			upTo := f.stretch * gap / f.gaps
			adjust, shared = shared-upTo, upTo
		}
		open = p.selectFont(int(g.Font)+1, size, open)
		open = p.adjust(adjust, open)
		p.out = appendHex(p.out, c.subset(g.Font).CID(*g))
	}
	p.out = append(p.out, ">] TJ"...)
	if f.squeeze != 1 {
		p.out = append(p.out, " 100 Tz"...)
	}
	p.out = append(p.out, " ET\n"...)
}

// selectFont makes sure of the font; open reports whether a string is being shown.
func (p *pen) selectFont(font int, size float64, open bool) bool {
	if p.font == font && p.size == size {
		return open
	}
	if open {
		p.out = append(p.out, ">] TJ "...)
	}
	p.out = append(p.out, "/F"...)
	p.out = strconv.AppendInt(p.out, int64(font-1), 10)
	p.out = append(p.out, ' ')
	p.num(size, " Tf ")
	p.font, p.size = font, size
	return false
}

// adjust moves left by thousandths of an em, and leaves a string open.
func (p *pen) adjust(by int, open bool) bool {
	switch {
	case !open:
		p.out = append(p.out, '[')
	case by == 0:
		return true
	default:
		p.out = append(p.out, '>')
	}
	if by != 0 {
		p.out = strconv.AppendInt(p.out, int64(by), 10)
	}
	p.out = append(p.out, '<')
	return true
}

// num appends a number with three decimals at most, and what follows it.
func (p *pen) num(v float64, then string) {
	n := int64(v*1000 + 0.5)
	if v < 0 {
		n = -int64(-v*1000 + 0.5)
		if n < 0 {
			p.out = append(p.out, '-')
		}
		n = -n
	}
	p.out = strconv.AppendInt(p.out, n/1000, 10)
	if n %= 1000; n != 0 {
		p.out = append(p.out, '.', byte('0'+n/100))
		if n%100 != 0 {
			p.out = append(p.out, byte('0'+n/10%10))
		}
		if n%10 != 0 {
			p.out = append(p.out, byte('0'+n%10))
		}
	}
	p.out = append(p.out, then...)
}

func appendHex(b []byte, v uint16) []byte {
	const digits = "0123456789ABCDEF"
	return append(b, digits[v>>12], digits[v>>8&15], digits[v>>4&15], digits[v&15])
}
