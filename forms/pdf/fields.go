package pdf

import "yoshiki/forms/document"

// The share of the page's width that labels take, so that the grids of a form line up.
const labelShare = 0.25

// fields prints a ruled grid of labels and values. Two neighbouring halves share a row.
func (p *printer) fields(t document.Fields, gap float64, follow bool) {
	if len(t.Rows) == 0 {
		return
	}
	g := &grid{p: p, left: p.left, width: p.width, ruled: true, padX: padX, padY: padY, follow: follow}
	table, halves := p.c.tree.add(root, "Table", ""), false
	for _, f := range t.Rows {
		halves = halves || f.Half
	}
	labels := p.width * labelShare
	rows := t.Lines()
	g.putAll(len(rows), gap, true, func(i int) []cell {
		cells := g.fieldCells(rows[i], labels)
		g.tagFields(cells, table, halves)
		return cells
	})
}

// fieldCells returns the cells of a row of one or two fields.
func (g *grid) fieldCells(fields []document.Field, labels float64) []cell {
	cells := make([]cell, 0, 4)
	x, width := g.left, g.width/float64(len(fields))
	for _, f := range fields {
		cells = append(cells,
			cell{x: x, width: labels, text: f.Label, style: label, shaded: true, middle: true},
			cell{x: x + labels, width: width - labels, text: f.Value.Text, style: value, middle: true, least: f.Lines})
		x += width
	}
	return cells
}

// tagFields makes a row of the structure tree of labels and values. The value of a field
// without a neighbour takes the three columns that it spans among rows of halves.
func (g *grid) tagFields(cells []cell, table tag, halves bool) {
	tree := &g.p.c.tree
	row := tree.add(table, "TR", "")
	for i := range cells {
		switch {
		case i%2 == 0:
			cells[i].tag = tree.add(row, "TH", "/A<</O/Table/Scope/Row>>")
		case halves && len(cells) == 2:
			cells[i].tag = tree.add(row, "TD", "/A<</O/Table/ColSpan 3>>")
		default:
			cells[i].tag = tree.add(row, "TD", "")
		}
	}
}

// sender prints who writes: labels and values from the middle of the page.
func (p *printer) sender(t document.Sender, gap float64) {
	if len(t.Rows) == 0 {
		return
	}
	middle := p.paper / 2
	g := &grid{p: p, left: middle, width: p.left + p.width - middle}
	table, labels := p.c.tree.add(root, "Table", ""), 0.0
	for _, f := range t.Rows {
		labels = max(labels, p.c.fonts.Width(f.Label, body.face, body.size)+body.size)
	}
	labels = min(labels, g.width*0.4)
	for i, f := range t.Rows {
		cells := []cell{
			{x: middle, width: labels - body.size, text: f.Label, style: body, spread: true, low: f.Signed()},
			{x: middle + labels, width: g.width - labels, text: f.Value.Text, style: body, least: f.Lines, under: f.Signed()},
		}
		g.tagFields(cells, table, false)
		g.put(cells, g.row(cells), gap, i == 0, i == len(t.Rows)-1, i < len(t.Rows)-1)
		gap = 0
	}
}
