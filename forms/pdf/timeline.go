package pdf

import (
	"yoshiki/forms/document"
	"yoshiki/forms/typeset"
)

// Measures of a timeline in the size of its labels.
const (
	laneHigh = 1.6
	barHigh  = 0.85
	tipHigh  = 0.45 // from the middle of a diamond to its tip
	rowPad   = 0.3

	labelSize = 8.5 // points, at most
)

const (
	tickGray, todayGray = 205, 60
	white, black        = 255, 0
)

// chart prints a timeline: the names of its rows in a column at the left, the axis beside.
type chart struct {
	p           *printer
	t           *document.Timeline
	style       style
	axis, width float64 // left end and length of the axis
	head        *slab   // repeated on each page
}

// timeline prints a caption, the scale, which each page repeats, and the rows. Labels are
// as large as the page has room for, but smaller than notes.
func (p *printer) timeline(t document.Timeline, gap float64) {
	names := 0.0
	for _, r := range t.Rows {
		names = max(names, p.c.fonts.Width(r.Label, typeset.Gothic, 1)+1)
	}
	size := min(labelSize, max(p.width/(t.Width+names), p.width*0.75/t.Width))
	c := &chart{p: p, t: &t, style: style{typeset.Gothic, size, size * laneHigh}, width: t.Width * size}
	c.axis = p.left + p.width - c.width
	if t.Caption != "" {
		p.run(running{text: t.Caption, style: label, box: p.measure(), gap: gap, keep: true, tag: p.tag(root, "P", t.Caption)})
		gap = 3
	}
	c.scale(gap)
	list := root
	if len(t.Rows) > 0 {
		list = p.c.tree.add(root, "L", "")
	}
	for i := range t.Rows {
		c.row(&t.Rows[i], list)
	}
}

// at is the place of a fraction of the axis.
func (c *chart) at(x float64) float64 { return c.axis + x*c.width }

// scale prints the ticks with the day of the report above them. Repeated, they are
// furniture of the page.
func (c *chart) scale(gap float64) {
	tree := func(text string) tag { return c.p.tag(root, "P", text) }
	tags := make([]tag, 0, len(c.t.Scale)+1)
	for _, tick := range c.t.Scale {
		tags = append(tags, tree(tick.Label))
	}
	tags = append(tags, tree(c.t.Today.Label))
	height := 2 * c.style.leading
	draw := func(tags []tag) func(top, height float64) {
		return func(top, height float64) {
			c.ticks(top+c.style.leading, c.style.leading)
			for i, tick := range c.t.Scale {
				c.cleared(tick.Label, c.at(tick.At)+0.25*c.style.size, top+c.style.leading, tags[i])
			}
			c.today(top, tags[len(tags)-1])
			c.p.c.rule(rule{at: top + height, from: c.p.left, to: c.p.left + c.p.width, width: hairline})
		}
	}
	c.p.flow.put(slab{Strip: typeset.Strip{Gap: gap, Height: height, Keep: true}, draw: draw(tags)})
	c.head = &slab{Strip: typeset.Strip{Height: height}, draw: draw(make([]tag, len(tags)))}
}

// today writes the day of the report beside its line: before it in the right half.
func (c *chart) today(top float64, t tag) {
	if c.t.Today.Label == "" {
		return
	}
	x, gap := c.at(c.t.Today.At), 0.3*c.style.size
	c.p.c.fill(todayGray, rectangle{x, top, 1, c.style.leading})
	if c.t.Today.At <= 0.5 {
		c.words(c.t.Today.Label, x+gap+1, c.p.left+c.p.width, top, t)
		return
	}
	width := min(c.p.c.fonts.Width(c.t.Today.Label, c.style.face, c.style.size), x-gap-c.p.left)
	c.words(c.t.Today.Label, x-gap-width, x-gap, top, t)
}

// ticks draws the lines of the scale and of the day of the report down a strip of the page.
func (c *chart) ticks(top, height float64) {
	for _, tick := range c.t.Scale {
		c.p.c.fill(tickGray, rectangle{c.at(tick.At), top, 0.5, height})
	}
	if c.t.Today.Label != "" {
		c.p.c.fill(todayGray, rectangle{c.at(c.t.Today.At), top, 1, height})
	}
}

// row prints the lanes of a procedure, each of which stays on one page.
func (c *chart) row(r *document.TimelineRow, list tag) {
	entry := c.p.c.tree.add(list, "LI", "")
	name := c.p.tag(entry, "Lbl", r.Label)
	body := c.p.c.tree.add(entry, "LBody", "")
	tags := make([]tag, len(r.Spans))
	for i := range r.Spans {
		tags[i] = c.p.tag(body, "P", r.Spans[i].Label)
	}
	pad := rowPad * c.style.size
	for lane := range r.Lanes {
		first, last := lane == 0, lane == r.Lanes-1
		height, above := c.style.leading, 0.0
		if first {
			height, above = height+pad, pad
		}
		if last {
			height += pad
		}
		c.p.flow.put(slab{Strip: typeset.Strip{Height: height, Keep: !last && r.Lanes <= heldTogether}, head: c.head, draw: func(top, _ float64) {
			c.ticks(top, height)
			if first {
				c.words(r.Label, c.p.left, c.axis-0.3*c.style.size, top+above, name)
			}
			c.lane(r, lane, top+above, tags)
			if last {
				c.p.c.rule(rule{at: top + height, from: c.p.left, to: c.p.left + c.p.width, width: hairline})
			}
		}})
	}
}

// lane draws what stands in one lane: bars first, then labels.
func (c *chart) lane(r *document.TimelineRow, lane int, top float64, tags []tag) {
	for i := range r.Spans {
		if s := &r.Spans[i]; s.Lane == lane {
			c.bar(s, top)
		}
	}
	for i := range r.Spans {
		if s := &r.Spans[i]; s.LabelLane == lane {
			c.cleared(s.Label, c.at(s.At), top, tags[i])
		}
	}
}

// cleared writes a text from x on white, so that no line runs through it.
func (c *chart) cleared(text string, x, top float64, t tag) {
	size, right := c.style.size, c.p.left+c.p.width
	width := min(c.p.c.fonts.Width(text, c.style.face, size), right-x)
	c.p.c.fill(white, rectangle{x - 0.1*size, top, width + 0.2*size, c.style.leading})
	c.words(text, x, right, top, t)
}

// words writes a text from x, narrower if it would reach beyond right.
func (c *chart) words(text string, x, right, top float64, t tag) {
	c.p.c.text(text, c.style, box{x: x, top: top, width: right - x, tag: t})
}

// bar draws a span, in grey.
func (c *chart) bar(s *document.Span, top float64) {
	bar, tip := s.Tone.Color()
	x, y, size := c.at(s.From), top+c.style.leading/2, c.style.size
	c.p.c.fill(bar.Gray(), rectangle{x, y - barHigh*size/2, c.at(s.To) - x, barHigh * size})
	if !s.Due {
		c.p.c.fill(tip.Gray(), rectangle{x, y - barHigh*size/2, 1.5, barHigh * size})
		return
	}
	c.p.c.diamond(black, c.at(s.To), y, tipHigh*size)
	c.p.c.diamond(tip.Gray(), c.at(s.To), y, tipHigh*size-1)
}
