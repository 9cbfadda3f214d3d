package fill

import (
	"bytes"

	"yoshiki/forms"
	"yoshiki/forms/expr"
	"yoshiki/forms/fill/ooxml"
	"yoshiki/forms/layers"
	"yoshiki/forms/readback/official"
)

// Fill fills a copy of the sheet from what a form was filled from. The same form gives the
// same bytes. The copy is read back by [official.Compare]; one that does not say in each place
// what its marker shows is a *readback.Difference, and does not leave.
func (b *Bound) Fill(f *forms.Filled) ([]byte, error) {
	data, w, err := b.write(f)
	if err == nil {
		err = official.Compare(b.data, data, f.Document.Slice, w.told)
	}
	if err != nil {
		return nil, &layers.Within{File: b.name, Err: err}
	}
	return data, nil
}

// Grown tells which rows of a copy are higher than they were in the sheet, though it gave them
// a height of their own.
func (b *Bound) Grown(f *forms.Filled) ([]Grown, error) {
	_, w, err := b.write(f)
	if err != nil {
		return nil, &layers.Within{File: b.name, Err: err}
	}
	return w.grew, nil
}

// write makes the copy.
func (b *Bound) write(f *forms.Filled) ([]byte, *filler, error) {
	w, err := b.filler(f)
	if err == nil {
		err = w.fill()
	}
	if err != nil {
		return nil, nil, err
	}
	added, err := w.carry(f.Document.Slice)
	if err != nil {
		return nil, nil, err
	}
	var out bytes.Buffer
	err = b.file.Write(&out, w.changed, added)
	return out.Bytes(), w, err
}

func (b *Bound) filler(f *forms.Filled) (*filler, error) {
	values, err := f.Values()
	told := &told{bound: b, shown: map[official.Key]official.Value{}, entries: map[official.Key]int{}}
	return &filler{bound: b, values: values, told: told, changed: map[string][]byte{}, heights: map[*ooxml.Node]height{}}, err
}

// fill fills the parts of the copy.
func (w *filler) fill() error {
	if w.bound.book != nil {
		return w.excel()
	}
	return w.word()
}

// filler fills one copy.
type filler struct {
	bound   *Bound
	values  *forms.Values
	told    *told
	changed map[string][]byte // parts by name
	serial  int               // of drawings in repeated rows
	slots   *[]Slot           // signs stand in the place of values, which are gathered here

	grown  map[*sheet]growths // of Excel
	moving bool               // rows come to stand elsewhere

	heights map[*ooxml.Node]height // of rows that have to be higher
	grew    []Grown
}

// entry is a row of a block: an entry of its list, or none.
type entry struct {
	found expr.Found
	none  bool   // the list is empty
	words string // that stand where the list has no entry
	quiet bool   // the row is then one to fill in
}

// entries are the rows of a block; where the list is empty one that stays blank.
func (w *filler) entries(of *block) ([]entry, error) {
	u := w.bound.uses[of.each]
	list, err := w.values.List(u.value)
	if err != nil {
		return nil, of.place.fault(err)
	}
	var all []entry
	for i, found := range list {
		if u.where != nil {
			w.values.Row(found, len(all)+1)
			holds, err := w.values.Holds(u.where)
			if err != nil {
				return nil, of.place.fault(err)
			}
			if !holds {
				continue
			}
		}
		all = append(all, entry{found: list[i]})
	}
	w.told.entries[w.told.key(of.each)] = max(len(all), 1)
	if len(all) == 0 {
		return []entry{{found: forms.NoEntry(u.value), none: true, words: of.each.words(w.values.Blank()), quiet: of.each.Quiet}}, nil
	}
	return all, nil
}

const none = "該当なし"

// words are those that stand where the list has no entry.
func (m *Marker) words(blank bool) string {
	switch {
	case blank || m.Quiet:
		return ""
	case m.Empty != "":
		return m.Empty
	}
	return none
}

// enter makes an entry of a block's list the row that markers speak of; one that is not there
// is empty.
func (w *filler) enter(b *block, e entry, n int) {
	w.values.Row(e.found, n)
	w.told.at[b.depth()] = n
}

// leave says that the rows of a block are written.
func (w *filler) leave(b *block) { w.told.at[b.depth()] = 0 }

// depth is how many blocks are around.
func (b *block) depth() int {
	n := 0
	for up := b.up; up != nil; up = up.up {
		n++
	}
	return n
}

// word fills the parts of a Word file.
func (w *filler) word() error {
	for _, p := range w.bound.parts {
		var edits []ooxml.Edit
		for _, f := range p.flows {
			made, err := w.flow(f, nil)
			if err != nil {
				return err
			}
			edits = append(edits, made...)
		}
		for _, b := range p.blocks {
			made, err := w.repeat(p, b, false)
			if err != nil {
				return err
			}
			edits = append(edits, made)
		}
		if len(edits) > 0 {
			w.changed[p.name] = ooxml.Splice(p.data, 0, len(p.data), edits)
		}
	}
	return nil
}

// repeat fills a block once for each entry of its list; again says that it is part of a row
// that is there already.
func (w *filler) repeat(p *part, b *block, again bool) (ooxml.Edit, error) {
	entries, err := w.entries(b)
	if err != nil {
		return ooxml.Edit{}, err
	}
	var all bytes.Buffer
	for i := range entries {
		edits, err := w.row(p, b, entries, i, again || i > 0)
		if err != nil {
			return ooxml.Edit{}, err
		}
		all.Write(ooxml.Splice(p.data, b.from, b.to, edits))
	}
	w.leave(b)
	return ooxml.Edit{From: b.from, To: b.ruled(min(b.each.Rows, len(entries))), With: all.String()}, nil
}

// row are the edits of a block for one of the entries of its list, and of the lists in it.
func (w *filler) row(p *part, b *block, entries []entry, i int, again bool) (edits []ooxml.Edit, err error) {
	w.enter(b, entries[i], i+1)
	for _, f := range b.flows {
		made, err := w.flow(f, &entries[i])
		if err != nil {
			return nil, err
		}
		edits = append(edits, made...)
	}
	for _, inner := range b.inner {
		made, err := w.repeat(p, inner, again)
		if err != nil {
			return nil, err
		}
		edits = append(edits, made)
		w.enter(b, entries[i], i+1)
	}
	if again {
		edits = append(edits, w.unique(p, b)...)
	}
	return edits, nil
}
