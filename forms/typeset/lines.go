package typeset

import "strings"

// Line is one line of a text.
type Line struct {
	Text string // without the line feed that ended it
	End  bool   // the text or a line feed ends here: never justified
}

// breaker holds what breaking one text needs, to be used again for the next.
type breaker struct {
	glyphs []Glyph
	ranks  []rank
}

func (f *Fonts) borrow() *breaker {
	if b, ok := f.pool.Get().(*breaker); ok {
		return b
	}
	return &breaker{}
}

// Break returns the lines of text, each at most width points wide but for the spaces
// that hang at its end; one grapheme cluster that is wider stands alone. "\n" ends a
// line and is not part of it: the lines, joined with the line feeds that text has
// between them, are text. A text has at least one line.
func (f *Fonts) Break(text string, face Face, size, width float64) []string {
	var lines []string
	for _, line := range f.Lines(nil, text, face, size, width, width) {
		lines = append(lines, line.Text)
	}
	return lines
}

// Lines appends the lines of text to dst, as Break makes them, with a measure of its own
// for the first line.
func (f *Fonts) Lines(dst []Line, text string, face Face, size, first, width float64) []Line {
	b := f.borrow()
	defer f.pool.Put(b)
	measure := thousandths(first, size)
	for {
		paragraph, rest, more := strings.Cut(text, "\n")
		b.glyphs = f.Shape(b.glyphs[:0], paragraph, face)
		dst = b.lines(dst, paragraph, measure, thousandths(width, size))
		dst[len(dst)-1].End = true
		if !more {
			return dst
		}
		text, measure = rest, thousandths(width, size)
	}
}

// thousandths converts points to thousandths of an em; what is lost in the conversion of
// a measure that was itself summed from widths is given back.
func thousandths(points, size float64) int {
	const most = 1 << 40
	return int(min(points/size*1000+1e-6, most))
}

// lines fills lines with the shaped glyphs of text.
func (b *breaker) lines(dst []Line, text string, first, width int) []Line {
	start, end := 0, b.fit(0, first)
	if end < len(b.glyphs) {
		b.rank(text)
	}
	for end < len(b.glyphs) {
		if end = b.choose(start, end, width); end == len(b.glyphs) {
			break // one cluster, wider than the measure
		}
		n := 0
		for _, g := range b.glyphs[start:end] {
			n += len(g.Text)
		}
		dst = append(dst, Line{Text: text[:n]})
		text = text[n:]
		start, end = end, b.fit(end, width)
	}
	return append(dst, Line{Text: text})
}

// fit returns the index after the last glyph of a line from start; spaces hang.
func (b *breaker) fit(start, width int) int {
	sum := 0
	for i := start; i < len(b.glyphs); i++ {
		g := &b.glyphs[i]
		if sum += int(g.Width); sum > width && g.class&space == 0 {
			return i
		}
	}
	return len(b.glyphs)
}

// choose returns where the line from start ends, at the latest at end: at the last
// normal place, or at the best that there is. Where the text parts further left, and the
// rest of it fits on the line that follows, it is parted there.
func (b *breaker) choose(start, end, width int) int {
	at, best := 0, never
	for i := end; i > start; i-- {
		r := b.ranks[i-1]
		if r == url && i-start < (end-start)/2 {
			r = inside // not worth half a line of white
		}
		if r > best {
			at, best = i, r
		}
		if best >= normal {
			break
		}
	}
	if best == normal {
		at = b.parting(start, at, width)
	}
	if best > never {
		return at
	}
	for at = max(end, start+1); at < len(b.glyphs) && b.ranks[at-1] == never; {
		at++
	}
	return at
}
