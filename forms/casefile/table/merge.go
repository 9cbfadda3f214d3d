package table

import (
	"cmp"
	"slices"
	"strings"
)

// merge takes note of cells that are joined.
func (r *sheetReader) merge(e element) error {
	from, to, _ := strings.Cut(strings.ReplaceAll(e.attr("ref"), "$", ""), ":")
	left, top, ok := parseReference(from)
	right, bottom, also := parseReference(cmp.Or(to, from))
	if !ok || !also || right < left || bottom < top {
		return r.wrong(top, left)
	}
	if len(r.merges) == r.Cells {
		return r.many("cells", r.Cells, top, left)
	}
	r.merges = append(r.merges, area{top, left, bottom, right})
	return nil
}

// hide marks the cells in hidden columns.
func (r *sheetReader) hide() {
	for _, row := range r.rows {
		for i, c := range row.Cells {
			if r.hidden[c.Column] {
				row.Cells[i].Marks |= HiddenColumn
			}
		}
	}
}

// spread gives each cell of a merge the value of its first, in the rows and columns that
// are in use. What else stands under a merge nobody sees in Excel, so it goes.
func (r *sheetReader) spread() error {
	last := 0
	for _, row := range r.rows {
		if n := len(row.Cells); n > 0 {
			last = max(last, row.Cells[n-1].Column)
		}
	}
	for _, a := range r.merges {
		a.right = min(a.right, last)
		if err := r.fill(a); err != nil {
			return err
		}
	}
	r.rows = slices.DeleteFunc(r.rows, func(row Row) bool { return len(row.Cells) == 0 })
	return nil
}

// fill spreads one merge.
func (r *sheetReader) fill(a area) error {
	begin, found := slices.BinarySearchFunc(r.rows, a.top, func(row Row, number int) int { return cmp.Compare(row.Number, number) })
	var first Cell
	if found {
		first = r.rows[begin].At(a.left)
	}
	for i := begin; i < len(r.rows) && r.rows[i].Number <= a.bottom; i++ {
		row := &r.rows[i]
		for column := a.left; column <= a.right; column++ {
			c := first.joined(row.Number, column, a)
			if err := r.tally.cell(c); err != nil {
				return err
			}
			row.set(c)
		}
	}
	return nil
}

// joined is the cell as it stands at another place of its merge.
func (c Cell) joined(line, column int, a area) Cell {
	c.Marks |= Merged
	if line > a.top {
		c.Marks |= FromAbove
	}
	if column > a.left {
		c.Marks |= FromLeft
	}
	c.Line, c.Column, c.Char = line, column, column
	return c
}

// set puts a cell into the row, in place of the one that stands there. An empty one only
// takes that away.
func (r *Row) set(c Cell) {
	i, found := r.find(c.Column)
	switch {
	case c.Kind == Empty && found:
		r.Cells = slices.Delete(r.Cells, i, i+1)
	case c.Kind == Empty:
	case found:
		r.Cells[i] = c
	default:
		r.Cells = slices.Insert(r.Cells, i, c)
	}
}
