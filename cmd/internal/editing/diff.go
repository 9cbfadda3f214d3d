package editing

import (
	"cmp"
	"reflect"
	"strings"

	"yoshiki/cmd/internal/app"
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
	Now      string             // what the case has, if that was changed, too, since the copy was printed
	Findings []casefile.Finding // why not
}

// Diff tells what somebody changed in a Word or Excel copy of a form of a case since it was
// printed, and not what the case changed meanwhile; of a value that both have changed it tells
// what the case has now. A copy from which a program has left out what travels in it is held
// against the case as it is. id names the form; "" is that which the copy says it is of.
func Diff(a *app.App, c *app.Case, copied *readback.File, id string) (*Returned, error) {
	if copied.Format == "pdf" {
		return nil, app.NewError("diff-pdf", nil)
	}
	file, catalog, printer, err := a.Printing(c)
	if err != nil {
		return nil, err
	}
	form, err := closest(printer, catalog, file.Case, copied, id)
	if err != nil {
		return nil, err
	}
	base, printed, err := printed(a, catalog, file.Case, form, copied)
	if err != nil {
		return nil, err
	}
	found, err := printer.Edits(&printed, copied)
	if err != nil {
		return nil, err
	}
	text, faults := edit.Open(a.Reader(), c.Name, c.Text(), c.Beside())
	if text == nil {
		return nil, &app.Refused{Findings: faults}
	}
	r := &Returned{Form: form.Name}
	for _, e := range found {
		if x, told := take(text, catalog, base, file.Case, e); told {
			r.Changes = append(r.Changes, x)
		}
	}
	r.Text = text.Bytes()
	return r, nil
}

// printed is a form as it was when the copy was made, and the case then: what travels in the
// copy tells. It is the form as it is now where nothing does.
func printed(a *app.App, catalog *forms.Catalog, now *casefile.Case, form forms.Filled, copied *readback.File) (*casefile.Case, forms.Filled, error) {
	s, err := forms.ParseSlice(copied.Slice)
	if err != nil || s.Form != form.Definition.ID || string(copied.Slice) == form.Document.Slice {
		return now, form, nil
	}
	was, _ := a.Reader().Decode("slice.yaml", s.Case, nil)
	if was == nil {
		return now, form, nil
	}
	base, ok := form.Base(now, was.Case)
	if !ok {
		return now, form, nil
	}
	all, err := app.WantedOne(catalog, base, s.Form, true)
	if err != nil {
		return nil, form, err
	}
	for _, fill := range all {
		f, err := fill()
		if err != nil {
			return nil, form, err
		}
		if f.Subject == form.Subject {
			return base, f, nil
		}
	}
	return now, form, nil
}

// closest is the form of a case that a copy is most like.
func closest(printer *press.Press, catalog *forms.Catalog, cs *casefile.Case, copied *readback.File, id string) (best forms.Filled, err error) {
	ids := catalog.IDs()
	if s, err := forms.ParseSlice(copied.Slice); err == nil && id == "" {
		id = s.Form
	}
	if id != "" {
		ids = []string{id}
	}
	had := -1
	for _, id := range ids {
		all, err := app.WantedOne(catalog, cs, id, true)
		if err != nil {
			return best, err
		}
		for _, fill := range all {
			f, err := fill()
			if err != nil {
				return best, err
			}
			if alike := printer.Alike(&f, copied); alike > had {
				best, had = f, alike
			}
		}
	}
	if best.Document == nil || !printer.Copy(&best, copied) {
		return best, app.NewError("diff-form", map[string]string{"known": strings.Join(catalog.IDs(), ", ")})
	}
	return best, nil
}

// take writes a change into the text of a case, if it can be read as a value and the case has
// not changed it, too. It reports false if the case says the same already.
func take(text *edit.Text, catalog *forms.Catalog, was, now *casefile.Case, e press.Edit) (Returning, bool) {
	r := Returning{Pointer: e.Path, Label: e.Label, Was: e.Was, Is: e.Is}
	value, ok := value(catalog, was, e)
	if has, changed := since(was, now, e.Path); changed {
		r.Now = cmp.Or(has, "—")
		return r, !ok || value != has
	}
	if ok {
		r.Value, r.Findings = value, text.Set(e.Path, value)
		r.Taken = len(r.Findings) == 0
	}
	return r, true
}

// since is what a case has at a path, and whether that is another than it was.
func since(was, now *casefile.Case, path string) (string, bool) {
	before, err := casefile.Get(was, path)
	if err != nil || path == "" || before.Model.Kind != casefile.KindText {
		return "", false
	}
	after, err := casefile.Get(now, path)
	if err != nil {
		return "", true
	}
	return after.Text(), after.Text() != before.Text()
}

// value is what the case would have for the words of a copy.
func value(catalog *forms.Catalog, cs *casefile.Case, e press.Edit) (string, bool) {
	v, err := casefile.Get(cs, e.Path)
	if e.Path == "" || err != nil || v.Model.Kind != casefile.KindText {
		return "", false
	}
	written, ok := written(catalog, v, e)
	if !ok || v.Model.Type == reflect.TypeFor[casefile.Text]() {
		return written, ok
	}
	reading := natural.Leaf(v.Model.Type, written, wordsOf(catalog, v.Model.Type))
	return reading.Value, reading.OK()
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
