package xlsx

import (
	"yoshiki/forms/document"
	"yoshiki/forms/typeset"
)

// slot is one cell of a block before it is known how many rows it takes.
type slot struct {
	from, to int // grid columns, to excluded
	look     look
	text     string
	number   any // float64 that the look's format shows as text; nil for a text
	lead     int // ideographic spaces that the look's format shows before the text
	choices  []string
}

// cell is one cell of the file, merged over the columns from to to.
type cell struct {
	from, to int
	look     look
	value    any // string, float64 or nil
}

type row struct {
	height float64
	text   float64 // of height: its lines
	keep   bool    // no page ends below it
	whole  bool    // rather none
	place  typeset.Place
	cells  []cell
}

// band adds slots as rows. There is one row, unless a text needs more than a row can
// hold: then its pieces stand below each other, and the other slots are merged beside.
func (s *sheet) band(least float64, slots ...slot) {
	first, pieces := len(s.rows), s.pieces(slots)
	count := 1
	for _, p := range pieces {
		count = max(count, len(p))
	}
	for k := range count {
		s.add(row{height: least, cells: s.cells(len(slots))})
		r := &s.rows[first+k]
		for i, slot := range slots {
			if k < len(pieces[i]) {
				t := slot.look.role.typo()
				r.height = max(r.height, pieces[i][k].height(t))
				r.text = max(r.text, float64(pieces[i][k].lines)*t.pitch)
			}
			r.cells[i] = slot.cell(pieces[i], k, count)
			if text, ok := r.cells[i].value.(string); ok {
				r.cells[i].look.less = less(text, s.grid[slot.to]-s.grid[slot.from], slot.look.role.typo(), slot.lead)
			}
		}
		r.height = min(r.height, maxHeight)
	}
	for i, slot := range slots {
		s.merge(slot, first, count, len(pieces[i]))
		if len(slot.choices) > 0 {
			s.choose(first, slot)
		}
	}
}

// How many sizes smaller a text may be set, and by how many points.
const (
	mostLess = 3
	lessSize = 0.5
)

// less is how many sizes smaller a text is set in a cell of so many pixels, so that no line of it
// ends within a day or the number of a form: Excel knows no other way to say so. Programs differ
// a little in the width that they break it for.
func less(text string, pixels int, t typo, lead int) uint8 {
	for n := range mostLess + 1 {
		size := t.size - float64(n)*lessSize
		width := float64(pixels-inset) * 0.75 / size
		if !typeset.Parts(text, width, float64(lead), 0) && !typeset.Parts(text, width-0.3, float64(lead), 0) {
			return uint8(n)
		}
	}
	return 0
}

// long is the number of lines from which on a row is read from its top.
const long = 6

// pieces splits the texts of slots; the values beside a long one stand at the top like
// it. The result is valid until the next call.
func (s *sheet) pieces(slots []slot) [][]piece {
	s.split = s.split[:0]
	lines := 0
	for _, slot := range slots {
		t, width := slot.look.role.typo(), lineWidth(s.grid[slot.to]-s.grid[slot.from])
		p := split(s.fonts, slot.text, t, width-float64(slot.lead)*t.size, s.pageHeight()/3)
		lines = max(lines, p[0].lines)
		s.split = append(s.split, p)
	}
	if lines >= long {
		for i := range slots {
			if slots[i].look.role == value {
				slots[i].look.height = high
			}
		}
	}
	return s.split
}

// cell is what stands in row k of count rows of a band.
func (sl slot) cell(pieces []piece, k, count int) cell {
	c := cell{from: sl.from, to: sl.to, look: sl.look}
	if count > 1 {
		c.look.height = high
		if len(pieces) > 1 && c.look.sides != 0 {
			c.look.sides = openSides(c.look.sides, k, count)
		}
	}
	if k < len(pieces) && pieces[k].text != "" {
		c.value = pieces[k].text
	}
	if sl.number != nil && k == 0 {
		c.value = sl.number
	}
	return c
}

// openSides leaves out the rules between the pieces of one text.
func openSides(all sides, k, count int) sides {
	if k > 0 {
		all &^= top
	}
	if k < count-1 {
		all &^= bottom
	}
	return all
}

// merge joins the cells of a slot: along a row, and down the band when it has one piece.
func (s *sheet) merge(slot slot, first, count, pieces int) {
	if pieces == 1 && count > 1 {
		s.merges = append(s.merges, area{slot.from, first, slot.to - 1, first + count - 1})
		return
	}
	if slot.to-slot.from == 1 {
		return
	}
	for k := range count {
		s.merges = append(s.merges, area{slot.from, first + k, slot.to - 1, first + k})
	}
}

// cells cuts n cells off a common store: sheets have thousands of them.
func (s *sheet) cells(n int) []cell {
	if len(s.store) < n {
		s.store = make([]cell, max(n, 512))
	}
	cells := s.store[:n:n]
	s.store = s.store[n:]
	return cells
}

// space adds an empty row between blocks.
func (s *sheet) space(points float64) {
	s.add(row{height: points})
}

// valued is the slot of a value in the grid columns from to to.
func (s *sheet) valued(v document.Value, l look, from, to int) slot {
	l.open = !v.Fixed
	sl := slot{from: from, to: to, look: l, text: v.Text}
	number, format := typed(v)
	t := l.role.typo()
	if number != nil && s.fonts.Width(v.Text, t.face, t.size) > lineWidth(s.grid[to]-s.grid[from]) {
		number, format = nil, textFormat(v.Text) // Excel does not wrap numbers: it shows ####
	}
	sl.number, sl.look.format = number, format
	if v.Kind == document.Choice {
		sl.choices = v.Choices
	}
	return sl
}
