package pdf

import (
	"strings"

	"yoshiki/forms/document"
)

// item prints an entry of a list, its marker in a column of its own. A marker of several
// lines, or one that would take a third of the page, stands above its text.
func (p *printer) item(t document.Item, column, gap float64) {
	entry := p.entry(t.Level)
	start := p.indent(float64(t.Level) * body.size)
	indent := p.indent(start + column)
	marker := running{text: t.Marker, style: body, box: box{x: p.left + start, width: p.width - start}, gap: gap, keep: true}
	marker.tag = p.tag(entry, "Lbl", t.Marker)
	marker.box.tag = marker.tag
	p.lists[len(p.lists)-1].body = p.c.tree.add(entry, "LBody", "")
	text := running{text: t.Text, style: body, gap: gap, tag: p.tag(p.lists[len(p.lists)-1].body, "P", t.Text),
		box: box{x: p.left + indent, width: p.width - indent, align: document.Justify}}
	if strings.Contains(t.Marker, "\n") || start+p.c.fonts.Width(t.Marker, body.face, body.size) > indent {
		p.run(marker)
		text.gap = 0
	} else {
		text.lead = func(top float64) {
			marker.box.top = top
			p.c.text(t.Marker, p.flow.set(body), marker.box)
		}
	}
	p.run(text)
}

// list is a list of the structure tree, and the body of its last entry, in which a list
// of the next level stands.
type list struct {
	level     int
	tag, body tag
}

// entry adds an entry to the list of a level, which it opens if need be.
func (p *printer) entry(level int) tag {
	for len(p.lists) > 0 && p.lists[len(p.lists)-1].level > level {
		p.lists = p.lists[:len(p.lists)-1]
	}
	if n := len(p.lists); n == 0 || p.lists[n-1].level < level {
		parent := root
		if n > 0 {
			parent = p.lists[n-1].body
		}
		p.lists = append(p.lists, list{level: level, tag: p.c.tree.add(parent, "L", "")})
	}
	return p.c.tree.add(p.lists[len(p.lists)-1].tag, "LI", "")
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
