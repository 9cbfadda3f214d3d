package fill

import (
	"strings"
)

// growth is a repeated block of rows as it is filled: height rows from first on are the
// pattern, the rows taken become as many as are made.
type growth struct {
	block                      *block
	entries                    []entry
	first, height, taken, made int
}

// growths are those of a sheet, from the top down.
type growths []*growth

// row is where a row comes to stand.
func (all growths) row(r int) int {
	to := r
	for _, g := range all {
		if r > g.first+g.taken-1 {
			to += g.made - g.taken
		}
	}
	return to
}

// end is where an area comes to end: one that ends with a repeated row ends with the last of them.
func (all growths) end(r int) int {
	to := r
	for _, g := range all {
		if r >= g.first+g.taken-1 {
			to += g.made - g.taken
		}
	}
	return min(to, max(r, lastRow))
}

// moves reports whether rows come to stand elsewhere.
func (all growths) moves() bool {
	for _, g := range all {
		if g.made != g.taken {
			return true
		}
	}
	return false
}

// area is where an area comes to stand.
func (all growths) area(a area) area {
	return area{a.left, all.row(a.top), a.right, all.end(a.bottom)}
}

// areas is where an area comes to stand; one within a pattern of several rows stands in each copy.
func (all growths) areas(a area) []area {
	for _, g := range all {
		if g.height > 1 && g.within(a) {
			return g.copies(a, all)
		}
	}
	return []area{all.area(a)}
}

// within reports whether an area lies in the pattern.
func (g *growth) within(a area) bool {
	return a.top >= g.first && a.bottom < g.first+g.height
}

// copies are the areas in each copy of the pattern that one in it stands for.
func (g *growth) copies(a area, all growths) []area {
	var out []area
	for k := range len(g.entries) {
		down := all.row(g.first) - g.first + k*g.height
		out = append(out, area{a.left, a.top + down, a.right, a.bottom + down})
	}
	return out
}

// list moves a list of areas: A1 B3:C5.
func (all growths) list(refs string) string {
	var out []string
	for _, ref := range strings.Fields(refs) {
		a, ok := parseArea(ref)
		if !ok {
			out = append(out, ref)
			continue
		}
		for _, moved := range all.areas(a) {
			out = append(out, moved.String())
		}
	}
	return strings.Join(out, " ")
}

// reference is where a reference comes to lead that is not in a pattern.
func (all growths) reference(r reference) reference {
	if r.from.row == 0 {
		return r
	}
	if r.two {
		r.from.row, r.to.row = all.row(r.from.row), all.end(r.to.row)
		return r
	}
	r.from.row = all.row(r.from.row)
	r.to.row = r.from.row
	return r
}

// copied is where a reference leads in a copy of a pattern.
func (g *growth) copied(r reference, all growths, copy int) reference {
	out := all.reference(r)
	for _, c := range []struct{ from, to *corner }{{&r.from, &out.from}, {&r.to, &out.to}} {
		if c.from.row < g.first || c.from.row >= g.first+g.height {
			continue
		}
		c.to.row = all.row(g.first) + c.from.row - g.first
		if !c.from.fixRow {
			c.to.row += copy * g.height
		}
	}
	return out
}
