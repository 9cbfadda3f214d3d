package forms

import (
	"errors"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"yoshiki/forms/casefile"
)

// shown tells which forms show a value of the case: the forms by path, a path being a JSON
// Pointer with "*" for every index. What holds a value that a form shows counts as shown.
type shown map[string]map[partOf]bool

// partOf is a form filled from one group: the subject's path.
type partOf struct{ form, subject string }

// FormsOf are the ids of the forms that show a value of the case, in order. A value that
// no form shows has the forms of what holds it.
func (c *Catalog) FormsOf(pointer string) []string {
	s, _ := c.shown() // what is wrong with a form is told by [Catalog.Check] and [Catalog.Definition]
	ids := map[string]bool{}
	for p := range s.nearest(pointer) {
		ids[p.form] = true
	}
	return slices.SortedFunc(maps.Keys(ids), CompareIDs)
}

// nearest gives what shows a value, or else the innermost thing around it that is shown.
func (s shown) nearest(pointer string) map[partOf]bool {
	tokens := strings.Split(pointer, "/")
	for i, t := range tokens {
		if _, err := strconv.Atoi(t); err == nil {
			tokens[i] = "*"
		}
	}
	for ; len(tokens) > 1; tokens = tokens[:len(tokens)-1] {
		if parts := s[strings.Join(tokens, "/")]; len(parts) > 0 {
			return parts
		}
	}
	return nil
}

// inPackage reports whether a value is shown by a form of the package, or by none at all.
func (s shown) inPackage(p *PackageDef, pointer string) bool {
	parts := s.nearest(pointer)
	for at := range parts {
		for _, d := range p.Papers {
			for _, f := range d.Forms {
				if f.Form == at.form && "/"+strings.ReplaceAll(f.Subject, ".", "/") == strings.ReplaceAll(at.subject, "/*", "") {
					return true
				}
			}
		}
	}
	return len(parts) == 0
}

// index reads every definition for the paths in it. Types of CEL are left for when a form is
// filled, so that a check does not wait for them.
func (c *Catalog) index() (shown, error) {
	all := shown{}
	var faults []error
	for _, id := range c.IDs() {
		if id == IndexForm || id == casefile.ReportForm { // they show what others do
			continue
		}
		for _, f := range c.files[id] {
			d, err := f.value.read()
			if err == nil {
				err = c.add(all, d)
			}
			faults = append(faults, err)
		}
	}
	return all, errors.Join(faults...)
}

// add notes what a definition shows, for each group that it is filled from.
func (c *Catalog) add(all shown, d *Definition) error {
	k := &compiler{catalog: c, definition: d, file: d.file}
	for i := range d.Subjects {
		it, ok := k.followed(&d.Subjects[i])
		if !ok {
			continue
		}
		part := partOf{d.ID, "/" + strings.Join(it.Path, "/")}
		k.shows = func(path []string) { all.note(part, path) }
		k.sections(d, it)
		if d.Package != "" { // the form lists the papers
			all.note(part, []string{"attachments", "*"})
			all.note(part, []string{"omissions", "*"})
		}
	}
	return errors.Join(k.faults...)
}

func (s shown) note(part partOf, path []string) {
	for n := range path {
		at := "/" + strings.Join(path[:n+1], "/")
		if s[at] == nil {
			s[at] = map[partOf]bool{}
		}
		s[at][part] = true
	}
}

// listed reports whether a type is a list.
func listed(t reflect.Type) bool { return t != nil && t.Kind() == reflect.Slice }
