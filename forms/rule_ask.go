package forms

import (
	"cmp"
	"fmt"
	"maps"
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
	words    *vocabulary.Vocabulary
	kind     string
	asOf     casefile.Date
	told     map[string]bool // pointers that a finding already calls empty
	waits    waits
	papers   map[string]bool // of the kind, whose attachments are asked about; nil for all
	findings []casefile.Finding
	tables   map[*Rule]map[string]expr.Found // see [OnceDef]
	was, now *Answers                        // nil where nothing is known, and where nothing is to be kept
	reads    map[*Rule]reading
	changed  [][]string                    // places that differ from those of was, as tokens
	of       map[string][]casefile.Finding // what the rule at hand finds, by the value that it is asked of
}

// ask puts one rule to the case, where nothing that it asks about is lost.
func (a *asker) ask(r *Rule) error {
	subjects := r.subjects(a.file.Case)
	if len(subjects) == 0 {
		a.waits.absent(r)
	}
	var s *expr.Scope
	for _, it := range subjects {
		from := len(a.findings)
		if found, known := a.knownOf(r, it); known {
			a.findings = append(a.findings, found...)
			a.note(it, from)
			continue
		}
		if a.beside(it) {
			continue
		}
		waiting, err := a.waits.rule(r, it.Pointer)
		if err == nil && !waiting {
			s, err = a.onto(s, r, it)
		}
		if err == nil && !waiting {
			err = a.askOf(r, s)
		}
		if err != nil {
			return r.fault(err)
		}
		a.note(it, from)
	}
	return nil
}

// beside reports whether a value is an attachment that is no paper of the package.
func (a *asker) beside(it expr.Found) bool {
	if a.papers == nil || it.Value.Type() != reflect.TypeFor[casefile.Attachment]() {
		return false
	}
	return !a.papers[string(it.Value.Interface().(casefile.Attachment).Paper)]
}

// subjects are the values that a rule is asked of: those that are there.
func (r *Rule) subjects(c *casefile.Case) []expr.Found {
	return expr.Inside(reflect.ValueOf(c).Elem(), r.each)
}

// scope is what the expressions of a rule see.
func (a *asker) scope(r *Rule, it expr.Found) (*expr.Scope, error) {
	s := &expr.Scope{Root: reflect.ValueOf(a.file.Case).Elem(), Names: map[string]expr.Found{
		"it": it, "kind": {Value: reflect.ValueOf(casefile.Text(a.kind))}, "as_of": {Value: reflect.ValueOf(a.asOf)}}}
	if r.within {
		s.Names["entry"] = entryAround(s.Root, it.Pointer)
	}
	if len(r.Once) == 0 {
		return s, nil
	}
	tables, err := a.once(r)
	maps.Copy(s.Names, tables)
	return s, err
}

// onto is the scope of a rule, made or turned onto another value.
func (a *asker) onto(s *expr.Scope, r *Rule, it expr.Found) (*expr.Scope, error) {
	if s == nil {
		return a.scope(r, it)
	}
	if s.Names["it"] = it; r.within {
		s.Names["entry"] = entryAround(s.Root, it.Pointer)
	}
	return s, nil
}

// once are the tables of a rule.
func (a *asker) once(r *Rule) (map[string]expr.Found, error) {
	if made := a.tables[r]; made != nil {
		return made, nil
	}
	s := &expr.Scope{Root: reflect.ValueOf(a.file.Case).Elem(), Names: map[string]expr.Found{}}
	for i := range r.Once {
		table, err := r.Once[i].Table.Eval(s)
		if err != nil {
			return nil, err
		}
		s.Names[r.Once[i].Name] = table
	}
	if a.tables == nil {
		a.tables = map[*Rule]map[string]expr.Found{}
	}
	a.tables[r] = s.Names
	return s.Names, nil
}

func (a *asker) askOf(r *Rule, s *expr.Scope) error {
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

// applies reports whether the clause counts for what the scope is about.
func (r *Rule) applies(s *expr.Scope) (bool, error) {
	if counts, err := within(r.From, r.Until, &r.Governs, s); !counts || err != nil {
		return false, err
	}
	if r.When.Source == "" {
		return true, nil
	}
	f, err := r.When.Eval(s)
	return f.Present(), err
}

// within reports whether the day that governs lies between two days, or is not known.
func within(from, until casefile.Date, governs *expr.Lazy, s *expr.Scope) (bool, error) {
	day, err := governs.Text(s)
	return day == "" || day >= string(from) && (until == "" || day <= string(until)), err
}

// needs reports whether every value that the question is about is there.
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
		pointer, _ := a.empty(f.Pointer)
		a.findings = append(a.findings, casefile.Finding{ID: AbsentID, Pointer: pointer}) // see [asker.settle]
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
		if missing[pointer] {
			continue
		}
		missing[pointer] = true
		args := map[string]string{"key": lastToken(pointer)}
		if err := r.args(s, args); err != nil {
			return false, err
		}
		a.add(a.finding(r, pointer, args), label)
	}
	return len(missing) > 0, nil
}

// empty gives the outermost group or list around a pointer that is empty, and its label.
func (a *asker) empty(pointer string) (outer string, label casefile.Words) {
	f := expr.Found{Value: reflect.ValueOf(a.file.Case).Elem()}
	for _, token := range strings.Split(pointer[1:], "/") {
		if f.Value.Kind() == reflect.Slice {
			var i int
			fmt.Sscan(token, &i)
			f = f.Entry(i)
			continue
		}
		f = f.Field(token)
		if vocabulary.Blank(f.Value) {
			break
		}
	}
	return f.Pointer, a.words.Label(f.Pointer)
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
	if err := r.args(s, args); err != nil {
		return err
	}
	a.findings = append(a.findings, a.finding(r, about.Pointer, args))
	return nil
}

// args adds the values that the rule has for its words.
func (r *Rule) args(s *expr.Scope, args map[string]string) (err error) {
	for name, e := range r.Args {
		if args[name], err = e.Text(s); err != nil {
			return err
		}
	}
	return nil
}

func leafOrEmpty(v reflect.Value) string {
	if v.Kind() != reflect.String {
		return ""
	}
	return v.String()
}

// finding is what the rule found at a place, in its words.
func (a *asker) finding(r *Rule, pointer string, args map[string]string) casefile.Finding {
	args["clause"] = r.Clause
	return a.file.Locate(casefile.Finding{ID: r.ID, Rule: r.Name, Severity: r.Severity,
		Pointer: pointer, Clause: r.Clause, Args: args, Message: r.Message, Repair: r.Repair})
}

// add adds a finding about an empty value, which has a label.
func (a *asker) add(x casefile.Finding, label casefile.Words) {
	x.Terms = map[string]casefile.Words{"label": label}
	a.findings = append(a.findings, x)
}

// deadline finds fault with a deadline that was missed, or is past and open. It reports
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
		err := a.fault(r, s, args)
		last := &a.findings[len(a.findings)-1]
		last.Severity = cmp.Or(r.Deadline.Late, last.Severity)
		return true, err
	}
	return d.Done == period.Date{} && !d.Keep && d.Step.Unit != WithoutDelay, nil
}
