package vocabulary

import (
	"reflect"
	"strconv"
	"strings"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/decode"
)

// Strays gives a Warning for each value of a case that the programme knows nothing of, such
// as a prior application in a case of the full ISMAP, and an Error for each choice that it
// does not offer.
func (v *Vocabulary) Strays(f *decode.File) []casefile.Finding {
	r := newReport(v, f)
	if len(v.root.Fields) > 0 {
		r.strays(v.root, reflect.ValueOf(f.Case).Elem(), "")
	}
	return r.faults.Sorted(f.Name)
}

func (r *report) strays(g *Group, v reflect.Value, pointer string) {
	for i, f := range g.Model.Fields {
		value, at := v.Field(i), pointer+"/"+f.Key
		field := g.byKey[f.Key]
		switch {
		case value.IsZero():
		case field == nil:
			r.add(casefile.Warning, at, "case:not-used", "key", f.Key, "program", string(r.file.Case.Program))
		case f.Model.Kind == casefile.KindText:
			r.offered(f.Model.Type, value, at)
		case f.Model.Kind == casefile.KindGroup:
			r.strays(field.Group, value, at)
		default:
			r.strayEntries(field, value, at)
		}
	}
}

func (r *report) strayEntries(field *Field, v reflect.Value, pointer string) {
	for i := range v.Len() {
		at := pointer + "/" + strconv.Itoa(i)
		if field.Group != nil {
			r.strays(field.Group, v.Index(i), at)
		} else {
			r.offered(field.Model.Entry.Type, v.Index(i), at)
		}
	}
}

// offered looks whether the programme offers a choice.
func (r *report) offered(t reflect.Type, v reflect.Value, pointer string) {
	all := r.choices[t]
	if len(all) == 0 || v.String() == "" {
		return
	}
	var names, ja, en []string
	for _, c := range all {
		if c.Value == v.String() {
			return
		}
		names, ja, en = append(names, c.Value), append(ja, c.Value+"（"+c.Words.Ja+"）"), append(en, c.Value+" ("+c.Words.En+")")
	}
	x := r.add(casefile.Error, pointer, "case:choice", "found", v.String(), "allowed", strings.Join(names, ", "))
	x.Terms["allowed"] = casefile.Words{Ja: strings.Join(ja, "、"), En: strings.Join(en, ", ")}
}
