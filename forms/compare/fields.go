package compare

import (
	"maps"
	"reflect"

	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/vocabulary"
)

// fields are what a case can hold, by their paths; the case itself is "/".
func fields(c *forms.Catalog) (map[string]*thing, error) {
	v := c.Vocabulary()
	root := &thing{title: v.Root().Help}
	root.words("kind", v.Root().Help)
	all := map[string]*thing{"/": root}
	eachField(v.Root(), "", func(path string, f *vocabulary.Field) {
		t := &thing{title: f.Label}
		t.words("label", f.Label)
		t.words("help", f.Help)
		t.add("clause", f.Clause)
		t.add("need", yes(f.Need))
		t.add("aside", yes(f.Aside))
		t.words("kind", v.TypeHelp(valueOf(f.Model).Type))
		all[path] = t
	})
	return all, nil
}

// eachField gives every field below a group, with its path.
func eachField(g *vocabulary.Group, path string, see func(path string, f *vocabulary.Field)) {
	for _, f := range g.Fields {
		at := path + "/" + f.Key
		see(at, f)
		if f.Model.Kind == casefile.KindList {
			at += "/*"
		}
		if f.Group != nil {
			eachField(f.Group, at, see)
		}
	}
}

// valueOf is the model of a value, of a list that of its entries.
func valueOf(m *casefile.Model) *casefile.Model {
	if m.Kind == casefile.KindList {
		return m.Entry
	}
	return m
}

// choices are the values that may be chosen, by their types: of the case, and the answer
// that is printed for the papers of a package.
func choices(c *forms.Catalog) (map[string]*thing, error) {
	v := c.Vocabulary()
	types := map[reflect.Type]bool{reflect.TypeFor[casefile.PaperAnswer](): true}
	eachField(v.Root(), "", func(_ string, f *vocabulary.Field) { types[valueOf(f.Model).Type] = true })
	all := map[string]*thing{}
	for t := range maps.Keys(types) {
		for _, choice := range v.Choices(t) {
			one := &thing{title: choice.Words}
			one.words("words", choice.Words)
			one.add("clause", choice.Clause)
			all[t.Name()+"/"+choice.Value] = one
		}
	}
	return all, nil
}
