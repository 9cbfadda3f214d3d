package forms

import (
	"maps"
	"reflect"
	"slices"

	"yoshiki/forms/casefile"
	"yoshiki/forms/expr"
	"yoshiki/forms/layers"
)

// Rule is one check as data: a clause of the rules put as a question to a case. rules.yaml
// holds a Rule under its lasting name, "subject" or "subject/aspect"; a later layer changes
// some keys of it, or ends it by giving it no content. What the programmes share gives the
// question and its words, a programme the clause that asks it: without a clause a shared rule
// is none of the programme.
//
// A rule is asked of each value that Each names, called "it" in its expressions ("entry" is the
// entry of a list that holds it), when the day that Governs gives lies from From to Until and When holds. It then finds fault, in
// this order and with the rule's id: values of There that are empty; a deadline that is
// past; That, when it does not hold. A value of Needs that is empty gives the finding
// [AbsentID] instead, because the question cannot be answered.
type Rule struct {
	Name     string                `yaml:"-"`        // lasting: "application-date"
	ID       string                `yaml:"-"`        // as printed: "liu:8.2"
	Clause   string                `yaml:"clause"`   // "10.1(4)"
	Shown    string                `yaml:"shown"`    // what the printed id has, where that is not the clause
	Severity casefile.Severity     `yaml:"severity"` // error when empty
	From     casefile.Date         `yaml:"from"`     // first day on which the clause counts
	Until    casefile.Date         `yaml:"until"`    // last day
	Governs  expr.Lazy             `yaml:"governs"`  // the day that decides it; while unknown, the clause counts
	For      []string              `yaml:"for"`      // kinds of package that the rule gates; all when not given, none when empty
	Papers   []string              `yaml:"papers"`   // papers of packages.yaml that must not be missing, instead of a question
	Each     string                `yaml:"each"`     // group or list, also within lists: control_changes.changes
	Once     []OnceDef             `yaml:"once"`     // tables of the whole case, which its expressions see by name
	When     expr.Lazy             `yaml:"when"`     //
	Needs    []expr.Lazy           `yaml:"needs"`    //
	There    []expr.Lazy           `yaml:"there"`    //
	That     expr.Lazy             `yaml:"that"`     // of a deadline: what holds once it was met
	Deadline *DeadlineDef          `yaml:"deadline"` //
	About    []expr.Lazy           `yaml:"about"`    // values that it is about, the first of them the place of the finding
	Args     map[string]*expr.Lazy `yaml:"args"`     // values for the words, beside those that every finding has
	Message  casefile.Words        `yaml:"message"`  // what was found and what is demanded
	Repair   casefile.Words        `yaml:"repair"`   // how to mend it

	each   []string
	within bool             // each lies within a list
	line   int              // of its name, in the last layer that touched it
	doc    *layers.Document // that it stands in
	own    bool             // a layer over the first file system has a part in it
}

// OnceDef is a table that is worked out once, however many values a rule is asked of, so that
// asking of each what the others say takes no longer for it. It sees those before it.
type OnceDef struct {
	Name  string    `yaml:"name"`
	Table expr.Lazy `yaml:"table"` // of texts by texts: first_by or last_by
}

// AbsentID is the finding that a value which a rule asks about is not there.
const AbsentID = "case:absent"

// Place is the file and line of the rule, and its name.
func (r *Rule) Place() string {
	if r.doc == nil {
		return r.Name
	}
	return r.doc.Place(r.line) + ": " + r.Name
}

// fault says of an error where the rule stands.
func (r *Rule) fault(err error) error {
	if r.doc == nil {
		return &layers.Within{Of: r.Name, Err: err}
	}
	return r.doc.Explain(&layers.Within{Line: r.line, Of: r.Name, Err: err})
}

// Gates reports whether a package of the kind may not be handed over while the rule finds
// an error. Of kind "" every rule is asked.
func (r *Rule) Gates(kind string) bool {
	return kind == "" || r.For == nil || slices.Contains(r.For, kind)
}

// expressions are all expressions of the rule.
func (r *Rule) expressions() []*expr.Lazy {
	all := []*expr.Lazy{&r.Governs, &r.When, &r.That}
	for _, list := range [][]expr.Lazy{r.Needs, r.There, r.About} {
		for i := range list {
			all = append(all, &list[i])
		}
	}
	for i := range r.Once {
		all = append(all, &r.Once[i].Table)
	}
	for _, arg := range r.Args {
		all = append(all, arg)
	}
	if d := r.Deadline; d != nil {
		all = append(all, &d.Start, &d.Day, &d.Done)
	}
	return all
}

// names are what the expressions of a rule see beside the case: it, the entry of a list that
// holds it, the kind of package asked for, the day of the check and the tables of the rule.
func (r *Rule) names(it reflect.Type) expr.Shape {
	names := expr.Shape{"it": {Type: it, Path: r.itPath()}, "kind": {Type: reflect.TypeFor[casefile.Text]()}, "as_of": {Type: reflect.TypeFor[casefile.Date]()}}
	if path := entryPath(r.itPath()); path != nil {
		around, _ := expr.Follow(slices.DeleteFunc(slices.Clone(path), func(key string) bool { return key == "*" }))
		names["entry"], r.within = around, true
	}
	for _, o := range r.Once {
		names[o.Name] = expr.Name{Type: reflect.TypeFor[map[string]string]()}
	}
	return names
}

// bind tells the expressions of the rule what their names are.
func (r *Rule) bind(it reflect.Type) {
	names := r.names(it)
	for _, e := range r.expressions() {
		e.Bind(names)
	}
	before := expr.Shape{}
	for i := range r.Once {
		r.Once[i].Table.Bind(maps.Clone(before))
		before[r.Once[i].Name] = names[r.Once[i].Name]
	}
}
