package forms

import (
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"yoshiki/forms/casefile"
	"yoshiki/forms/expr"
)

// A form of a revision shows only what the case has under that revision: fields that its
// case.yaml, or one below, names.
func TestFormsShowWhatTheRevisionHas(t *testing.T) {
	eachRevision(t, func(t *testing.T, c *Catalog) {
		doc, err := c.data("case.yaml")
		if err != nil {
			t.Fatal(err)
		}
		types := under(doc.Root, "types")
		known := func(name, key string) bool { return under(under(under(types, name), "fields"), key).Kind != 0 }
		all, err := c.shown()
		if err != nil {
			t.Fatal(err)
		}
		for _, pointer := range slices.Sorted(maps.Keys(all)) {
			if strange := unnamed(pointer, known); strange != "" {
				var forms []string
				for part := range all[pointer] {
					forms = append(forms, part.form)
				}
				slices.Sort(forms)
				t.Errorf("%s: %s, shown by %v", pointer, strange, slices.Compact(forms))
			}
		}
	})
}

// unnamed is the field of the last token of a pointer when no case.yaml names it.
func unnamed(pointer string, known func(name, key string) bool) string {
	at, last := reflect.TypeFor[casefile.Case](), ""
	if strings.HasPrefix(pointer, "/*") { // of what the package gives
		return ""
	}
	for _, token := range strings.Split(pointer[1:], "/") {
		if last = ""; token == "*" {
			at = at.Elem()
			continue
		}
		f, ok := expr.FieldOf(at, token)
		if !ok {
			return token
		}
		if !known(at.Name(), token) {
			last = at.Name() + "." + token
		}
		at = f.Type
	}
	return last
}
