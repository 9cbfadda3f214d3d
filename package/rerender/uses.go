package rerender

import (
	"slices"
	"strings"

	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/forms/compare"
)

// everywhere are the parts of a case that every kind of package uses.
var everywhere = []string{"", "id", "program", "revision", "company", "applicant", "contact", "service", "offices", "attachments", "omissions"}

// uses reports whether a kind of package can have to do with a field: because its case has
// anything in that part of the case, or because a form of the package shows the field.
func (t *Texts) uses(kind, pointer string, drawn map[string]bool) bool {
	part, _, _ := strings.Cut(strings.TrimPrefix(pointer, "/"), "/")
	if slices.Contains(everywhere, part) {
		return true
	}
	for _, c := range []*forms.Catalog{t.From, t.To} {
		if slices.ContainsFunc(c.FormsOf(pointer), func(id string) bool { return drawn[id] }) {
			return true
		}
		p, err := c.Package(kind)
		if err != nil {
			return true
		}
		for _, path := range p.Case {
			if used, _, _ := strings.Cut(path, "."); used == part {
				return true
			}
		}
	}
	return false
}

// usesType reports whether a kind of package can have to do with a choice, "type/value": as
// with any field of the type. What is chosen elsewhere than in a case is.
func (t *Texts) usesType(kind, choice string, drawn map[string]bool) bool {
	name, _, _ := strings.Cut(choice, "/")
	all := fieldsOf(casefile.Root(), "", name)
	return len(all) == 0 || slices.ContainsFunc(all, func(pointer string) bool { return t.uses(kind, pointer, drawn) })
}

// prints reports whether a form prints the words of a choice of which they changed, came or went.
func (t *Texts) prints(c *compare.Change, form string) bool {
	if c.How == compare.Changed && c.Part != "words.ja" {
		return false
	}
	name, _, _ := strings.Cut(c.Name, "/")
	for _, catalog := range []*forms.Catalog{t.From, t.To} {
		if d, err := catalog.Definition(form); err == nil && d.Chooses(name) {
			return true
		}
	}
	return false
}

// fieldsOf are the fields below a model whose type has a name.
func fieldsOf(m *casefile.Model, at, name string) []string {
	var all []string
	switch m.Kind {
	case casefile.KindGroup:
		for _, f := range m.Fields {
			all = append(all, fieldsOf(f.Model, at+"/"+f.Key, name)...)
		}
	case casefile.KindList:
		all = fieldsOf(m.Entry, at+"/*", name)
	default:
		if m.Type.Name() == name {
			all = []string{at}
		}
	}
	return all
}
