package workbook

import (
	"slices"
	"strconv"
	"strings"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/table"
)

// listScan is a list whose rows are being read.
type listScan struct {
	tokens  []string
	columns map[int][]string // keys from the entry down, by column
	inner   string           // key of the list in an entry
	begun   bool             // its headings were passed, and rows to fill in have come
	count   int              // entries so far
	deep    int              // inner entries of the last
}

// begins reads the keys of the columns of a list.
func (s *scan) begins(r table.Row, mark string) {
	at := s.place(table.Cell{}, r.Number+1, s.marks+1)
	s.list = nil
	if !s.first(mark, at) {
		return
	}
	l := &listScan{tokens: casefile.PointerTokens(mark[len(markList):]), columns: map[int][]string{}}
	b, m := s.root, casefile.Root()
	for _, token := range l.tokens {
		b, m = b.child(token, at), under(m, token)
	}
	for _, c := range r.Cells {
		keys := strings.Split(c.Text, "/")
		if c.Text == keyText {
			keys = nil
		}
		if c.Column == s.marks || m == nil || !has(m.Entry, keys) {
			continue
		}
		s.used[[2]int{r.Number, c.Column}] = true
		l.columns[c.Column] = keys
		s.heads[mark+" "+c.Text] = true
		if len(keys) > 1 && under(m.Entry, keys[0]).Kind == casefile.KindList {
			l.inner = keys[0]
		}
	}
	s.list = l
}

// has reports whether an entry of a list can have a text under keys, through the list in it.
func has(entry *casefile.Model, keys []string) bool {
	for _, key := range keys {
		if entry != nil && entry.Kind == casefile.KindList {
			entry = entry.Entry
		}
		entry = under(entry, key)
	}
	return entry != nil && entry.Kind == casefile.KindText
}

// entry reads a row of a list: an entry of its own, or, with nothing but columns of an inner
// list, more of the one above.
func (s *scan) entry(r table.Row, marked bool) {
	l := s.list
	own, inner := false, false
	for column, keys := range l.columns {
		if c := r.At(column); stands(c) {
			deep := len(keys) > 0 && keys[0] == l.inner
			own, inner = own || !deep, inner || deep
		}
	}
	switch {
	case !own && !inner:
		return
	case own || marked || l.count == 0:
		l.count++
		l.deep = 0
	}
	b := s.root
	at := s.place(table.Cell{}, r.Number, s.marks+1)
	tokens := append(l.tokens[:len(l.tokens):len(l.tokens)], strconv.Itoa(l.count-1))
	for _, token := range tokens {
		b = b.child(token, at)
	}
	for _, column := range sorted(l.columns) {
		s.below(b, tokens, r, column)
	}
	if inner {
		l.deep++
	}
}

// below reads the cell of an entry in a column.
func (s *scan) below(b *branch, tokens []string, r table.Row, column int) {
	l, keys := s.list, s.list.columns[column]
	at := s.place(table.Cell{}, r.Number, column)
	if len(keys) > 1 && keys[0] == l.inner {
		if l.deep > 0 && !stands(r.At(column)) && !s.deepRow(r) {
			return
		}
		keys = append([]string{keys[0], strconv.Itoa(l.deep)}, keys[1:]...)
	} else if l.deep > 0 {
		return // a row that goes on with the entry above
	}
	for _, key := range keys {
		b = b.child(key, at)
	}
	s.leaf(b, append(tokens[:len(tokens):len(tokens)], keys...), r, column)
}

// deepRow reports whether a row has something in a column of an inner list.
func (s *scan) deepRow(r table.Row) bool {
	for column, keys := range s.list.columns {
		if len(keys) > 0 && keys[0] == s.list.inner && stands(r.At(column)) {
			return true
		}
	}
	return false
}

func sorted(columns map[int][]string) []int {
	var all []int
	for c := range columns {
		all = append(all, c)
	}
	slices.Sort(all)
	return all
}

// stands reports whether something stands in a cell, be it a formula without a result.
func stands(c table.Cell) bool {
	return !c.Is(table.FromAbove) && !c.Is(table.FromLeft) && (c.Kind != table.Empty && c.Text != "" || c.Is(table.Formula))
}
