package workbook

import (
	"fmt"
	"reflect"
	"strings"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/vocabulary"
)

// mostColumns is how many columns a list may have; entries with more have a section each.
const mostColumns = 10

// spareRows are added to a list to fill in; more where there is an annex of controls.
const (
	spareRows     = 5
	spareControls = 30
	emptyControls = 300
)

// control is the type whose entries are many, and have rows although they hold a list.
var control = reflect.TypeFor[casefile.Control]()

// column is one column of a list.
type column struct {
	key   string // from the entry down: "taken_over/service"; "" of a list of texts
	inner bool   // of the list in an entry
	field *vocabulary.Field
	path  string
	label string
	need  bool
}

// table lays out a list with a row for each entry.
func (p *planner) table(s *part, f *vocabulary.Field, v casefile.Value, path string, needed bool) {
	all := p.columns(f, v, path)
	s.width = max(s.width, len(all))
	keys, heads, help := make([]cell, len(all)), make([]cell, len(all)), make([]cell, len(all))
	for i, c := range all {
		keys[i] = cell{value: keyOf(c)}
		s.heading = append(s.heading, markList+v.Pointer+" "+keyOf(c))
		heads[i], help[i] = cell{c.label, lookHead}, cell{p.hint(c.field), lookHelp}
		if c.need {
			heads[i].value = "＊ " + c.label
		}
	}
	s.rows = append(s.rows, row{mark: markList + v.Pointer, hidden: true, cells: keys}, row{mark: markTold, cells: heads}, row{mark: markTold, cells: help})
	s.places = append(s.places, markList+v.Pointer)
	first := len(s.rows) + 1
	for i := range v.Len() {
		p.entry(s, all, v.Child(i))
	}
	for range p.spare(f.Model.Entry.Type, v.Len()) {
		s.rows = append(s.rows, row{cells: p.blank(all)})
	}
	p.ruled(s, all, first, needed && f.Need)
	s.rows = append(s.rows, row{mark: markEnd, join: 1, cells: []cell{{p.say(words.more), lookMore}}})
}

// hint is the help of a column, with the clause that asks for it.
func (p *planner) hint(f *vocabulary.Field) any {
	text := p.say(f.Help)
	if f.Clause != "" {
		text += p.clause(f.Clause)
	}
	if text == "" {
		return nil
	}
	return text
}

// annex lays out a list on a sheet of its own: the controls of a statement, or entries with
// sections.
func (p *planner) annex(of *part, f *vocabulary.Field, v casefile.Value, path string, needed bool) {
	s := p.begin(of.name + "（" + p.say(f.Label) + "）")
	p.title(s, s.name, p.say(f.Help), f.Clause)
	p.inside(s, f, v, path, needed)
	if f.Model.Entry.Type == control {
		for _, c := range p.columns(f, v, path) {
			s.widths = append(s.widths, annexWidth(c))
		}
	}
	p.close(s)
}

// annexWidth is the width of a column of an annex: little, for there are many.
func annexWidth(c column) float64 {
	switch t := c.field.Model.Type; {
	case c.key == "implementation":
		return 40
	case c.key == "name", c.key == "reason", strings.HasSuffix(c.key, "implementation"):
		return 28
	case t == dateType, casefile.Values(t) != nil, c.key == "id":
		return 13
	}
	return 15
}

// keyOf is how a column is called in the row of keys.
func keyOf(c column) string {
	if c.key == "" {
		return keyText
	}
	return c.key
}

func (p *planner) spare(entry reflect.Type, used int) int {
	switch {
	case entry == control && used == 0:
		return emptyControls
	case entry == control:
		return spareControls
	}
	return spareRows
}

func (p *planner) blank(all []column) []cell {
	cells := make([]cell, len(all))
	for i, c := range all {
		cells[i] = p.value(c.field.Model.Type, c.path, "")
	}
	return cells
}

// entry lays out the rows of an entry: its own, with the first inner entry, and one for each
// further inner entry.
func (p *planner) entry(s *part, all []column, v casefile.Value) {
	inner := innerOf(v)
	for i := range max(inner.Len(), 1) {
		r := row{cells: p.blank(all)}
		own := false
		for k, c := range all {
			text := ""
			switch {
			case c.inner && i < inner.Len():
				text = textAt(inner.Child(i), c.key[strings.IndexByte(c.key, '/')+1:])
			case !c.inner && i == 0:
				text = textAt(v, c.key)
				own = own || text != ""
			}
			r.cells[k] = p.value(c.field.Model.Type, c.path, text)
		}
		if i == 0 && !own {
			r.mark = markEntry
		}
		s.rows = append(s.rows, r)
	}
}

// innerOf is the list in an entry, the zero Value if it has none.
func innerOf(v casefile.Value) casefile.Value {
	for i := range v.Len() {
		if child := v.Child(i); child.Model.Kind == casefile.KindList {
			return child
		}
	}
	return casefile.Value{}
}

// textAt is the text under a key of an entry.
func textAt(v casefile.Value, key string) string {
	for token := range strings.SplitSeq(key, "/") {
		if key != "" {
			v = v.Child(v.Model.ByKey[token])
		}
	}
	return v.Text()
}

// ruled gives the columns of a list their choices, and says where they are needed: in each row
// that is begun, and in the first where the list is needed.
func (p *planner) ruled(s *part, all []column, first int, needed bool) {
	last := len(s.rows)
	for i, c := range all {
		from, to := cellName(i, first), cellName(i, last)
		p.pick(s, c.field.Model.Type, c.path, from+":"+to)
		if !c.need || c.inner {
			continue
		}
		begun := fmt.Sprintf("COUNTA($%s:$%s)>0", cellName(0, first), cellName(len(all)-1, first))
		if needed {
			begun = fmt.Sprintf("OR(%s,ROW()=%d)", begun, first)
		}
		s.needs = append(s.needs, need{from + ":" + to, fmt.Sprintf("AND(LEN(%s)=0,%s)", from, begun)})
	}
}
