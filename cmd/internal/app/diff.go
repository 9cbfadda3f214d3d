package app

import (
	"reflect"
	"strings"

	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/edit"
	"yoshiki/forms/casefile/natural"
	"yoshiki/forms/press"
	"yoshiki/forms/readback"
)

// Returned is what somebody changed in a copy of a form.
type Returned struct {
	Form    string // id of the form
	Changes []Returning
	Text    []byte // the case file with the changes that can be taken over
}

// Returning is one change in a copy.
type Returning struct {
	Pointer  string             // of the value in the case; "" for printed words
	Label    string             // of the field
	Was, Is  string             // words on the paper
	Value    string             // as the case would have it
	Taken    bool               // the text of the case has it
	Findings []casefile.Finding // why not
}

// Diff tells what somebody changed in a Word or Excel copy of a form of a case. id names the
// form; "" is that which the copy says it is of.
func (a *App) Diff(c *Case, copied *readback.File, id string) (*Returned, error) {
	if copied.Format == "pdf" {
		return nil, wrong("diff-pdf", nil)
	}
	file, err := c.sound()
	if err != nil {
		return nil, err
	}
	catalog, err := a.catalogOf(file, "", "")
	if err != nil {
		return nil, err
	}
	printer, err := a.press()
	if err != nil {
		return nil, err
	}
	form, found, err := closest(printer, catalog, file.Case, copied, id)
	if err != nil {
		return nil, err
	}
	text, faults := edit.Open(a.reader(), c.Name, c.text, c.beside())
	if text == nil {
		return nil, &Refused{faults}
	}
	r := &Returned{Form: form.Name}
	for _, e := range found {
		r.Changes = append(r.Changes, take(text, catalog, file.Case, e))
	}
	r.Text = text.Bytes()
	return r, nil
}

// closest is the form of a case that a copy is most like, and what differs.
func closest(printer *press.Press, catalog *forms.Catalog, cs *casefile.Case, copied *readback.File, id string) (best forms.Filled, edits []press.Edit, err error) {
	ids := catalog.IDs()
	if s, err := forms.ParseSlice(copied.Slice); err == nil && id == "" {
		id = s.Form
	}
	if id != "" {
		ids = []string{id}
	}
	had := -1
	for _, id := range ids {
		all, err := wantedOne(catalog, cs, id, true)
		if err != nil {
			return best, nil, err
		}
		for _, fill := range all {
			f, err := fill()
			if err != nil {
				return best, nil, err
			}
			if alike := printer.Alike(&f, copied); alike > had {
				best, had = f, alike
			}
		}
	}
	if best.Document == nil || !printer.Copy(&best, copied) {
		return best, nil, wrong("diff-form", map[string]string{"known": strings.Join(catalog.IDs(), ", ")})
	}
	edits, err = printer.Edits(&best, copied)
	return best, edits, err
}

// take writes a change into the text of a case, if it can be read as a value.
func take(text *edit.Text, catalog *forms.Catalog, cs *casefile.Case, e press.Edit) Returning {
	r := Returning{Pointer: e.Path, Label: e.Label, Was: e.Was, Is: e.Is}
	v, err := casefile.Get(cs, e.Path)
	if e.Path == "" || err != nil || v.Model.Kind != casefile.KindText {
		return r
	}
	written, ok := written(catalog, v, e)
	if !ok {
		return r
	}
	reading := natural.Leaf(v.Model.Type, written, wordsOf(catalog, v.Model.Type))
	if v.Model.Type == reflect.TypeFor[casefile.Text]() {
		reading = natural.Reading{Value: written}
	}
	if !reading.OK() {
		return r
	}
	r.Value = reading.Value
	r.Findings = text.Set(e.Path, reading.Value)
	r.Taken = len(r.Findings) == 0
	return r
}

// written is what a person has written for the value itself: of a choice the chosen words, of
// words around the value what is between them.
func written(catalog *forms.Catalog, v casefile.Value, e press.Edit) (string, bool) {
	same := strings.NewReplacer("\u00A0", " ", "\u3000", " ").Replace
	for i, words := range e.Value.Choices {
		if all := catalog.Vocabulary().Choices(v.Model.Type); same(words) == same(e.Is) && i < len(all) {
			return all[i].Value, true
		}
	}
	if casefile.Values(v.Model.Type) != nil {
		return ticked(e.Is), true
	}
	had := v.Text()
	before, after, ok := strings.Cut(e.Was, had)
	if had == "" || !ok || v.Model.Type != reflect.TypeFor[casefile.Text]() {
		return e.Is, true
	}
	rest, begins := strings.CutPrefix(e.Is, before)
	rest, ends := strings.CutSuffix(rest, after)
	return rest, begins && ends
}

// ticked are the words behind the one box that is ticked, else all.
func ticked(words string) string {
	_, rest, ok := strings.Cut(words, "■")
	if !ok || strings.Contains(rest, "■") {
		return words
	}
	rest, _, _ = strings.Cut(rest, "□")
	return strings.Trim(rest, " \u00A0\u3000\n")
}

func wordsOf(catalog *forms.Catalog, t reflect.Type) []natural.Word {
	return catalog.Vocabulary().Lexicon().Words[t]
}
