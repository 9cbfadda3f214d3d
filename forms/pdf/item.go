package pdf

import "yoshiki/forms/document"

// item prints an entry of a list, its marker in a column of its own. A marker that would
// take a third of the page stands above its text.
func (p *printer) item(t document.Item, column, gap float64) {
	start := p.indent(float64(t.Level) * body.size)
	indent := p.indent(start + column)
	marker := running{text: t.Marker, style: body, box: box{x: p.left + start, width: p.width - start}, gap: gap, keep: true}
	text := running{text: t.Text, style: body, gap: gap,
		box: box{x: p.left + indent, width: p.width - indent, align: document.Justify}}
	if start+p.c.fonts.Width(t.Marker, body.face, body.size) > indent {
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

// markerColumn returns the width that the markers of the first of blocks and of its
// neighbours of the same level need, up to a third of the page. Neighbours on both sides
// of an item see the same run, so their texts are aligned.
func (p *printer) markerColumn(level int, run []document.Block) float64 {
	column := 1.5 * body.size
	for _, b := range run {
		item, ok := b.(document.Item)
		if !ok || item.Level < level {
			break
		}
		if item.Level == level {
			column = max(column, p.c.fonts.Width(item.Marker, body.face, body.size)+body.size/2)
		}
	}
	return min(column, p.width/3)
}
