package forms

import (
	"errors"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"yoshiki/forms/casefile"
	"yoshiki/forms/expr"
	"yoshiki/forms/layers"
	"yoshiki/forms/period"
)

// namePattern is what a lasting name looks like.
var namePattern = regexp.MustCompile(`^[a-z][a-z0-9-]*(/[a-z][a-z0-9-]*)?$`)

// prepare binds the rule's expressions and looks for names that nothing has.
func (r *Rule) prepare(c *Catalog) error {
	if !namePattern.MatchString(r.Name) {
		return layers.NewFault(0, "rule-name")
	}
	if r.Clause == "" {
		return layers.NewFault(0, "wanted", "key", "clause")
	}
	r.ID = r.printed(c.prefix())
	if err := r.window(); err != nil {
		return err
	}
	for _, kind := range r.For {
		if c.kinds[kind] == nil {
			return &layers.Within{Of: "for", Err: layers.NewFault(0, "no-kind", "name", kind, "known", strings.Join(c.Kinds(), ", "))}
		}
	}
	it, err := r.follow()
	if err != nil {
		return &layers.Within{Of: "each", Err: err}
	}
	r.bind(it)
	if err := r.complete(); err != nil {
		return err
	}
	for _, kind := range c.Kinds() {
		if p := c.kinds[kind]; p.As != "" && slices.Contains(r.For, p.As) && !slices.Contains(r.For, kind) {
			r.For = append(slices.Clip(r.For), kind)
		}
	}
	for _, paper := range r.Papers {
		if !c.hasPaper(paper) {
			return &layers.Within{Of: "papers", Err: layers.NewFault(0, "no-paper", "name", paper)}
		}
	}
	return r.worded()
}

// window looks at how grave the rule is and when it counts.
func (r *Rule) window() error {
	if r.Severity == "" {
		r.Severity = casefile.Error
	}
	if r.Severity != casefile.Error && r.Severity != casefile.Warning {
		return layers.NewFault(0, "severity", "name", string(r.Severity))
	}
	return windowed(r.From, r.Until, &r.Governs)
}

// windowed looks at the days from and until which something counts.
func windowed(from, until casefile.Date, governs *expr.Lazy) error {
	if (from != "" || until != "") && governs.Source == "" {
		return layers.NewFault(0, "window-governs")
	}
	for _, day := range []casefile.Date{from, until} {
		if _, err := period.Parse(string(day)); day != "" && err != nil {
			return err
		}
	}
	return nil
}

// complete tells what a rule lacks to ask anything.
func (r *Rule) complete() error {
	asks := len(r.There) > 0 || r.That.Source != ""
	if d := r.Deadline; d != nil {
		asks = true
		if err := d.complete(); err != nil {
			return &layers.Within{Of: "deadline", Err: err}
		}
	}
	if asks == (len(r.Papers) > 0) {
		return layers.NewFault(0, "rule-asks")
	}
	if asks && len(r.About) == 0 {
		return layers.NewFault(0, "wanted", "key", "about")
	}
	for key, list := range map[string][]expr.Lazy{"there": r.There, "needs": r.Needs} {
		for i := range list {
			if !expr.PathPattern.MatchString(list[i].Source) {
				return &layers.Within{Line: list[i].Line, Of: key, Err: layers.NewFault(0, "no-path", "name", list[i].Source)}
			}
		}
	}
	return nil
}

// finds reports whether the rule can find fault: a period without a number is never over.
func (r *Rule) finds() bool {
	return len(r.There) > 0 || r.That.Source != "" || len(r.Papers) > 0 || r.Deadline != nil && r.Deadline.Unit != WithoutDelay
}

// hasPaper reports whether a package holds a paper.
func (c *Catalog) hasPaper(name string) bool {
	for _, p := range c.kinds {
		if p.Paper(name) != nil {
			return true
		}
	}
	return false
}

// Paper gives a paper of the package by its name; nil when it has none of that name.
func (p *PackageDef) Paper(name string) *PaperDef {
	i := slices.IndexFunc(p.Papers, func(d PaperDef) bool { return d.Name == name })
	if i < 0 {
		return nil
	}
	return &p.Papers[i]
}

// follow finds the type of "it".
func (r *Rule) follow() (reflect.Type, error) {
	if r.Each != "" {
		r.each = strings.Split(r.Each, ".")
	}
	it, err := expr.Follow(r.each)
	return it.Type, err
}

// Compile compiles every expression of the rule, and reports those that cannot be.
// Without it they are compiled when they are first asked.
func (r *Rule) Compile() error {
	var faults []error
	for _, e := range r.expressions() {
		if err := e.Check(); err != nil {
			faults = append(faults, r.fault(err))
		}
	}
	return errors.Join(faults...)
}
