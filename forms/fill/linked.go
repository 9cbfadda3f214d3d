package fill

import (
	"strings"

	"yoshiki/forms/fill/ooxml"
	"yoshiki/forms/layers"
)

// link is the cell that a check box over the cells is linked with: it says TRUE or FALSE.
type link struct {
	sheet *sheet
	at    corner
	cell  *cell // nil where there is none
}

// links finds the cells that check boxes are linked with.
func (t *Template) links() error {
	for _, s := range t.book.sheets {
		for _, k := range s.ticks {
			if k.set == nil || k.set.Attr("fmlaLink") == "" {
				continue
			}
			var refs []reference
			rewrite(k.set.Attr("fmlaLink"), func(r reference) (reference, bool) {
				refs = append(refs, r)
				return r, true
			})
			if len(refs) != 1 {
				continue // a name of a range, which programs follow
			}
			if err := t.link(s, k, refs[0]); err != nil {
				return err
			}
		}
	}
	return nil
}

// link notes the cell of one check box.
func (t *Template) link(s *sheet, k *tick, r reference) error {
	for _, other := range t.book.sheets {
		if r.sheet == "" && other == s || r.sheet != "" && strings.EqualFold(r.sheet, other.title) {
			k.link = &link{other, r.from, other.cells[[2]int{r.from.column, r.from.row}]}
		}
	}
	if k.link == nil {
		return nil
	}
	on, c := k.link.sheet, k.link.cell
	if row := on.rows[r.from.row]; row != nil && on.blockOf(row.From) != nil || c != nil && (on.filled[c.node] || on.formulas[c.node] != "") {
		return k.place.fault(layers.NewFault(0, "sheet-link", "cell", cellName(r.from.column, r.from.row)))
	}
	if c != nil {
		on.filled[c.node] = true
	}
	on.fresh = append(on.fresh, area{r.from.column, r.from.row, r.from.column, r.from.row})
	return nil
}

// linked are the edits of the cells of a sheet that check boxes are linked with.
func (w *filler) linked(s *sheet) []ooxml.Edit {
	var edits []ooxml.Edit
	for _, from := range w.bound.book.sheets {
		for _, k := range from.ticks {
			if k.link != nil && k.link.sheet == s {
				edits = append(edits, w.truth(s, k.link, w.told.shown[w.bound.numbers[k.marker]].Holds)...)
			}
		}
	}
	return edits
}

// truth writes TRUE or FALSE into a cell. Where there is no cell it stays empty for FALSE.
func (w *filler) truth(s *sheet, l *link, holds bool) []ooxml.Edit {
	value := map[bool]string{true: "1", false: "0"}[holds]
	row := w.grown[s].row(l.at.row)
	p := s.grid.Prefix()
	inside := " t=\"b\"><" + p + "v>" + value + "</" + p + "v></" + p + "c>"
	name := cellName(l.at.column, row)
	switch line := s.rows[l.at.row]; {
	case l.cell != nil:
		return []ooxml.Edit{{From: l.cell.node.From, To: l.cell.node.To, With: l.cell.tag(row) + inside}}
	case !holds:
		return nil
	case line != nil:
		return []ooxml.Edit{before(line, func(n *ooxml.Node) bool { column, _, _ := splitCell(n.Attr("r")); return column > l.at.column }, "<"+p+`c r="`+name+`"`+inside)}
	default:
		with := "<" + p + `row r="` + strings.TrimLeft(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") + `"><` + p + `c r="` + name + `"` + inside + "</" + p + "row>"
		return []ooxml.Edit{before(s.grid, func(n *ooxml.Node) bool { return s.numbers[n] > l.at.row }, with)}
	}
}

// before puts something before the first child that comes later, or at the end.
func before(n *ooxml.Node, later func(*ooxml.Node) bool, with string) ooxml.Edit {
	for _, k := range n.Kids {
		if later(k) {
			return ooxml.Edit{From: k.From, To: k.From, With: with}
		}
	}
	return into(n, with)
}
