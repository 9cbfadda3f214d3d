package forms

import (
	"reflect"
	"slices"
	"strconv"
	"strings"

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
		all = append(all, expr.Inside(root, strings.Split(e.Source, "."))...)
	}
	return all
}

// entryAround is the innermost entry of a list that holds the value at a pointer; nothing when
// there is none.
func entryAround(root reflect.Value, pointer string) expr.Found {
	f, around := expr.Found{Value: root}, expr.Found{}
	tokens := casefile.PointerTokens(pointer)
	for i, token := range tokens {
		if f.Value.Kind() != reflect.Slice {
			f = f.Field(token)
			continue
		}
		index, _ := strconv.Atoi(token)
		if f = f.Entry(index); i+1 < len(tokens) {
			around = f
		}
	}
	return around
}

// counts reports whether the form is in force for a subject that it is about.
func (d *Definition) counts(root reflect.Value, it expr.Found) (bool, error) {
	if d.InForce == "" {
		return true, nil
	}
	f, err := d.Governs.Run(d.scopeOf(root, it))
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
	f, err := d.When.Run(d.scopeOf(root, it))
	return err == nil && f.Present()
}

// scopeOf is what the conditions of the form see of a subject.
func (d *Definition) scopeOf(root reflect.Value, it expr.Found) *expr.Scope {
	return &expr.Scope{Root: root, Names: map[string]expr.Found{"it": it, "entry": d.entry(root, it)}}
}

// entry is what "entry" means for a subject: empty where it lies within none.
func (d *Definition) entry(root reflect.Value, it expr.Found) expr.Found {
	if around := entryAround(root, it.Pointer); around.Value.IsValid() {
		return around
	}
	if t := d.entryType(); t != nil {
		return expr.Found{Value: reflect.Zero(t)}
	}
	return expr.Found{}
}

// subjectType is the type of "it".
func (d *Definition) subjectType() reflect.Type {
	for _, e := range d.Subjects {
		if name, err := expr.Follow(strings.Split(e.Source, ".")); err == nil {
			return name.Type
		}
	}
	return reflect.TypeFor[casefile.Case]()
}

// entryType is the type of the entry around "it" where a subject lies within one; nil where
// none does.
func (d *Definition) entryType() reflect.Type {
	for _, e := range d.Subjects {
		keys := strings.Split(e.Source, ".")
		for n := len(keys) - 1; n > 0; n-- {
			if name, err := expr.Follow(keys[:n]); err == nil && name.Path[len(name.Path)-1] == "*" {
				return name.Type
			}
		}
	}
	return nil
}

// entryPath is the part of a path that leads to the entry that holds what it leads to; nil when
// none does.
func entryPath(path []string) []string {
	for n := len(path) - 1; n > 0; n-- {
		if path[n-1] == "*" {
			return path[:n]
		}
	}
	return nil
}
