package vocabulary

import (
	"reflect"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/decode"
	"yoshiki/forms/casefile/natural"
)

// Lexicon is what the reader of a case file wants to know of the words of the programme.
func (v *Vocabulary) Lexicon() *decode.Lexicon { return v.lexicon() }

func (v *Vocabulary) makeLexicon() *decode.Lexicon {
	l := &decode.Lexicon{Words: map[reflect.Type][]natural.Word{}, Labels: map[reflect.Type]map[string]casefile.Words{}}
	for t, all := range v.choices {
		for _, value := range casefile.Values(t) {
			word := natural.Word{Value: value}
			for _, c := range all {
				if c.Value == value {
					word.Words = []string{c.Words.Ja, c.Words.En}
				}
			}
			l.Words[t] = append(l.Words[t], word)
		}
	}
	if v.root != nil {
		label(v.root, l.Labels)
	}
	return l
}

// label adds what the keys of a group are called, and of what is in it.
func label(g *Group, all map[reflect.Type]map[string]casefile.Words) {
	if all[g.Model.Type] != nil {
		return
	}
	labels := map[string]casefile.Words{}
	all[g.Model.Type] = labels
	for _, f := range g.Fields {
		if labels[f.Key] = f.Label; f.Group != nil {
			label(f.Group, all)
		}
	}
}
