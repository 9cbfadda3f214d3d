package pdf

import (
	"strings"

	"yoshiki/forms/document"
)

// item prints an entry of a list, its marker in a column of its own. A marker of several
// lines, or one that would take a third of the page, stands above its text.
func (p *printer) item(t document.Item, column, gap float64) {
	start := p.indent(float64(t.Level) * body.size)
	indent := p.indent(start + column)
	marker := running{text: t.Marker, style: body, box: box{x: p.left + start, width: p.width - start}, gap: gap, keep: true}
	text := running{text: t.Text, style: body, gap: gap,
		box: box{x: p.left + indent, width: p.width - indent, align: document.Justify}}
	if strings.Contains(t.Marker, "\n") || start+p.c.fonts.Width(t.Marker, body.face, body.size) > indent {
		p.run(marker)
		text.gap = 0
	} else {
		text.lead = func(top float64) {
			marker.box.top = top
			p.c.text(t.Marker, body, marker.box)
		}
	}
	p.run(text)
}

// markerColumns returns the width of the marker's column of each item among blocks, 0 of
// other blocks. Items of one level with nothing but deeper items between them share the
// width that the widest of their markers needs, up to a third of the page.
func (p *printer) markerColumns(blocks []document.Block) []float64 {
	type list struct {
		level, first int
		width        float64
	}
	var open []list
	columns, lists := make([]float64, len(blocks)), make([]int, len(blocks))
	for i, b := range blocks {
		item, ok := b.(document.Item)
		for len(open) > 0 && (!ok || open[len(open)-1].level > item.Level) {
			open = open[:len(open)-1]
		}
		if !ok {
			continue
		}
		if len(open) == 0 || open[len(open)-1].level < item.Level {
			open = append(open, list{item.Level, i, 1.5 * body.size})
		}
		l := &open[len(open)-1]
		l.width = max(l.width, p.c.fonts.Width(item.Marker, body.face, body.size)+body.size/2)
		columns[l.first], lists[i] = min(l.width, p.width/3), l.first
	}
	for i, b := range blocks {
		if _, ok := b.(document.Item); ok {
			columns[i] = columns[lists[i]]
		}
	}
	return columns
}
