package docx

import (
	"fmt"

	"yoshiki/forms/document"
)

// A timeline is a table: names, labels, and the axis in slices. Neighbouring slices of
// one colour are one cell.
const (
	nameSlices  = 12 // as wide as so many slices
	labelSlices = 32
	axisSlices  = 48
)

// timeline writes a row for each span, below the scale and the day of the report.
func (b *body) timeline(t document.Timeline) {
	if err := t.Check(); err != nil {
		b.fail(err)
		return
	}
	if t.Caption != "" {
		b.paragraph(styleCaption, "", t.Caption, "")
	}
	columns := make([]document.Column, 2+axisSlices)
	for i := range columns {
		columns[i].Width = 1
	}
	columns[0].Width, columns[1].Width = nameSlices, labelSlices
	c := chart{b, shares(b.width, columns)}
	b.openTable(styleSheet, 0, c.widths, headingRow)
	c.scale(t.Scale)
	if t.Today.Label != "" {
		c.row("", document.Span{From: t.Today.At, To: t.Today.At, Due: true, Tone: document.Late, Label: t.Today.Label})
	}
	for _, r := range t.Rows {
		name := r.Label
		if len(r.Spans) == 0 {
			b.openRow("")
			c.cell(name, shade+middle, styleLabel, 0, 1)
			c.cell("", "", styleCell, 1, len(c.widths))
			b.write(`</w:tr>`)
		}
		for _, span := range r.Spans {
			c.row(name, span)
			name = ""
		}
	}
	b.closeTable()
}

// chart is the table of a timeline with the widths of its columns.
type chart struct {
	*body
	widths []int
}

// cell writes a cell over the columns from from up to to; none when they are the same.
func (c *chart) cell(text, more, style string, from, to int) {
	if from >= to {
		return
	}
	width := 0
	for _, w := range c.widths[from:to] {
		width += w
	}
	c.write(cellStart(width, to-from, more, style, ""))
	c.text(text, "")
	c.write(cellEnd)
}

// slice is the slice in which a fraction of the axis lies.
func slice(x float64) int { return min(int(x*axisSlices), axisSlices-1) }

// scale writes the row of ticks, which every page repeats: each over the slices up to the
// next; every tick has one.
func (c *chart) scale(ticks []document.Tick) {
	c.openRow(`<w:tblHeader/>`)
	c.cell("", shade, styleLabel, 0, 2)
	text, from := "", 0
	for i, tick := range ticks {
		at := max(slice(tick.At), from)
		if text != "" {
			at = max(at, from+1)
		}
		at = min(at, axisSlices-len(ticks)+i)
		c.cell(text, shade, styleLabel, 2+from, 2+at)
		text, from = tick.Label, at
	}
	c.cell(text, shade, styleLabel, 2+from, len(c.widths))
	c.write(`</w:tr>`)
}

// row writes a span: the name of its procedure, its label, its bar and its diamond.
func (c *chart) row(name string, s document.Span) {
	c.openRow("")
	c.cell(name, shade+middle, styleLabel, 0, 1)
	c.cell(s.Label, middle, styleCell, 1, 2)
	bar, tip := s.Tone.Color()
	first, end := 2+slice(s.From), 3+slice(s.To)
	c.cell("", "", styleCell, 2, first)
	if s.Due {
		end--
	}
	c.cell("", filled(bar), styleCell, first, end)
	if s.Due {
		c.cell("", filled(tip), styleCell, end, end+1)
		end++
	}
	c.cell("", "", styleCell, end, len(c.widths))
	c.write(`</w:tr>`)
}

// filled is the property of a cell of one colour.
func filled(c document.RGB) string {
	return fmt.Sprintf(`<w:shd w:val="clear" w:color="auto" w:fill="%02X%02X%02X"/>`, c[0], c[1], c[2])
}
