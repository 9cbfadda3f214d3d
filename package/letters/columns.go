package letters

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/width"

	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/natural"
)

// Column is one heading of a list of letters: a field of the form's subject.
type Column struct {
	Field string         // "decision", "scope/*/function"
	Words casefile.Words // heading; {n} stands for the number of an entry
	Model *casefile.Model
	Known []natural.Word // of a choice: its values
	Need  bool
}

// The headings of a list that are no field of a form.
var (
	caseWords     = casefile.Words{Ja: "案件", En: "Case"}
	dateWords     = casefile.Words{Ja: "日付", En: "Date"}
	correctsWords = casefile.Words{Ja: "訂正する文書番号", En: "Corrects number"}
)

// Columns are what a row of a list can say of a letter, in the order of the case.
func Columns(c *forms.Catalog, d *forms.Definition) ([]Column, error) {
	shown, err := c.Shows(d)
	if err != nil {
		return nil, err
	}
	words := c.Vocabulary().Lexicon().Words
	var all []Column
	for _, field := range shown {
		if field == d.Letter.Number || field == d.DateField() {
			continue
		}
		leaf := c.Vocabulary().Field(d.Subject() + "/" + field)
		all = append(all, Column{Field: field, Words: heading(c, d.Subject(), field), Model: leaf.Model, Known: words[leaf.Model.Type], Need: leaf.Need})
	}
	return all, nil
}

// CaseColumns are what a row of a list can say of a case that came on paper: the single values of
// its parts, by their pointers; of groups within them where deep says so.
func CaseColumns(c *forms.Catalog, deep, flat []string) []Column {
	words := c.Vocabulary().Lexicon().Words
	var all []Column
	var add func(at string, groups bool)
	add = func(at string, groups bool) {
		field := c.Vocabulary().Field(at)
		if field == nil || field.Model.Kind == casefile.KindList {
			return
		}
		if field.Group == nil {
			at = at[1:]
			all = append(all, Column{Field: at, Words: heading(c, "", at), Model: field.Model, Known: words[field.Model.Type], Need: field.Need})
			return
		}
		for _, f := range field.Group.Fields {
			if groups || f.Group == nil {
				add(at+"/"+f.Key, groups)
			}
		}
	}
	for _, at := range deep {
		add(at, true)
	}
	for _, at := range flat {
		add(at, false)
	}
	return all
}

// heading names a field by what holds it and what it is called: "理由{n}　条項".
func heading(c *forms.Catalog, subject, field string) casefile.Words {
	var ja, en []string
	at := subject
	for step := range strings.SplitSeq(field, "/") {
		at += "/" + step
		if step == "*" {
			ja[len(ja)-1] += "{n}"
			en[len(en)-1] += " {n}"
			continue
		}
		label := c.Vocabulary().Label(at)
		ja, en = append(ja, label.Ja), append(en, label.En)
	}
	return casefile.Words{Ja: strings.Join(ja, "　"), En: strings.Join(en, ": ")}
}

// Heading is the column's heading for one entry of a list, counted from 1.
func (c *Column) Heading(language string, n int) string {
	return strings.ReplaceAll(c.Words.In(language), "{n}", strconv.Itoa(n))
}

// Many reports whether the column is of the entries of a list.
func (c *Column) Many() bool { return strings.Contains(c.Field, "*") }

// index finds the field that a heading names: by its words in either language, or by its
// path. ok is false when it names none.
func index(columns []Column, written string) (field string, column *Column, ok bool) {
	name := bare(written)
	for i := range columns {
		c := &columns[i]
		for _, words := range []string{c.Words.Ja, c.Words.En, strings.ReplaceAll(c.Field, "*", "{n}"), strings.ReplaceAll(strings.ReplaceAll(c.Field, "*", "{n}"), "/", ".")} {
			pattern := "^" + strings.ReplaceAll(regexp.QuoteMeta(bare(words)), regexp.QuoteMeta("{n}"), "([1-9][0-9]{0,2})") + "$"
			m := regexp.MustCompile(pattern).FindStringSubmatch(name)
			if m == nil {
				continue
			}
			field := c.Field
			for _, n := range m[1:] {
				number, _ := strconv.Atoi(n) // digits
				field = strings.Replace(field, "*", strconv.Itoa(number-1), 1)
			}
			return field, c, true
		}
	}
	return "", nil, false
}

// is reports whether a heading is one of the words.
func is(written string, words casefile.Words) bool {
	return slices.Contains([]string{bare(words.Ja), bare(words.En)}, bare(written))
}

// bare is a heading without what people write in different ways: width, blanks, capitals.
func bare(s string) string {
	return strings.ToLower(strings.Join(strings.Fields(width.Fold.String(s)), ""))
}
