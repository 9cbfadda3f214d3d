package xlsx

import (
	"yoshiki/forms/document"
)

// A timeline has a column of names, one of labels, and the axis in slices, whose cells
// are filled where a bar lies.
const (
	nameShare  = 0.11 // of the page's width
	labelShare = 0.4
	slice      = 18 // pixels, about; a portrait page has more of them than a scale has ticks
)

// timelineEdges are the ends of the names, of the labels, and of the slices but the last.
func timelineEdges(width int) []int {
	name, label := int(nameShare*float64(width)), int((nameShare+labelShare)*float64(width))
	edges := []int{name, label}
	n := (width - label) / slice
	for i := 1; i < n; i++ {
		edges = append(edges, label+i*(width-label)/n)
	}
	return edges
}

// chart is a timeline on its grid.
type chart struct {
	*sheet
	at    []int // columns of the grid: the name, the label, the slices, their end
	count int   // slices
	today int   // slice of the day of the report; -1 without
}

// timeline prints a row for each span, below the scale and the day of the report.
func (s *sheet) timeline(t document.Timeline) {
	if t.Caption != "" {
		s.line(t.Caption, look{role: heading2, height: low}, 0)
		s.hold(len(s.rows)-1, len(s.rows))
	}
	c := chart{sheet: s, at: s.grid.columns(timelineEdges(s.grid.width())), today: -1}
	c.count = len(c.at) - 3
	c.scale(t.Scale)
	if t.Today.Label != "" {
		c.today = c.slice(t.Today.At)
		c.row("", document.Span{From: t.Today.At, To: t.Today.At, Due: true, Tone: document.Late, Label: t.Today.Label})
	}
	for _, r := range t.Rows {
		name := r.Label
		if len(r.Spans) == 0 {
			s.band(fieldRow, c.words(name, label, 0, 1), c.words("", value, 1, len(c.at)-1))
		}
		for _, span := range r.Spans {
			c.row(name, span)
			name = ""
		}
	}
	s.space(gap)
}

// slice is the slice in which a fraction of the axis lies.
func (c *chart) slice(x float64) int { return min(int(x*float64(c.count)), c.count-1) }

// words is a slot of a text over cells of the block.
func (c *chart) words(text string, r role, from, to int) slot {
	l := look{role: r, height: middle, sides: ruled, format: textFormat(text)}
	return slot{from: c.at[from], to: c.at[to], look: l, text: text}
}

// scale prints the ticks, each over the slices up to the next; every tick has one.
func (c *chart) scale(ticks []document.Tick) {
	slots, text, from := []slot{c.words("", label, 0, 2)}, "", 0
	for i, tick := range ticks {
		at := max(c.slice(tick.At), from)
		if text != "" {
			at = max(at, from+1)
		}
		at = min(at, c.count-len(ticks)+i)
		if at > from {
			slots = append(slots, c.words(text, label, 2+from, 2+at))
		}
		text, from = tick.Label, at
	}
	c.band(fieldRow, append(slots, c.words(text, label, 2+from, 2+c.count))...)
}

// row prints a span: the name of its procedure, its label, the slices of the axis.
func (c *chart) row(name string, s document.Span) {
	slots := make([]slot, 2, 2+c.count)
	slots[0], slots[1] = c.words(name, label, 0, 1), c.words(s.Label, value, 1, 2)
	first, last := c.slice(s.From), c.slice(s.To)
	for i := range c.count {
		l := look{role: value, sides: top | bottom, format: general}
		switch {
		case s.Due && i == last:
			l.fill, l.sides = tipFill(s.Tone), ruled
		case i >= first && i <= last:
			l.fill = barFill(s.Tone)
		}
		if i == c.today {
			l.sides |= left
		}
		if i == c.count-1 {
			l.sides |= right
		}
		slots = append(slots, slot{from: c.at[2+i], to: c.at[3+i], look: l})
	}
	c.band(fieldRow, slots...)
}
