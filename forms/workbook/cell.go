package workbook

import (
	"reflect"
	"slices"
	"strings"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/table"
)

// leaf reads the cell of a leaf.
func (s *scan) leaf(b *branch, tokens []string, r table.Row, column int) {
	c := r.At(column)
	s.used[[2]int{r.Number, column}] = true
	b.leaf, b.at = true, s.place(c, r.Number, column)
	fault := func(severity casefile.Severity, id string, args ...string) {
		b.faults = append(b.faults, trouble{severity, id, append(args, "cell", s.sheetAt.Place(c).String())})
	}
	t := typeAt(tokens)
	switch {
	case c.Is(table.FromAbove) || c.Is(table.FromLeft):
		if c.Kind != table.Empty {
			fault(casefile.Error, "workbook:merged", "found", casefile.Shorten(c.Text))
		}
		return
	case c.Kind == table.Error:
		fault(casefile.Error, "controls:error-cell", "found", c.Text)
		return
	case c.Kind == table.Empty && c.Is(table.Formula):
		fault(casefile.Error, "controls:formula")
		return
	case c.Is(table.Formula):
		fault(casefile.Warning, "workbook:computed", "found", casefile.Shorten(c.Text))
	case t == textType && c.Text != "" && (c.Kind == table.Number || c.Kind == table.Date):
		fault(casefile.Warning, "workbook:typed", "found", c.Text)
	}
	b.text = s.text(t, tokens, c)
}

var textType = reflect.TypeFor[casefile.Text]()

// text is what a case has for what stands in a cell.
func (s *scan) text(t reflect.Type, tokens []string, c table.Cell) string {
	switch {
	case t == nil || c.Text == "":
		return c.Text
	case t == timeType && c.Kind == table.Date && strings.Contains(c.Text, "T"):
		return c.Text + japan
	case c.Kind == table.Bool:
		return strings.ToLower(c.Text)
	}
	return s.meant(t, tokens, c.Text)
}

// meant is the value of the words that a cell shows.
func (s *scan) meant(t reflect.Type, tokens []string, text string) string {
	if s.words.Vocabulary == nil {
		return text
	}
	var path []string
	for _, token := range tokens {
		if strings.Trim(token, "0123456789") != "" {
			path = append(path, token)
		}
	}
	at := strings.Join(path, ".")
	key := t.String()
	if slices.Contains(attached, at) {
		key = at
	}
	if s.shown[key] == nil {
		s.shown[key] = s.valuesOf(t, at)
	}
	if value, known := s.shown[key][text]; known {
		return value
	}
	return text
}

// valuesOf are the values of choices by what a cell shows of them in any language.
func (s *scan) valuesOf(t reflect.Type, path string) map[string]string {
	all := map[string]string{}
	for _, language := range []string{"en", "ja"} {
		s.words.Language = language
		for _, o := range s.words.choices(t, path) {
			all[o.shown] = o.value
		}
	}
	return all
}
