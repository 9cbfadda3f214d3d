package pdf

import (
	"fmt"
	"slices"

	"yoshiki/forms/document"
	"yoshiki/forms/typeset"
)

// table prints a caption, a header that each page repeats, and the rows.
func (p *printer) table(t document.Table, gap float64) error {
	g, widths, scale, err := p.tableGrid(t)
	if err != nil {
		return err
	}
	tree := &p.c.tree
	table := tree.add(root, "Table", "")
	if t.Caption != "" {
		p.run(running{text: t.Caption, style: label, box: p.measure(), gap: gap, keep: true, tag: tree.add(table, "Caption", "")})
		gap = 3
	}
	head := g.cells(widths, label.scaled(scale))
	for i := range head {
		head[i].text, head[i].align, head[i].shaded, head[i].middle = t.Columns[i].Label, document.Center, true, true
	}
	repeated := slices.Clone(head)
	tagRow(tree, table, head, "TH", "/A<</O/Table/Scope/Column>>")
	g.put(head, g.row(head), gap, true, false, true)
	g.repeat(repeated)
	g.putAll(len(t.Rows), 0, false, func(i int) []cell {
		cells := g.cells(widths, value.scaled(scale))
		for k := range cells {
			cells[k].text, cells[k].align = t.Rows[i][k].Text, t.Columns[k].Align
		}
		tagRow(tree, table, cells, "TD", "")
		return cells
	})
	if len(t.Rows) == 0 {
		merged := []cell{{x: g.left, width: g.width, text: t.Empty, style: value.scaled(scale), align: document.Center}}
		tagRow(tree, table, merged, "TD", fmt.Sprintf("/A<</O/Table/ColSpan %d>>", len(head)))
		g.put(merged, g.row(merged), 0, false, true, false)
	}
	return nil
}

// tagRow makes a row of the structure tree of cells.
func tagRow(t *tree, table tag, cells []cell, kind, attrs string) {
	row := t.add(table, "TR", "")
	for i := range cells {
		cells[i].tag = t.add(row, kind, attrs)
	}
}

// cells returns a row of empty cells.
func (g *grid) cells(widths []float64, s style) []cell {
	cells, x := make([]cell, len(widths)), g.left
	for i, width := range widths {
		cells[i] = cell{x: x, width: width, style: s}
		x += width
	}
	return cells
}

// repeat draws head on top of every page that the rows to come begin, if it leaves them
// half of the page.
func (g *grid) repeat(head []cell) {
	height := g.row(head)
	if height > (g.p.flow.bottom-g.p.flow.top)/2 {
		return
	}
	g.headHeight = height
	g.head = &slab{Strip: typeset.Strip{Height: height, Give: g.give(height)}, draw: func(top, height float64) {
		g.shades(head, top, height)
		for i := range head {
			g.lines(&head[i], top, height)
		}
		g.rules(head, top, height, true, false)
	}}
}

// tableGrid shares the page's width out by the relative widths. A column is at least two
// characters wide, and as wide as its days, ids and names if there is room; if the page has
// no room for two characters, padding and type become smaller, down to 4 points.
func (p *printer) tableGrid(t document.Table) (*grid, []float64, float64, error) {
	columns := t.Columns
	g := &grid{p: p, left: p.left, width: p.width, ruled: true, padX: padX, padY: padY}
	scale, least := 1.0, 2*value.size+2*padX
	if most := p.width / float64(len(columns)); least > most {
		scale = min(1, most/(2*value.size+2))
		g.padX, least = max(1, (most-2*value.size*scale)/2), most
	}
	if value.size*scale < 4 {
		return nil, nil, 0, fmt.Errorf("table: a page is too narrow for %d columns", len(columns))
	}
	widths := make([]float64, len(columns))
	for i, c := range columns {
		widths[i] = c.Width
	}
	leasts, ok := p.leasts(t, true, least, g.padX, scale)
	if !ok && scale == 1 {
		if leasts, ok = p.leasts(t, true, least, narrowPad, narrowType); ok {
			g.padX, scale = narrowPad, narrowType
		}
	}
	if !ok {
		leasts, _ = p.leasts(t, false, least, g.padX, scale)
	}
	share(widths, p.width, leasts)
	return g, widths, scale, nil
}

// The padding and type of a table whose days have room in no other.
const (
	narrowPad  = 3.0
	narrowType = 0.9
)

// leasts are the least widths of columns for their words, and for the days within texts if
// days is said; all least if there is no room.
func (p *printer) leasts(t document.Table, days bool, least, pad, scale float64) (leasts []float64, ok bool) {
	const most = 0.9 // of the page
	leasts = make([]float64, len(t.Columns))
	for i := range leasts {
		leasts[i] = least
	}
	t.Words(days, func(i int, word string) {
		leasts[i] = max(leasts[i], p.c.fonts.Width(word, value.face, value.size*scale)+2*pad+0.1)
	})
	if sum(leasts) <= most*p.width {
		return leasts, true
	}
	for i := range leasts {
		leasts[i] = least
	}
	return leasts, false
}

func sum(widths []float64) (total float64) {
	for _, w := range widths {
		total += w
	}
	return total
}

// share scales widths so that they add up to total and none is below its least; all the
// leasts together are below total.
func share(widths []float64, total float64, least []float64) {
	raised := make([]bool, len(widths))
	sum, room := rest(widths, raised, total, least)
	for i := 0; i < len(widths); i++ {
		if !raised[i] && widths[i]/sum*room < least[i] {
			raised[i] = true
			sum, room = rest(widths, raised, total, least)
			i = -1 // what the others get has become less
		}
	}
	for i, w := range widths {
		if widths[i] = w / sum * room; raised[i] {
			widths[i] = least[i]
		}
	}
}

// rest returns the sum of the widths that are not raised and the room left for them.
func rest(widths []float64, raised []bool, total float64, least []float64) (sum, room float64) {
	room = total
	for i, w := range widths {
		if raised[i] {
			room -= least[i]
		} else {
			sum += w
		}
	}
	return sum, room
}
