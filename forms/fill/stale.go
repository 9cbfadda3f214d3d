package fill

import (
	"strings"

	"yoshiki/forms/fill/ooxml"
)

// reading is a formula with the cells that it reads.
type reading struct {
	sheet *sheet
	cell  *ooxml.Node
	at    area
	areas []struct {
		title string
		area  area
	}
	unsure bool // it reads what it does not name
}

// readFormulas takes the formulas of a sheet as they read in each cell, shared ones too.
func (s *sheet) readFormulas() {
	type master struct {
		text        string
		column, row int
	}
	shared := map[string]master{}
	for _, c := range s.ordered {
		f := c.node.Kid("x:f")
		if f == nil {
			continue
		}
		text := s.text(f)
		if f.Attr("t") == "shared" {
			if m, known := shared[f.Attr("si")]; text == "" && known {
				text = shifted(m.text, c.row-m.row, c.column-m.column)
			} else {
				shared[f.Attr("si")] = master{text, c.column, c.row}
			}
		}
		s.formulas[c.node] = text
	}
}

// findStale finds the formulas whose results are others once the sheet is filled.
func (b *book) findStale() {
	var all []*reading
	for _, s := range b.sheets {
		for _, c := range s.ordered {
			if text, is := s.formulas[c.node]; is {
				all = append(all, readingOf(s, c, text))
			}
		}
	}
	for changed := true; changed; {
		changed = false
		for _, r := range all {
			if !r.sheet.stale[r.cell] && (r.unsure || b.touches(r)) {
				r.sheet.stale[r.cell], changed = true, true
				r.sheet.fresh = append(r.sheet.fresh, r.at)
			}
		}
	}
}

func readingOf(s *sheet, c *cell, formula string) *reading {
	r := &reading{sheet: s, cell: c.node, at: area{c.column, c.row, c.column, c.row}}
	rest := rewrite(formula, func(ref reference) (reference, bool) {
		title := ref.sheet
		if title == "" {
			title = s.title
		}
		r.areas = append(r.areas, struct {
			title string
			area  area
		}{title, ref.area()})
		return ref, false
	})
	upper := strings.ToUpper(rest)
	for _, word := range []string{"INDIRECT", "OFFSET", "[", "CELL(", "NOW(", "TODAY("} {
		r.unsure = r.unsure || strings.Contains(upper, word)
	}
	r.unsure = r.unsure || named.MatchString(withoutText(rest))
	return r
}

// touches reports whether a formula reads a cell that changes.
func (b *book) touches(r *reading) bool {
	for _, a := range r.areas {
		for _, s := range b.sheets {
			if !strings.EqualFold(s.title, a.title) {
				continue
			}
			for _, f := range s.fresh {
				if f.meets(a.area) {
					return true
				}
			}
		}
	}
	return false
}
