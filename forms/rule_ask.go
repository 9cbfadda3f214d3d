package forms

import (
	"fmt"
	"reflect"
	"strings"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/decode"
	"yoshiki/forms/casefile/vocabulary"
	"yoshiki/forms/expr"
	"yoshiki/forms/period"
)

// asker puts the rules to one case.
type asker struct {
	file     *decode.File
	kind     string
	asOf     casefile.Date
	told     map[string]bool // pointers that a finding already calls empty
	findings []casefile.Finding
}

// ask puts one rule to the case.
func (a *asker) ask(r *Rule) error {
	for _, it := range r.subjects(a.file.Case) {
		if err := a.askOf(r, it); err != nil {
			return fmt.Errorf("%s: %s: %w", r.file, r.ID, err)
		}
	}
	return nil
}

// subjects are the values that a rule is asked of: those that are there.
func (r *Rule) subjects(c *casefile.Case) []expr.Found {
	all := []expr.Found{{Value: reflect.ValueOf(c).Elem()}}
	for _, key := range r.each {
		var inner []expr.Found
		for _, f := range all {
			inner = append(inner, f.Inside(key)...)
		}
		all = inner
	}
	return all
}

func (a *asker) scope(it expr.Found) *expr.Scope {
	return &expr.Scope{Root: reflect.ValueOf(a.file.Case).Elem(), Names: map[string]expr.Found{
		"it": it, "kind": {Value: reflect.ValueOf(casefile.Text(a.kind))}, "as_of": {Value: reflect.ValueOf(a.asOf)}}}
}

func (a *asker) askOf(r *Rule, it expr.Found) error {
	s := a.scope(it)
	if ok, err := r.applies(s); !ok || err != nil {
		return err
	}
	if ok, err := a.needs(r, s); !ok || err != nil {
		return err
	}
	if missing, err := a.there(r, s); missing || err != nil {
		return err
	}
	args := map[string]string{}
	if open, err := a.deadline(r, s, args); open || err != nil {
		return err
	}
	return a.that(r, s, args)
}

// applies tells whether the clause counts for what the scope is about.
func (r *Rule) applies(s *expr.Scope) (bool, error) {
	if r.Governs.Source != "" {
		day, err := r.Governs.Text(s)
		if err != nil {
			return false, err
		}
		if day != "" && (day < string(r.From) || r.Until != "" && day > string(r.Until)) {
			return false, nil
		}
	}
	if r.When.Source == "" {
		return true, nil
	}
	f, err := r.When.Eval(s)
	return f.Present(), err
}

// needs tells whether every value that the question is about is there.
func (a *asker) needs(r *Rule, s *expr.Scope) (bool, error) {
	all := true
	for i := range r.Needs {
		f, err := r.Needs[i].Eval(s)
		if err != nil {
			return false, err
		}
		if !vocabulary.Blank(f.Value) {
			continue
		}
		all = false
		if pointer, label := a.empty(f.Pointer); !a.tells(pointer) {
			a.told[pointer] = true
			a.find(r, AbsentID, r.Severity, pointer, map[string]string{"rule": r.ID, "label": label, "key": lastToken(pointer), "clause": r.Clause.Number})
		}
	}
	return all, nil
}

// tells says whether a finding already calls the value, or what would hold it, empty.
func (a *asker) tells(pointer string) bool {
	for p := pointer; p != ""; p = p[:strings.LastIndexByte(p, '/')] {
		if a.told[p] {
			return true
		}
	}
	return false
}

// there finds fault with each value that is empty.
func (a *asker) there(r *Rule, s *expr.Scope) (bool, error) {
	missing := map[string]bool{}
	for i := range r.There {
		f, err := r.There[i].Eval(s)
		if err != nil {
			return false, err
		}
		if !vocabulary.Blank(f.Value) {
			continue
		}
		pointer, label := a.empty(f.Pointer)
		if !missing[pointer] {
			missing[pointer] = true
			a.find(r, r.ID, r.Severity, pointer, map[string]string{"label": label, "key": lastToken(pointer)})
		}
	}
	return len(missing) > 0, nil
}

// empty gives the outermost group or list around a pointer that is empty, and its label.
func (a *asker) empty(pointer string) (outer, label string) {
	f, m := expr.Found{Value: reflect.ValueOf(a.file.Case).Elem()}, casefile.Root()
	for _, token := range strings.Split(pointer[1:], "/") {
		if f.Value.Kind() == reflect.Slice {
			var i int
			fmt.Sscan(token, &i)
			f, m = f.Entry(i), m.Entry
			continue
		}
		i := m.ByKey[token]
		label, m = m.Fields[i].Label, m.Fields[i].Model
		f = f.Field(token)
		if vocabulary.Blank(f.Value) {
			break
		}
	}
	return f.Pointer, label
}

func lastToken(pointer string) string { return pointer[strings.LastIndexByte(pointer, '/')+1:] }

// that finds fault when the rule's condition does not hold.
func (a *asker) that(r *Rule, s *expr.Scope, args map[string]string) error {
	if r.That.Source == "" {
		return nil
	}
	f, err := r.That.Eval(s)
	if err != nil || f.Present() {
		return err
	}
	return a.fault(r, s, args)
}

// fault adds the rule's finding, at the first value that the rule is about.
func (a *asker) fault(r *Rule, s *expr.Scope, args map[string]string) error {
	about, err := r.About[0].Eval(s)
	if err != nil {
		return err
	}
	if _, given := args["found"]; !given {
		args["found"] = leafOrEmpty(about.Value)
	}
	for name, e := range r.Args {
		if args[name], err = e.Text(s); err != nil {
			return err
		}
	}
	a.find(r, r.ID, r.Severity, about.Pointer, args)
	return nil
}

func leafOrEmpty(v reflect.Value) string {
	if v.Kind() != reflect.String {
		return ""
	}
	return v.String()
}

func (a *asker) find(r *Rule, id string, severity casefile.Severity, pointer string, args map[string]string) {
	file, line, column := a.file.Place(pointer)
	a.findings = append(a.findings, casefile.Finding{ID: id, Severity: severity, File: file, Line: line, Column: column,
		Pointer: pointer, Clause: r.Clause.Number, Args: args})
}

// deadline finds fault with a deadline that was missed, or is past and open. It tells
// whether there is nothing more to ask, and adds to args when the period began and ends,
// and when it was met, or that it is open on the day of the check.
func (a *asker) deadline(r *Rule, s *expr.Scope, args map[string]string) (open bool, err error) {
	if r.Deadline == nil {
		return false, nil
	}
	d, err := r.reckon(s)
	if err != nil || d == nil {
		return true, err
	}
	args["start"], args["demanded"], args["found"], args["state"] = d.Step.From.String(), d.Step.End.String(), d.Done.String(), ""
	if (d.Done == period.Date{}) {
		args["found"], args["state"] = string(a.asOf), "open"
	}
	args["holidays"] = ""
	if !d.Step.Official {
		args["holidays"] = "provisional"
	}
	if d.Late(a.asOf) {
		return true, a.fault(r, s, args)
	}
	return d.Done == period.Date{} && !d.Keep, nil
}
