package forms

import (
	"fmt"
	"reflect"
	"strings"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/vocabulary"
	"yoshiki/forms/expr"
)

// LetterDef makes a form a letter that an office issues under a number of its own.
type LetterDef struct {
	Number string     `yaml:"number"` // field of the subject that takes the number
	Quotes []QuoteDef `yaml:"quotes"`
}

// QuoteDef says what a field of a letter quotes from the case where nobody gives it.
type QuoteDef struct {
	Field string    `yaml:"field"` // of the subject: "appeal.date"
	Value expr.Expr `yaml:"value"`
}

// quotes resolves what a letter quotes from the case.
func (k *compiler) quotes(d *Definition) {
	if d.Letter == nil {
		return
	}
	for i := range d.Letter.Quotes {
		k.expr(&d.Letter.Quotes[i].Value)
	}
}

// Letters are the forms that an office issues under a number, in order.
func (c *Catalog) Letters() ([]string, error) {
	var all []string
	for _, id := range c.IDs() {
		versions := c.files[id]
		d, err := versions[len(versions)-1].value.read()
		if err != nil {
			return nil, err
		}
		if d.Letter != nil {
			all = append(all, id)
		}
	}
	return all, nil
}

// DateField is the field of the subject that holds the day of the form: "notice_date".
func (d *Definition) DateField() string { return strings.TrimPrefix(d.Date.Source, "it.") }

// Subject is the JSON Pointer of the group that a form is filled from; "/appeals/*" when
// it is an entry of a list.
func (d *Definition) Subject() string {
	name, err := expr.Follow(strings.Split(d.Subjects[0].Source, "."))
	if err != nil {
		return ""
	}
	return "/" + strings.Join(name.Path, "/")
}

// Shows are the values of its subject that a form shows, and those without which a row that
// it shows means nothing, as JSON Pointers into the subject with "*" for each index, in the
// order of the case: "decision", "scope/*/function".
func (c *Catalog) Shows(d *Definition) ([]string, error) {
	s, err := c.shown()
	if err != nil {
		return nil, err
	}
	w := &leafWalk{vocabulary: c.vocabulary, shows: func(pointer string) bool { return s[pointer][partOf{d.ID, d.Subject()}] }}
	w.group(d.Subject(), "")
	return w.leaves, nil
}

// leafWalk gathers the values of a group that are shown.
type leafWalk struct {
	vocabulary *vocabulary.Vocabulary
	shows      func(pointer string) bool
	leaves     []string
}

func (w *leafWalk) group(pointer, below string) {
	field := w.vocabulary.Field(pointer)
	if field == nil || field.Group == nil || !w.shows(pointer) {
		return
	}
	for _, f := range field.Group.Fields {
		step := f.Key
		if f.Model.Kind == casefile.KindList {
			step += "/*"
		}
		at := pointer + "/" + step
		if f.Group != nil {
			w.group(at, below+step+"/")
		} else if w.shows(at) || f.Need {
			w.leaves = append(w.leaves, below+step)
		}
	}
}

// Quote gives what a letter quotes from a case, by the field of its subject. What the case
// does not know is left out.
func (d *Definition) Quote(cs *casefile.Case) (map[string]string, error) {
	quoted := map[string]string{}
	if d.Letter == nil {
		return quoted, nil
	}
	scope := d.scopeOf(reflect.ValueOf(cs).Elem(), expr.Found{Value: reflect.Zero(d.subjectType())})
	for _, q := range d.Letter.Quotes {
		f, err := q.Value.Run(scope)
		if err != nil {
			return nil, fmt.Errorf("form %s: %w", d.ID, err)
		}
		if text := expr.LeafText(f.Value); f.Value.IsValid() && text != "" {
			quoted[q.Field] = text
		}
	}
	return quoted, nil
}
