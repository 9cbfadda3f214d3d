package vocabulary

import (
	"reflect"
	"strconv"
	"strings"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/decode"
)

// Presence gives an Error for everything that a case must have and has not: each needed
// value, group or list of each group that is there at all (a group is there when anything
// in it is, an entry of a list always), the controls of each statement, and the reason
// for each control that is not adopted (7.1). What the clauses demand beyond that is for
// the rules.
func Presence(f *decode.File) []casefile.Finding {
	p := presence{file: f, faults: &casefile.Faults{File: f.Name}}
	p.group(casefile.Root(), reflect.ValueOf(f.Case).Elem(), "")
	for _, s := range casefile.Statements(f.Case) {
		p.controls(s)
	}
	return p.faults.Sorted(f.Name)
}

// presence collects what a case has not.
type presence struct {
	file   *decode.File
	faults *casefile.Faults
}

// group looks at a group that is there.
func (p *presence) group(s *casefile.Model, v reflect.Value, pointer string) {
	for i, field := range s.Fields {
		value, at := v.Field(i), pointer+"/"+field.Key
		switch {
		case field.Need && Blank(value):
			p.missing(at, field.Key, field.Label)
		case field.Model.Kind == casefile.KindGroup && !value.IsZero():
			p.group(field.Model, value, at)
		case field.Model.Kind == casefile.KindList:
			p.entries(field, value, at)
		}
	}
}

func (p *presence) entries(field casefile.Field, v reflect.Value, pointer string) {
	for i := range v.Len() {
		at := pointer + "/" + strconv.Itoa(i)
		switch entry := v.Index(i); {
		case entry.Kind() == reflect.Struct:
			p.group(field.Model.Entry, entry, at)
		case Blank(entry):
			p.missing(at, field.Key, field.Label)
		}
	}
}

// Blank reports whether there is nothing in v that could be read.
func Blank(v reflect.Value) bool {
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
	p.faults.At(casefile.Place{Line: int32(line), Column: int32(column)}, pointer, id, args...)
	last := &p.faults.Findings[len(p.faults.Findings)-1]
	last.File, last.Clause = file, clause
}

// controls looks at the controls of a statement that is there.
func (p *presence) controls(s casefile.StatementAt) {
	if reflect.ValueOf(*s.Statement).IsZero() {
		return
	}
	if len(s.Controls) == 0 {
		p.missing(s.Pointer+"/controls", "controls", "管理策")
	}
	for i, c := range s.Controls {
		if c.Adopted == "no" && strings.TrimSpace(string(c.Reason)) == "" {
			p.add(s.Pointer+"/controls/"+strconv.Itoa(i), "case:control-reason", "7.1", "control", string(c.ID))
		}
	}
}
