package fill

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"yoshiki/forms/fill/ooxml"
	"yoshiki/forms/layers"
)

// grow says how the blocks of a sheet are filled.
func (w *filler) grow(s *sheet) (growths, error) {
	var all growths
	for _, b := range s.blocks {
		entries, err := w.entries(b)
		if err != nil {
			return nil, err
		}
		first, last := s.numbers[b.first], s.numbers[b.last]
		g := &growth{block: b, entries: entries, first: first, height: last - first + 1}
		g.made = g.height * len(entries)
		g.taken = min(max(b.each.Rows, g.height), g.made)
		all = append(all, g)
	}
	if all.row(s.last) > lastRow {
		return nil, layers.NewFault(0, "sheet-many-rows", "sheet", s.title, "most", strconv.Itoa(lastRow))
	}
	return all, nil
}

// rows are the edits of the rows of a sheet.
func (w *filler) rows(s *sheet, all growths) ([]ooxml.Edit, error) {
	var edits []ooxml.Edit
	for _, f := range s.flows {
		made, err := w.cell(f, nil, all.row(f.cell.row))
		if err != nil {
			return nil, err
		}
		edits = append(edits, made)
	}
	for _, g := range all {
		made, err := w.copies(s, g, all)
		if err != nil {
			return nil, err
		}
		edits = append(edits, made)
	}
	taken := func(r int) bool {
		return slices.ContainsFunc(all, func(g *growth) bool { return r >= g.first && r < g.first+g.taken })
	}
	for _, r := range slices.Sorted(maps.Keys(s.rows)) {
		if !taken(r) {
			edits = append(edits, w.moveRow(s, s.rows[r], all.row(r)-r, func(ref reference) reference { return w.lead(s, ref) })...)
		}
	}
	return edits, nil
}

// copies fills the pattern of a block once for each entry, in the place of the rows taken.
func (w *filler) copies(s *sheet, g *growth, all growths) (ooxml.Edit, error) {
	var out strings.Builder
	for k := range g.entries {
		w.enter(g.block, g.entries[k], k+1)
		var edits []ooxml.Edit
		down := all.row(g.first) - g.first + k*g.height
		for _, f := range g.block.flows {
			made, err := w.cell(f, &g.entries[k], f.cell.row+down)
			if err != nil {
				return ooxml.Edit{}, err
			}
			edits = append(edits, made)
		}
		lead := func(r reference) reference {
			if r.sheet != "" && r.sheet != s.title {
				return w.lead(s, r)
			}
			return g.copied(r, all, k)
		}
		for r := g.first; r < g.first+g.height; r++ {
			if row := s.rows[r]; row != nil {
				edits = append(edits, w.moveRow(s, row, down, lead)...)
			}
		}
		out.Write(ooxml.Splice(s.data, g.block.from, g.block.to, edits))
	}
	w.leave(g.block)
	return ooxml.Edit{From: g.block.from, To: s.endOf(g), With: out.String()}, nil
}

// endOf is where the last row ends that a block takes.
func (s *sheet) endOf(g *growth) int {
	end := g.block.to
	for r := g.first + g.height; r < g.first+g.taken; r++ {
		if row := s.rows[r]; row != nil {
			end = max(end, row.To)
		}
	}
	return end
}

// moveRow moves a row and its cells, and lets its formulas lead where they are to. Cells that are
// filled are written elsewhere.
func (w *filler) moveRow(s *sheet, row *ooxml.Node, down int, lead func(reference) reference) []ooxml.Edit {
	var edits []ooxml.Edit
	if a := row.Attribute("r"); down != 0 && a.To > 0 {
		n, _ := strconv.Atoi(a.Value)
		edits = append(edits, ooxml.Edit{From: a.From, To: a.To, With: strconv.Itoa(n + down)})
	}
	edits = append(edits, w.raise(row)...)
	for _, k := range row.Kids {
		if s.filled[k] {
			continue
		}
		if a := k.Attribute("r"); down != 0 && a.To > 0 {
			column, n, _ := splitCell(a.Value)
			edits = append(edits, ooxml.Edit{From: a.From, To: a.To, With: cellName(column, n+down)})
		}
		if f := k.Kid("x:f"); f != nil {
			edits = append(edits, w.formula(s, k, f, down != 0, lead)...)
		}
	}
	return edits
}

// formula lets a formula lead where it is to, in a row that comes to stand elsewhere or in one
// that stays. What it gave before is left out where that is stale.
func (w *filler) formula(s *sheet, c, f *ooxml.Node, moves bool, lead func(reference) reference) []ooxml.Edit {
	var edits []ooxml.Edit
	moves = moves || w.moving
	if v := c.Kid("x:v"); v != nil && (s.stale[c] || moves) {
		edits = append(edits, ooxml.Edit{From: v.From, To: v.To})
		if t := c.Attribute("t"); t.To > 0 {
			edits = append(edits, ooxml.Edit{From: t.Start, To: t.To + 1})
		}
	}
	if !moves {
		return edits
	}
	text := rewrite(s.formulas[c], func(r reference) (reference, bool) { return lead(r), true })
	if f.Attr("t") == "shared" {
		return append(edits, ooxml.Edit{From: f.From, To: f.To, With: "<" + f.Raw + ">" + ooxml.Escape(text) + "</" + f.Raw + ">"})
	}
	if ref := f.Attribute("ref"); ref.To > 0 {
		edits = append(edits, ooxml.Edit{From: ref.From, To: ref.To, With: w.grown[s].list(ref.Value)})
	}
	if text != s.formulas[c] {
		edits = append(edits, ooxml.Edit{From: f.Inner, To: f.End, With: ooxml.Escape(text)})
	}
	return edits
}

// lead is where a reference of a formula in a sheet comes to lead.
func (w *filler) lead(s *sheet, r reference) reference {
	for _, other := range w.bound.book.sheets {
		if r.sheet == "" && other == s || r.sheet != "" && strings.EqualFold(r.sheet, other.title) {
			return w.grown[other].reference(r)
		}
	}
	return r
}

// leadAll lets a formula that stands in no cell lead where it is to.
func (w *filler) leadAll(s *sheet, formula string) string {
	return rewrite(formula, func(r reference) (reference, bool) { return w.lead(s, r), true })
}
