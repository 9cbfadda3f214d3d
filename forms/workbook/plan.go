package workbook

import (
	"reflect"
	"strconv"
	"strings"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/vocabulary"
)

// planner lays out the rows of all sheets.
type planner struct {
	*Layout
	parts   []*part
	offered map[string][]option // choices, by the key of their list
	order   []string            // of the lists
}

// part is one sheet with the values of a case.
type part struct {
	name    string
	rows    []row
	width   int // visible columns, without that for findings
	widths  []float64
	needs   []need
	picks   map[string][]string // cells by the key of their choices
	places  []string            // marks of fields and lists
	heading []string            // keys of columns, behind the mark of their list
	links   []link
}

// link is a cell that leads to another.
type link struct{ from, to string }

// row is one row of a sheet.
type row struct {
	mark   string
	hidden bool
	join   int // the cell, counted from 1, that reaches over those behind it; 0 for none
	cells  []cell
}

// cell is one cell; value is nil where a person may write.
type cell struct {
	value any
	look  look
}

// need is where a cell stands yellow: as long as a formula about the first of its cells holds.
type need struct{ cells, formula string }

// The marks of rows.
const (
	markSheet = "yoshiki:part"
	markList  = "["
	markEnd   = "]"
	markTold  = "#"
	markEntry = "+" // an entry even if it has nothing but inner entries
)

// The columns of a field, from the first visible one.
const (
	labelColumn = iota
	valueColumn
	helpColumn
	clauseColumn
	fieldColumns
)

// general are the keys of the case that are about the case itself. They share a sheet.
var general = []string{"id", "program", "revision", "company"}

// plan lays out every sheet: the general keys first, the names of authorities, which few
// change, behind all but the attachments.
func (p *planner) plan() {
	root, v := p.Vocabulary.Root(), casefile.Of(p.Case)
	first := p.begin(p.say(words.general))
	p.title(first, p.say(words.general), p.say(words.generalHelp), "")
	var other *part
	for _, f := range fieldsOf(root, v.Model) {
		value := v.Child(f.Index)
		switch {
		case strange(f) && value.Empty(), !strange(f) && !isGeneral(f.Key) && !p.shows(f.Key, value):
		case isGeneral(f.Key):
			p.field(first, f, value, f.Key, true)
		case !strange(f):
			p.top(f, value)
		default:
			other = p.other(other)
			p.any(other, f, value, f.Key, false)
		}
	}
	p.close(first)
	if other != nil {
		p.close(other)
	}
}

func isGeneral(key string) bool {
	for _, g := range general {
		if g == key {
			return true
		}
	}
	return false
}

// shows reports whether a value stands in the workbook.
func (p *planner) shows(path string, v casefile.Value) bool { return p.Kind.Holds(path) || !v.Empty() }

// top lays out one part of the case.
func (p *planner) top(f *vocabulary.Field, v casefile.Value) {
	s := p.begin(p.say(f.Label))
	p.title(s, p.say(f.Label), p.say(f.Help), f.Clause)
	p.inside(s, f, v, f.Key, p.requires(f.Key))
	p.close(s)
}

// other is the sheet of what the case has and the programme does not know.
func (p *planner) other(s *part) *part {
	if s == nil {
		s = p.begin(p.say(words.other))
		p.title(s, p.say(words.other), p.say(words.otherHelp), "")
	}
	return s
}

// unknown is a field that the programme does not know, called by its key.
func unknown(f casefile.Field, index int) *vocabulary.Field {
	return &vocabulary.Field{Key: f.Key, Index: index, Model: f.Model, Label: casefile.Words{Ja: f.Key, En: f.Key}}
}

func (p *planner) begin(name string) *part {
	s := &part{name: p.free(name), width: fieldColumns, picks: map[string][]string{}}
	p.parts = append(p.parts, s)
	return s
}

// close puts the keys of the columns above a sheet.
func (p *planner) close(s *part) {
	keys := make([]cell, s.width+1)
	for i, key := range fieldKeys {
		keys[i] = cell{value: key}
	}
	keys[s.width] = cell{value: keyFindings}
	s.rows[0] = row{mark: markSheet, hidden: true, cells: keys}
}

// title begins a sheet.
func (p *planner) title(s *part, title, help, clause string) {
	s.rows = append(s.rows, row{}, row{mark: markTold, cells: []cell{{title, lookTitle}}})
	p.lead(s, help, clause)
}

// heading is a row with a heading, over the columns of fields.
func heading(text string, l look) row {
	r := row{mark: markTold, cells: make([]cell, fieldColumns)}
	for i := range r.cells {
		r.cells[i].look = l
	}
	r.cells[0].value = text
	return r
}

// lead tells what comes.
func (p *planner) lead(s *part, help, clause string) {
	if clause != "" {
		help += p.clause(clause)
	}
	if help != "" {
		s.rows = append(s.rows, row{mark: markTold, join: 1, cells: []cell{{help, lookLead}}})
	}
}

func (p *planner) clause(clause string) string {
	if p.Language == "en" {
		return " [" + clause + "]"
	}
	return "［" + clause + "］"
}

