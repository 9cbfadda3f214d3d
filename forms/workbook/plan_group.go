package workbook

import (
	"reflect"
	"strconv"
	"strings"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/vocabulary"
)

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
