package pages

import (
	"regexp"
	"strings"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/vocabulary"
)

// keyBehind is a key of the case file behind what it is called, and keyAlone one in its place.
var (
	keyBehind = regexp.MustCompile(`（[a-z][a-z_-]*）`)
	keyAlone  = regexp.MustCompile(` ?[A-Za-z0-9_./:@-]+ ?`)
)

// plain says a text that speaks of keys and values of the case file to people who see its
// fields: each key and choice by what it is called. In English only keys are told apart from
// words, by their underscores.
func (w *work) plain(text, pointer string) string {
	if !strings.ContainsAny(text, "abcdefghijklmnopqrstuvwxyz") {
		return text
	}
	japanese := w.Words.Language() == "ja"
	if japanese {
		text = keyBehind.ReplaceAllStringFunc(text, func(m string) string {
			if w.called(strings.Trim(m, "（）"), pointer) != "" {
				return ""
			}
			return m
		})
	}
	return keyAlone.ReplaceAllStringFunc(text, func(m string) string {
		word := strings.TrimSpace(m)
		if !japanese && !strings.Contains(word, "_") {
			return m
		}
		called := w.called(word, pointer)
		switch {
		case called == "":
			return m
		case japanese:
			return "「" + called + "」"
		}
		return strings.Replace(m, word, "“"+called+"”", 1)
	})
}

// called is what a key or a choice is called, nearest to a place first; "" for what is none.
func (w *work) called(word, pointer string) string {
	if word == "--for" {
		return w.Text("procedure")
	}
	v := w.Catalog.Vocabulary()
	for at := pointer; at != ""; at = at[:strings.LastIndexByte(at, '/')] {
		if f := v.Field(at); f != nil && f.Group != nil && word != "no" {
			for _, x := range f.Group.Fields {
				if x.Key == word {
					return w.In(x.Label)
				}
			}
		}
	}
	if w.terms == nil {
		w.terms = map[string]casefile.Words{}
		gather(v, v.Root(), w.terms)
	}
	return w.In(w.terms[word])
}

// gather names all keys and choices of a group and of what is in it; what is nearer to the
// root wins, and a choice where it is called as a key is.
func gather(v *vocabulary.Vocabulary, g *vocabulary.Group, into map[string]casefile.Words) {
	for _, f := range g.Fields {
		for _, c := range v.Choices(f.Model.Type) {
			if _, had := into[c.Value]; !had {
				into[c.Value] = c.Words
			}
		}
	}
	for _, f := range g.Fields {
		if _, had := into[f.Key]; !had {
			into[f.Key] = f.Label
		}
	}
	for _, f := range g.Fields {
		if f.Group != nil {
			gather(v, f.Group, into)
		}
	}
}
