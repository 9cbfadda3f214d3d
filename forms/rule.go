package forms

import (
	"fmt"
	"reflect"

	"yoshiki/forms/casefile"
	"yoshiki/forms/expr"

	"go.yaml.in/yaml/v3"
)

// Rule is one check as data: a clause of the rules put as a question to a case. rules.yaml
// of a revision holds a Rule under each id; a later revision replaces a rule by giving its
// id again, and ends it by giving it no content.
//
// A rule is asked of each value that Each names, called "it" in its expressions, when the
// day that Governs gives lies from From to Until and When holds. It then finds fault, in
// this order and with the rule's id: values of There that are empty; a deadline that is
// past; That, when it does not hold. A value of Needs that is empty gives the finding
// [AbsentID] instead, because the question cannot be answered.
type Rule struct {
	ID        string                `yaml:"-"`
	Clause    Clause                `yaml:"clause"`    // "10.1(4)"
	Severity  casefile.Severity     `yaml:"severity"`  // error when empty
	From      casefile.Date         `yaml:"from"`      // first day on which the clause counts
	Until     casefile.Date         `yaml:"until"`     // last day
	Governs   expr.Lazy             `yaml:"governs"`   // the day that decides it; while unknown, the clause counts
	For       []string              `yaml:"for"`       // kinds of package that the rule gates; all when not given, none when empty
	Documents []string              `yaml:"documents"` // items of packages.yaml that must not be missing, instead of a question
	Each      string                `yaml:"each"`      // group or list, also within lists: control_changes.changes
	When      expr.Lazy             `yaml:"when"`      //
	Needs     []expr.Lazy           `yaml:"needs"`     //
	There     []expr.Lazy           `yaml:"there"`     //
	That      expr.Lazy             `yaml:"that"`      // of a deadline: what holds once it was met
	Deadline  *DeadlineDef          `yaml:"deadline"`  //
	About     []expr.Lazy           `yaml:"about"`     // values that it is about, the first of them the place of the finding
	Args      map[string]*expr.Lazy `yaml:"args"`      // values for the words, beside found and demanded

	file string
	own  bool // of a layer over the first
	each []string
}

// AbsentID is the finding that a value which a rule asks about is not there.
const AbsentID = "case:absent"

// Clause is the number of a clause, with the line that it stands on.
type Clause struct {
	Number string
	line   int
}

// UnmarshalYAML keeps the line.
func (c *Clause) UnmarshalYAML(n *yaml.Node) error {
	c.line = n.Line
	return n.Decode(&c.Number)
}

// Place is the file and line of the rule.
func (r *Rule) Place() string { return fmt.Sprintf("%s: line %d: %s", r.file, r.Clause.line, r.ID) }

// Gates tells whether a package of the kind may not be handed over while the rule finds
// an error. Of kind "" every rule is asked.
func (r *Rule) Gates(kind string) bool {
	if kind == "" || r.For == nil {
		return true
	}
	for _, k := range r.For {
		if k == kind {
			return true
		}
	}
	return false
}

// expressions are all expressions of the rule.
func (r *Rule) expressions() []*expr.Lazy {
	all := []*expr.Lazy{&r.Governs, &r.When, &r.That}
	for _, list := range [][]expr.Lazy{r.Needs, r.There, r.About} {
		for i := range list {
			all = append(all, &list[i])
		}
	}
	for _, arg := range r.Args {
		all = append(all, arg)
	}
	if d := r.Deadline; d != nil {
		all = append(all, &d.Start, &d.Day, &d.Done)
	}
	return all
}

// names are what the expressions of a rule see beside the case: it, the kind of package
// asked for, and the day of the check.
func (r *Rule) names(it reflect.Type) expr.Shape {
	return expr.Shape{"it": it, "kind": reflect.TypeFor[casefile.Text](), "as_of": reflect.TypeFor[casefile.Date]()}
}
