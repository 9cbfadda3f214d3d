package forms

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"reflect"
	"slices"
	"strings"

	"yoshiki/forms/casefile"
	"yoshiki/forms/expr"
	"yoshiki/forms/period"
)

// Rules are the rules of the catalogue, in the order of their clauses. They are read when
// they are first asked for. Errors name the file, the line and the reason.
func (c *Catalog) Rules() ([]*Rule, error) { return c.rules() }

// Rule gives one rule, or nil when the catalogue has none of that id.
func (c *Catalog) Rule(id string) (*Rule, error) {
	rules, err := c.Rules()
	for _, r := range rules {
		if r.ID == id {
			return r, nil
		}
	}
	return nil, err
}

// loadRules stacks rules.yaml of every layer, and refuses what names something that the
// catalogue does not have.
func (c *Catalog) loadRules() ([]*Rule, error) {
	stacked := map[string]*Rule{}
	for _, l := range c.layers {
		name := l.dir + "/rules.yaml"
		var rules map[string]*Rule
		if err := readData(l.fsys, name, &rules); errors.Is(err, fs.ErrNotExist) {
			continue
		} else if err != nil {
			return nil, err
		}
		for id, r := range rules {
			if r == nil {
				delete(stacked, id)
				continue
			}
			r.ID, r.file, r.own = id, name, l.own
			stacked[id] = r
		}
	}
	return c.prepare(stacked)
}

func (c *Catalog) prepare(stacked map[string]*Rule) ([]*Rule, error) {
	var rules []*Rule
	var faults []error
	for _, r := range stacked {
		if err := r.prepare(c); err != nil {
			faults = append(faults, fmt.Errorf("%s: %w", r.Place(), err))
		}
		rules = append(rules, r)
	}
	slices.SortFunc(faults, func(a, b error) int { return cmp.Compare(a.Error(), b.Error()) })
	slices.SortFunc(rules, func(a, b *Rule) int {
		return cmp.Or(casefile.CompareClauses(a.Clause.Number, b.Clause.Number), cmp.Compare(a.ID, b.ID))
	})
	return rules, errors.Join(faults...)
}

// prepare binds the rule's expressions and looks for names that nothing has.
func (r *Rule) prepare(c *Catalog) error {
	if r.Severity == "" {
		r.Severity = casefile.Error
	}
	if r.Severity != casefile.Error && r.Severity != casefile.Warning {
		return fmt.Errorf("severity is error or warning, not %q", r.Severity)
	}
	if r.Clause.Number == "" {
		return errors.New("clause is wanted")
	}
	if (r.From != "" || r.Until != "") && r.Governs.Source == "" {
		return errors.New("from and until want governs: the day that decides")
	}
	for _, day := range []casefile.Date{r.From, r.Until} {
		if _, err := period.Parse(string(day)); day != "" && err != nil {
			return err
		}
	}
	for _, kind := range r.For {
		if c.kinds[kind] == nil {
			return fmt.Errorf("for: there is no kind of package %q (%s)", kind, strings.Join(c.Kinds(), ", "))
		}
	}
	if err := r.knownDocuments(c); err != nil {
		return err
	}
	it, err := r.follow()
	if err != nil {
		return fmt.Errorf("each: %w", err)
	}
	for _, e := range r.expressions() {
		e.Bind(r.names(it))
	}
	return r.complete()
}

// complete tells what a rule lacks to ask anything.
func (r *Rule) complete() error {
	asks := len(r.There) > 0 || r.That.Source != ""
	if d := r.Deadline; d != nil {
		asks = true
		if err := d.complete(); err != nil {
			return fmt.Errorf("deadline: %w", err)
		}
	}
	if asks == (len(r.Documents) > 0) {
		return errors.New("a rule has either documents, or there, that or a deadline")
	}
	if asks && len(r.About) == 0 {
		return errors.New("about is wanted")
	}
	for i := range r.There {
		if !expr.PathPattern.MatchString(r.There[i].Source) {
			return fmt.Errorf("there: %q is no path", r.There[i].Source)
		}
	}
	for i := range r.Needs {
		if !expr.PathPattern.MatchString(r.Needs[i].Source) {
			return fmt.Errorf("needs: %q is no path", r.Needs[i].Source)
		}
	}
	return nil
}

func (r *Rule) knownDocuments(c *Catalog) error {
	for _, item := range r.Documents {
		known := false
		for _, p := range c.kinds {
			known = known || p.document(item) != nil
		}
		if !known {
			return fmt.Errorf("no package has a document %q", item)
		}
	}
	return nil
}

// document gives a document of the package by its item.
func (p *PackageDef) document(item string) *DocumentDef {
	for i := range p.Documents {
		if p.Documents[i].Item == item {
			return &p.Documents[i]
		}
	}
	return nil
}

// follow finds the type of "it".
func (r *Rule) follow() (reflect.Type, error) {
	t := reflect.TypeFor[casefile.Case]()
	if r.Each == "" {
		return t, nil
	}
	r.each = strings.Split(r.Each, ".")
	for _, key := range r.each {
		f, ok := expr.FieldOf(t, key)
		if !ok {
			return nil, fmt.Errorf("%s has no %q", expr.TypeName(t), key)
		}
		if t = f.Type; t.Kind() == reflect.Slice {
			t = t.Elem()
		}
	}
	return t, nil
}

// Compile compiles every expression of the rule, and reports those that cannot be.
// Without it they are compiled when they are first asked.
func (r *Rule) Compile() error {
	var faults []error
	for _, e := range r.expressions() {
		if e.Source == "" {
			continue
		}
		if _, err := e.Compiled(); err != nil {
			faults = append(faults, fmt.Errorf("%s: %s: %w", r.file, r.ID, err))
		}
	}
	return errors.Join(faults...)
}
