package pdf

import (
	"strconv"

	"yoshiki/forms/document"
	"yoshiki/forms/typeset"
)

// running is a text that is set line by line, wherever pages end.
type running struct {
	text  string
	style style
	box   box
	first float64           // further indent of the first line
	gap   float64           // white above
	keep  bool              // the last line stands on the page of the next slab
	close bool              // the first line stands on the page of the slab before
	tag   tag               // of the text
	lead  func(top float64) // draws what stands beside the first line; may be nil
}

// heldTogether is how many lines of a heading no page parts.
const heldTogether = 8

// run prints t. No page begins with its last line or ends with its first, unless it has
// only one.
func (p *printer) run(t running) {
	s, b := t.style, t.box
	p.lines = p.c.fonts.Lines(p.lines[:0], t.text, s.face, s.size, b.width-t.first, b.width)
	n := len(p.lines)
	b.tag = t.tag
	for i, line := range p.lines {
		at, lead := b, t.lead
		at.last = line.End
		if i == 0 {
			at.x, at.width = at.x+t.first, at.width-t.first
		} else {
			t.gap, lead = 0, nil
		}
		last := i == n-1
		p.flow.put(slab{
			Strip: typeset.Strip{Gap: t.gap, Height: s.leading, Give: s.leading * tightLeading, Follow: i == 0 && t.close,
				Keep: last && t.keep || !last && (i == 0 || i == n-2 || t.keep && n <= heldTogether)},
			draw: func(top, _ float64) {
				if lead != nil {
					lead(top)
				}
				at.top = top
				p.c.text(line.Text, p.flow.set(s), at)
			},
		})
	}
}

// heading prints a heading. Its level in the structure leaves none out and counts from
// the title, if there is one.
func (p *printer) heading(t document.Heading, gap float64, keep bool) {
	level := t.Level
	if p.titled {
		level++
	}
	p.level = min(level, p.level+1)
	p.run(running{text: t.Text, style: headingStyle(t.Level), box: p.measure(), gap: gap, keep: keep,
		tag: p.tag(root, "H"+strconv.Itoa(p.level), t.Text)})
}

// measure is the full width of the page.
func (p *printer) measure() box { return box{x: p.left, width: p.width} }

// title prints a title in lines of about equal length.
func (p *printer) title(t document.Title, gap float64) {
	width := p.balanced(t.Text, title, p.width)
	b := box{x: p.left + (p.width-width)/2, width: width, align: document.Center}
	p.titled, p.level = true, 1
	p.run(running{text: t.Text, style: title, box: b, gap: gap, keep: true, tag: p.tag(root, "H1", t.Text)})
}

// balanced returns the smallest measure that gives text no more lines than the widest does.
func (p *printer) balanced(text string, s style, widest float64) float64 {
	count := func(width float64) int {
		p.lines = p.c.fonts.Lines(p.lines[:0], text, s.face, s.size, width, width)
		return len(p.lines)
	}
	most := count(widest)
	low, high := min(2*s.size, widest), widest
	for most > 1 && high-low > s.size/4 {
		if middle := (low + high) / 2; count(middle) > most {
			low = middle
		} else {
			high = middle
		}
	}
	return high
}

// indent limits an indent so that a third of the page's width is left for text.
func (p *printer) indent(points float64) float64 { return max(0, min(points, p.width*2/3)) }

// paragraph prints running text. One that closes a letter stands on the page of what it
// closes.
func (p *printer) paragraph(t document.Paragraph, gap float64, closing bool) {
	s := body
	if t.Small {
		s = note
	}
	indent := p.indent(t.Indent * s.size)
	b := box{x: p.left + indent, width: p.width - indent, align: t.Align}
	hang := indent
	if t.Align == document.Right {
		b.x, hang = p.left, 0
	}
	first := max(-hang, min(t.First*s.size, b.width/2))
	p.run(running{text: t.Text, style: s, box: b, first: first, gap: gap, close: closing, tag: p.tag(root, "P", t.Text)})
}

// tag returns a new element for text, or root for an empty one, which needs none.
func (p *printer) tag(parent tag, kind, text string) tag {
	if text == "" {
		return root
	}
	return p.c.tree.add(parent, kind, "")
}
