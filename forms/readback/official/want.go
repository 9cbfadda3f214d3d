package official

// want is a text that a filled sheet has to have.
type want struct {
	items       []item
	row, column int
}

// item is a piece of a wanted text.
type item struct {
	words string // printed ones; of a box those before it
	value *Value // or of a marker
	box   bool   // a sign stands before the marker, which says whether it holds
	room  int    // full-width spaces behind that the value may have taken the place of
}

// expecting makes the wanted texts of a part.
type expecting struct {
	name    string
	blocks  []*block
	answers Answers
	wants   []want
	shift   int // rows that what comes has moved down
	at      [MaxLists]int
	open    []*block
}

// all expects texts, those of blocks once for each entry.
func (e *expecting) all(texts []text) {
	for i := 0; i < len(texts); {
		b := e.blockOf(&texts[i])
		if b == nil {
			e.text(&texts[i])
			i++
			continue
		}
		n := i
		for n < len(texts) && texts[n].among(b.first, b.first.index, b.last) {
			n++
		}
		e.repeat(b, texts[i:n])
		gone := e.ruled(b)
		for i = n; i < len(texts) && texts[i].among(b.first, b.last+1, gone); {
			i++
		}
	}
}

// repeat expects the texts of a block once for each entry of its list.
func (e *expecting) repeat(b *block, texts []text) {
	depth := len(e.open)
	e.open = append(e.open, b)
	for k := range e.answers.Entries(Key{e.name, b.n, e.at}) {
		if k > 0 {
			e.shift += b.last - b.first.index + 1
		}
		e.at[depth] = k + 1
		e.all(texts)
		e.at[depth] = 0
	}
	e.open = e.open[:depth]
}

// ruled is the last row that a list takes of those that were ruled for it.
func (e *expecting) ruled(b *block) int {
	entries, height := e.answers.Entries(Key{e.name, b.n, e.at}), b.last-b.first.index+1
	if b.first.in != 0 { // of Word
		return b.last + max(min(b.rows, entries), 1) - 1
	}
	taken := max(min(b.rows, height*entries), height)
	e.shift -= taken - height
	return b.first.index + taken - 1
}

// text expects one text.
func (e *expecting) text(t *text) {
	if t.formula {
		return
	}
	w := want{row: t.row, column: t.column}
	if t.row > 0 {
		w.row += e.shift
	}
	from := 0
	for i := range t.marks {
		m := &t.marks[i]
		if from < m.from {
			w.items = append(w.items, item{words: t.words[from:m.from]})
		}
		v, ok := e.answers.Shown(Key{e.name, m.n, e.at})
		if !ok {
			v = Value{Label: m.words, Text: m.words}
		}
		it := item{value: &v, room: room(t.words[m.to:])}
		if from = m.to; v.Box {
			w.box(&it)
		} else {
			from += 3 * it.room
		}
		w.items = append(w.items, it)
	}
	if from < len(t.words) {
		w.items = append(w.items, item{words: t.words[from:]})
	}
	e.wants = append(e.wants, w)
}
