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
// in it is, an entry of a list always, but one with nothing in it that is not aside needs
// nothing yet), the controls of each statement, and the reason for each control that is not
// adopted. What the clauses demand beyond that is for the
// rules.
func (v *Vocabulary) Presence(f *decode.File) []casefile.Finding {
	r := newReport(v, f)
	r.absent(v.root, reflect.ValueOf(f.Case).Elem(), "")
	for _, s := range casefile.Statements(f.Case) {
		if v.Uses(s.Pointer) {
			r.controls(s)
		}
	}
	return r.faults.Sorted(f.Name)
}

// report collects what is to be said of a case.
type report struct {
	*Vocabulary
	file   *decode.File
	faults *casefile.Faults
}

func newReport(v *Vocabulary, f *decode.File) *report {
	return &report{v, f, &casefile.Faults{File: f.Name}}
}

// absent looks for what is missing in a group that is there.
func (r *report) absent(g *Group, v reflect.Value, pointer string) {
	begun := g.begun(v)
	for _, field := range g.Fields {
		value, at := v.Field(field.Index), pointer+"/"+field.Key
		switch {
		case field.Need && begun && Blank(value):
			r.missing(at, field)
		case field.Model.Kind == casefile.KindGroup && !value.IsZero():
			r.absent(field.Group, value, at)
		case field.Model.Kind == casefile.KindList:
			r.entries(field, value, at)
		}
	}
}

// begun reports whether a group that is there has more in it than what is aside.
func (g *Group) begun(v reflect.Value) bool {
	aside := false
	for _, field := range g.Fields {
		switch there := !v.Field(field.Index).IsZero(); {
		case there && !field.Aside:
			return true
		case there:
			aside = true
		}
	}
	return !aside
}

func (r *report) entries(field *Field, v reflect.Value, pointer string) {
	for i := range v.Len() {
		at := pointer + "/" + strconv.Itoa(i)
		switch entry := v.Index(i); {
		case field.Group != nil:
			r.absent(field.Group, entry, at)
		case Blank(entry):
			r.missing(at, field)
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

func (r *report) missing(pointer string, field *Field) {
	r.add(casefile.Error, pointer, "case:missing", "key", field.Key)
}

// add adds a finding about a place of the case. Its label is what the place is called.
func (r *report) add(severity casefile.Severity, pointer, id string, args ...string) *casefile.Finding {
	r.faults.At(casefile.Place{}, pointer, id, args...)
	last := &r.faults.Findings[len(r.faults.Findings)-1]
	*last = r.file.Locate(*last)
	last.Severity, last.Terms = severity, map[string]casefile.Words{"label": r.Label(pointer)}
	return last
}

// controls looks at the controls of a statement that is there.
func (r *report) controls(s casefile.StatementAt) {
	if reflect.ValueOf(*s.Statement).IsZero() {
		return
	}
	if at := s.Pointer + "/controls"; len(s.Controls) == 0 {
		r.missing(at, r.Field(at))
	}
	for i, c := range s.Controls {
		if c.Adopted == "no" && strings.TrimSpace(string(c.Reason)) == "" {
			at := s.Pointer + "/controls/" + strconv.Itoa(i)
			r.add(casefile.Error, at, "case:control-reason", "control", string(c.ID)).Clause = r.Field(at + "/reason").Clause
		}
	}
}
