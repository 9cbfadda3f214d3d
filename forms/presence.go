package forms

import (
	"reflect"
	"strconv"
	"strings"
)

// Presence gives an Error for everything that a case must have and has not: each needed
// value, group or list of each group that is there at all (a group is there when anything
// in it is, an entry of a list always), the controls of each statement, and the reason
// for each control that is not adopted (7.1). What the clauses demand beyond that is for
// the rules.
func Presence(f *File) []Finding {
	p := presence{file: f, faults: &faults{file: f.Name}}
	p.group(caseModel(), reflect.ValueOf(f.Case).Elem(), "")
	for _, s := range statements(f.Case) {
		p.controls(s)
	}
	return p.faults.sorted(f.Name)
}

// presence collects what a case has not.
type presence struct {
	file   *File
	faults *faults
}

// group looks at a group that is there.
func (p *presence) group(s *model, v reflect.Value, pointer string) {
	for i, field := range s.fields {
		value, at := v.Field(i), pointer+"/"+field.key
		switch {
		case field.need && blank(value):
			p.missing(at, field.key, field.label)
		case field.model.kind == kindGroup && !value.IsZero():
			p.group(field.model, value, at)
		case field.model.kind == kindList:
			p.entries(field, value, at)
		}
	}
}

func (p *presence) entries(field field, v reflect.Value, pointer string) {
	for i := range v.Len() {
		at := pointer + "/" + strconv.Itoa(i)
		switch entry := v.Index(i); {
		case entry.Kind() == reflect.Struct:
			p.group(field.model.entry, entry, at)
		case blank(entry):
			p.missing(at, field.key, field.label)
		}
	}
}

// blank tells whether there is nothing in v that could be read.
func blank(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.String:
		return strings.TrimSpace(v.String()) == ""
	case reflect.Slice:
		return v.Len() == 0
	}
	return v.IsZero()
}

func (p *presence) missing(pointer, key, label string) {
	p.add(pointer, "case:missing", "", "key", key, "label", label)
}

func (p *presence) add(pointer, id, clause string, args ...string) {
	file, line, column := p.file.Place(pointer)
	p.faults.at(place{int32(line), int32(column)}, pointer, id, args...)
	last := &p.faults.findings[len(p.faults.findings)-1]
	last.File, last.Clause = file, clause
}

// controls looks at the controls of a statement that is there.
func (p *presence) controls(s statement) {
	if reflect.ValueOf(*s.Statement).IsZero() {
		return
	}
	if len(s.Controls) == 0 {
		p.missing(s.pointer+"/controls", "controls", "管理策")
	}
	for i, c := range s.Controls {
		if c.Adopted == "no" && strings.TrimSpace(string(c.Reason)) == "" {
			p.add(s.pointer+"/controls/"+strconv.Itoa(i), "case:control-reason", "7.1", "control", string(c.ID))
		}
	}
}
