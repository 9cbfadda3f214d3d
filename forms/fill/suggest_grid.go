package fill

import (
	"fmt"
	"slices"
	"strings"

	"yoshiki/forms"
	"yoshiki/forms/fill/ooxml"
)

// grid is a table of Word or a sheet of Excel.
type grid struct{ cells []*square }

// square is a cell of a grid, with the rows and columns that it covers.
type square struct {
	area
	text   string
	place  Place
	part   *part
	flow   *flow // its text; nil when it is empty
	put    func(marker string) []ooxml.Edit
	closed bool // it goes on what is above, or cannot be filled
}

func (q *square) isEmpty() bool {
	return !q.closed && q.put != nil && strings.Trim(q.text, " 　\u00a0\n\t") == ""
}

// right is the cell to the right of one, below the one beneath it.
func (g *grid) right(q *square) *square {
	return g.at(func(o *square) bool { return o.left == q.right+1 && o.top <= q.top && o.bottom >= q.top })
}

func (g *grid) below(q *square) *square {
	return g.at(func(o *square) bool { return o.left == q.left && o.top == q.bottom+1 })
}

func (g *grid) at(is func(*square) bool) *square {
	if i := slices.IndexFunc(g.cells, is); i >= 0 {
		return g.cells[i]
	}
	return nil
}

// read finds the blanks of a grid: the empty cell to the right of a label, blanks in its text.
func (s *suggester) read(g *grid) {
	s.grids = append(s.grids, g)
	labelled := map[*square]string{}
	for _, q := range g.cells {
		if r := g.right(q); r != nil && q.text != "" {
			labelled[r] = q.text
		}
	}
	for _, q := range g.cells {
		switch {
		case q.isEmpty():
			if label := labelled[q]; label != "" {
				s.blanks = append(s.blanks, &blank{label: label, place: q.place, part: q.part, put: q.put})
			}
		case q.flow != nil:
			if r := g.right(q); r == nil || !r.isEmpty() || !endsLabel(q.text) {
				s.blanksIn(q.flow, labelled[q])
			}
		}
	}
}

// column is a column of a list with the header that names it.
type column struct {
	place  *forms.Place
	header *square
}

// lists puts the lists of the form into the tables whose headers name their columns.
func (s *suggester) lists(places []forms.Place) {
	for at := 0; at < len(places); {
		to := at + 1
		for to < len(places) && places[to].List != nil && places[to].Each == places[at].Each && places[to].Where == places[at].Where {
			to++
		}
		if places[at].List != nil {
			s.list(places[at:to])
		}
		at = to
	}
}

func (s *suggester) list(places []forms.Place) {
	var best []column
	var of *grid
	for _, g := range s.grids {
		tops := map[int]bool{}
		for _, q := range g.cells {
			if tops[q.top] {
				continue
			}
			tops[q.top] = true
			if found := s.headers(g, q.top, places); len(found) > len(best) {
				best, of = found, g
			}
		}
	}
	if len(best) < 2 && (len(places) > 1 || len(best) == 0) || 2*len(best) < len(places) {
		return
	}
	s.fillList(of, best)
}

// headers are the columns of a list that cells of a row name, above an empty cell.
func (s *suggester) headers(g *grid, top int, places []forms.Place) []column {
	var found []column
	used := map[*square]bool{}
	for i := range places {
		p := &places[i]
		for _, q := range g.cells {
			if q.top != top || used[q] || alike(q.text, s.namesOf(p)) < called {
				continue
			}
			if b := g.below(q); b != nil && b.isEmpty() && !s.taken[b.place.In("en")] {
				found, used[q] = append(found, column{p, q}), true
				break
			}
		}
	}
	return found
}

// fillList puts the markers of a list into the row below its headers.
func (s *suggester) fillList(g *grid, all []column) {
	slices.SortStableFunc(all, func(a, b column) int { return a.header.left - b.header.left })
	rows := 0
	for q := g.below(all[0].header); q != nil && q.isEmpty(); q = g.below(q) {
		rows++
	}
	for i, c := range all {
		below := g.below(c.header)
		marker := "{{ " + c.place.Source + " }}"
		if i == 0 {
			each := "{{ each " + c.place.Each
			if rows > 1 {
				each += fmt.Sprintf(" | rows %d", rows)
			}
			if c.place.Where != "" {
				each += " | where " + c.place.Where
			}
			marker = each + " }}" + marker
		}
		b := &blank{label: c.header.text, place: below.place, part: below.part, put: below.put}
		s.used[b], s.taken[b.key()] = true, true
		s.put(b, c.place.Label.Ja, marker)
	}
	for _, c := range all {
		for q := g.below(c.header); q != nil && q.isEmpty(); q = g.below(q) {
			s.taken[q.place.In("en")] = true
		}
	}
}
