package workbook

import (
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
	onePage bool // however many rows there are
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
	if f.Key == attachments && len(p.Papers) > 0 {
		p.lead(s, p.papers(), "")
	}
	p.inside(s, f, v, f.Key, p.requires(f.Key))
	p.close(s)
}

// attachments is the key of the files that go with the forms.
const attachments = "attachments"

// papers tells which files the kind asks for, and where they lie.
func (p *planner) papers() string {
	var names []string
	for _, paper := range p.Papers {
		names = append(names, p.say(paper.Words))
	}
	if p.Language == "en" {
		return p.say(words.files) + strings.Join(names, "; ")
	}
	return p.say(words.files) + strings.Join(names, "、")
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