// any lays out a value of any kind.
func (p *planner) any(s *part, f *vocabulary.Field, v casefile.Value, path string, needed bool) {
	if f.Model.Kind == casefile.KindText {
		p.field(s, f, v, path, needed)
		return
	}
	if f.Model.Kind == casefile.KindList && (f.Model.Entry.Type == control || !p.flat(f.Model.Entry)) {
		p.annex(s, f, v, path, needed)
		return
	}
	s.rows = append(s.rows, row{mark: markTold}, heading(p.say(f.Label), lookHeading))
	p.lead(s, p.say(f.Help), f.Clause)
	p.inside(s, f, v, path, needed)
}

// inside lays out what a group or a list holds.
func (p *planner) inside(s *part, f *vocabulary.Field, v casefile.Value, path string, needed bool) {
	switch {
	case f.Model.Kind == casefile.KindGroup:
		p.group(s, f.Group, v, path, needed)
	case p.flat(f.Model.Entry):
		p.table(s, f, v, path, needed)
	default:
		p.sections(s, f, v, path)
	}
}

// group lays out the fields of a group: first the texts, then what has a heading of its own, so
// that a field is seen to be of the heading above it. Where it may be left out, a needed cell is yellow once
// anything in it is filled in.
func (p *planner) group(s *part, g *vocabulary.Group, v casefile.Value, path string, needed bool) {
	first := len(s.rows)
	for _, text := range []bool{true, false} {
		for _, f := range fieldsOf(g, v.Model) {
			at, child := strings.TrimPrefix(path+"."+f.Key, "."), v.Child(f.Index)
			if text == (f.Model.Kind == casefile.KindText) && (p.Kind.Holds(at) && !strange(f) || !child.Empty()) {
				p.any(s, f, child, at, needed && f.Need)
			}
		}
	}
	if !needed {
		s.begun(g, v.Pointer, first)
	}
}

// fieldsOf are the fields of a group with a model: those that the programme has, then those
// that it does not know.
func fieldsOf(g *vocabulary.Group, m *casefile.Model) []*vocabulary.Field {
	var all []*vocabulary.Field
	known := map[string]bool{}
	if g != nil {
		all = g.Fields[:len(g.Fields):len(g.Fields)]
	}
	for _, f := range all {
		known[f.Key] = true
	}
	for i, f := range m.Fields {
		if !known[f.Key] {
			all = append(all, unknown(f, i))
		}
	}
	return all
}

// strange reports whether the programme does not know a field.
func strange(f *vocabulary.Field) bool { return f.Label == casefile.Words{Ja: f.Key, En: f.Key} }

// field lays out one row with a value.
func (p *planner) field(s *part, f *vocabulary.Field, v casefile.Value, path string, needed bool) {
	if last := s.rows[len(s.rows)-1]; last.mark == markTold && (len(last.cells) == 0 || last.cells[0].look != lookHead) {
		s.rows = append(s.rows, p.heads())
	}
	label := p.say(f.Label)
	if f.Need {
		label = "＊ " + label
	}
	value := p.value(f.Model.Type, path, v.Text())
	if isGeneral(path) && path != "id" && path != "company" {
		value = cell{p.shown(f.Model.Type, path, v.Text()), lookFixed}
	}
	s.rows = append(s.rows, row{mark: v.Pointer, cells: []cell{{label, lookLabel}, value, {p.say(f.Help), lookHelp}, {f.Clause, lookClause}}})
	s.places = append(s.places, v.Pointer)
	at := cellName(valueColumn, len(s.rows))
	p.pick(s, f.Model.Type, path, at)
	if needed && f.Need {
		s.needs = append(s.needs, need{at, "LEN(" + at + ")=0"})
	}
}

// heads are the headings above rows of fields.
func (p *planner) heads() row {
	r := row{mark: markTold}
	for _, w := range words.heads {
		r.cells = append(r.cells, cell{p.say(w), lookHead})
	}
	return r
}

// begun has the needed fields directly in a group stand yellow once one of them is filled in.
func (s *part) begun(g *vocabulary.Group, pointer string, first int) {
	var all, needed []string
	for i := first; i < len(s.rows); i++ {
		key, ok := strings.CutPrefix(s.rows[i].mark, pointer+"/")
		if !ok || g == nil || strings.Contains(key, "/") {
			continue
		}
		at := cellName(valueColumn, i+1)
		all = append(all, at)
		for _, f := range g.Fields {
			if f.Key == key && f.Need {
				needed = append(needed, at)
			}
		}
	}
	if len(all) < 2 {
		return
	}
	for _, at := range needed {
		s.needs = append(s.needs, need{at, "AND(LEN(" + at + ")=0,COUNTA(" + all[0] + ":" + all[len(all)-1] + ")>0)"})
	}
}

// sections lays out the entries of a list one below the other, and one to fill in.
func (p *planner) sections(s *part, f *vocabulary.Field, v casefile.Value, path string) {
	for i := range v.Len() + 1 {
		entry := casefile.Value{Pointer: casefile.EntryPointer(v.Pointer, i), Model: f.Model.Entry}
		if i < v.Len() {
			entry = v.Child(i)
		} else {
			entry.Go = reflect.New(f.Model.Entry.Type).Elem()
		}
		name := p.say(f.Label) + " " + strings.ReplaceAll(p.say(words.nth), "%d", strconv.Itoa(i+1))
		s.rows = append(s.rows, row{mark: markTold}, heading(name, lookSection))
		p.group(s, f.Group, entry, path, false)
	}
}
