package workbook

import (
	"strings"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/vocabulary"
)

// flat reports whether each entry of a list is a row.
func (p *planner) flat(entry *casefile.Model) bool {
	if entry.Kind != casefile.KindGroup || entry.Type == control {
		return true
	}
	for _, f := range entry.Fields {
		if f.Model.Kind != casefile.KindText {
			return false
		}
	}
	return len(entry.Fields) <= mostColumns
}

// columns are those of a list.
func (p *planner) columns(f *vocabulary.Field, v casefile.Value, path string) []column {
	if f.Model.Entry.Kind == casefile.KindText {
		return []column{{field: &vocabulary.Field{Model: f.Model.Entry}, path: path, label: p.say(f.Label)}}
	}
	return p.under(f, f.Model.Entry, v, path, "", "", false)
}

// under gives the columns of a group, those of groups and of a list in it among them.
func (p *planner) under(of *vocabulary.Field, m *casefile.Model, v casefile.Value, path, prefix, label string, inner bool) []column {
	var all []column
	for _, f := range fieldsOf(of.Group, m) {
		at := path + "." + f.Key
		if !strange(f) && p.Kind.Holds(at) || filled(v, prefix+f.Key) {
			all = append(all, p.column(f, v, at, prefix+f.Key, label+p.say(f.Label), inner)...)
		}
	}
	return all
}

// column gives the column of a text, or those of what is in a group or a list.
func (p *planner) column(f *vocabulary.Field, v casefile.Value, path, key, label string, inner bool) []column {
	switch f.Model.Kind {
	case casefile.KindText:
		return []column{{key, inner, f, path, label, f.Need}}
	case casefile.KindList:
		return p.under(f, f.Model.Entry, v, path, key+"/", label+"：", true)
	}
	return p.under(f, f.Model, v, path, key+"/", label+"：", inner)
}

// filled reports whether an entry of a list has something under a key.
func filled(list casefile.Value, key string) bool {
	for i := range list.Len() {
		for v := range list.Child(i).All() {
			tail := strings.ReplaceAll(strings.TrimPrefix(v.Path, list.Path+".*."), ".*.", "/")
			if strings.ReplaceAll(tail, ".", "/") == key {
				return true
			}
		}
	}
	return false
}
