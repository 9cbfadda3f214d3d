package forms

import (
	"reflect"
	"slices"

	"yoshiki/forms/casefile"
	"yoshiki/forms/expr"
)

// drawing is a subject of the case with the version of the form that counts for it.
type drawing struct {
	it         expr.Found
	definition *Definition
}

// drawn are the documents that a form makes of a case, in the order of the case.
func (c *Catalog) drawn(id string, root reflect.Value) ([]drawing, error) {
	versions, err := c.heads(id)
	if err != nil {
		return nil, err
	}
	var all []drawing
	for _, it := range subjectsOf(versions, root) {
		for _, d := range versions {
			counts, err := d.counts(root, it)
			if err != nil {
				return nil, err
			}
			if counts {
				all = append(all, drawing{it, d})
				break
			}
		}
	}
	return slices.DeleteFunc(all, func(x drawing) bool { return !x.definition.concerns(root, x.it) }), nil
}

// subjectsOf are the entries of the case that any version is about: those of the newest
// version first, each in the order of the case.
func subjectsOf(versions []*Definition, root reflect.Value) []expr.Found {
	var all []expr.Found
	seen := map[string]bool{}
	for _, d := range versions {
		for _, it := range d.subjects(root) {
			if !seen[it.Pointer] {
				seen[it.Pointer] = true
				all = append(all, it)
			}
		}
	}
	return all
}

// subjects are the entries of the case that the form is about, in the order of the case.
func (d *Definition) subjects(root reflect.Value) []expr.Found {
	var all []expr.Found
	for _, e := range d.Subjects {
		s, err := e.Run(&expr.Scope{Root: root})
		switch {
		case err != nil || !s.Value.IsValid():
		case s.Value.Kind() == reflect.Slice:
			for i := range s.Value.Len() {
				all = append(all, s.Entry(i))
			}
		case !s.Value.IsZero():
			all = append(all, s)
		}
	}
	return all
}

// counts reports whether the form is in force for a subject that it is about.
func (d *Definition) counts(root reflect.Value, it expr.Found) (bool, error) {
	if d.InForce == "" {
		return true, nil
	}
	f, err := d.Governs.Run(scopeOf(root, it))
	if err != nil || !f.Value.IsValid() {
		return true, err
	}
	day := casefile.Date(expr.LeafText(f.Value))
	return day == "" || day >= d.InForce, nil
}

// concerns reports whether the form is to be filled for a subject.
func (d *Definition) concerns(root reflect.Value, it expr.Found) bool {
	if d.When.Source == "" {
		return true
	}
	f, err := d.When.Run(scopeOf(root, it))
	return err == nil && f.Present()
}

func scopeOf(root reflect.Value, it expr.Found) *expr.Scope {
	return &expr.Scope{Root: root, Names: map[string]expr.Found{"it": it}}
}

func (d *Definition) subjectType() reflect.Type {
	for _, e := range d.Subjects {
		if c, err := expr.Compile(e.Source, nil); err == nil {
			return nameOf(c).Type
		}
	}
	return reflect.TypeFor[casefile.Case]()
}
