package official

import (
	"slices"
	"strconv"
	"strings"
)

// block is what a marker repeats: rows from the first to the last.
type block struct {
	first piece
	last  int
	n     int // number of its marker
	rows  int // that are ruled for it
	ended bool
}

// blocksOf numbers the markers of the texts of a part and gives what they repeat.
func blocksOf(texts []text) []*block {
	number(texts)
	var all []*block
	for i := range texts {
		t := &texts[i]
		for k := range t.marks {
			m := &t.marks[k]
			switch word, _, _ := strings.Cut(m.said(), " "); {
			case len(t.around) == 0:
			case word == "each":
				p := t.repeated()
				all = append(all, &block{first: p, last: p.index, n: m.n, rows: m.rows()})
			case word == "end":
				endOf(all, t.repeated())
			}
		}
	}
	return all
}

// endOf lets the block that was begun last, of those that have no end, reach to a row.
func endOf(all []*block, p piece) {
	for _, b := range slices.Backward(all) {
		if !b.ended && b.first.in == p.in && b.first.row == p.row && b.first.index <= p.index {
			b.ended, b.last = true, p.index
			return
		}
	}
}

// number numbers the markers of a part in the order in which they stand in it.
func number(texts []text) {
	var all []*mark
	for i := range texts {
		for k := range texts[i].marks {
			all = append(all, &texts[i].marks[k])
		}
	}
	slices.SortStableFunc(all, func(a, b *mark) int { return a.at - b.at })
	for i, m := range all {
		m.n = i + 1
	}
}

// find finds the markers of a text; at gives the bytes of the part that its words stand at.
func (t *text) find(at func(int) int) {
	for from := 0; ; {
		open := strings.Index(t.words[from:], "{{")
		if open < 0 {
			return
		}
		open += from
		length := strings.Index(t.words[open:], "}}")
		if length < 0 {
			return
		}
		from = open + length + 2
		t.marks = append(t.marks, mark{from: open, to: from, at: at(open), words: t.words[open:from]})
	}
}

// said is what stands between the braces.
func (m *mark) said() string {
	plain := strings.Map(func(r rune) rune {
		switch r {
		case '\u00a0', '　', '\n', '\t':
			return ' '
		}
		return r
	}, strings.Trim(m.words, "{}"))
	return strings.TrimSpace(plain)
}

// rows are those that a marker says are ruled for its list.
func (m *mark) rows() int {
	for _, option := range strings.Split(m.said(), " | ")[1:] {
		if n, ok := strings.CutPrefix(strings.TrimSpace(option), "rows "); ok {
			rows, _ := strconv.Atoi(strings.TrimSpace(n))
			return rows
		}
	}
	return 1
}

// repeated is what a marker of a text repeats: the row around it, or its paragraph.
func (t *text) repeated() piece {
	for _, p := range slices.Backward(t.around) {
		if p.row {
			return p
		}
	}
	return t.around[len(t.around)-1]
}

// among reports whether a text stands in one of some rows beside a row.
func (t *text) among(beside piece, from, to int) bool {
	return slices.ContainsFunc(t.around, func(p piece) bool {
		return p.in == beside.in && p.row == beside.row && p.index >= from && p.index <= to
	})
}

// blockOf is the outermost block that a text stands in, of those that are not open.
func (e *expecting) blockOf(t *text) *block {
	for _, p := range t.around {
		var found *block
		for _, b := range e.blocks {
			within := p.in == b.first.in && p.row == b.first.row && p.index >= b.first.index && p.index <= b.last
			if within && !slices.Contains(e.open, b) && (found == nil || b.last-b.first.index > found.last-found.first.index) {
				found = b
			}
		}
		if found != nil {
			return found
		}
	}
	return nil
}
