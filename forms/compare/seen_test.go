package compare_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/forms/compare"
	"yoshiki/forms/expr"
)

// seen is what a catalogue says of each thing, line by line, found by looking at every
// exported value of its definition.
type seen map[string][]string

func name(of compare.Kind, what string) string { return string(of) + " " + what }

func look(t *testing.T, c *forms.Catalog) seen {
	t.Helper()
	s := seen{name(compare.Edition, string(c.Program)): {c.Revision.Edition}}
	for office, words := range c.Offices() {
		s[name(compare.Office, office)] = []string{words}
	}
	rows, err := c.Matrix()
	fatal(t, err)
	for _, row := range rows {
		by := *row
		by.Rules, by.Number = nil, ""
		by.By = slices.Sorted(slices.Values(by.By))
		s[name(compare.Clause, row.Number)] = dump(by)
		for _, r := range row.Rules {
			s[name(compare.Rule, r.Name)] = dumpRule(r)
		}
	}
	s.forms(t, c)
	s.packages(t, c)
	s.vocabulary(c, casefile.Root(), "")
	s.choices(c, &casefile.Model{Type: reflect.TypeFor[casefile.PaperAnswer]()})
	return s
}

func dumpRule(r *forms.Rule) []string {
	plain := *r
	plain.Papers = slices.Compact(slices.Sorted(slices.Values(r.Papers)))
	if r.For != nil {
		plain.For = append([]string{"gates"}, slices.Compact(slices.Sorted(slices.Values(r.For)))...)
	}
	if r.Deadline != nil {
		d := *r.Deadline
		if d.By == "" {
			d.By = "applicant"
		}
		plain.Deadline = &d
	}
	plain.Name, plain.Shown = "", ""
	return dump(plain)
}

func (s seen) forms(t *testing.T, c *forms.Catalog) {
	t.Helper()
	for _, id := range c.IDs() {
		all, err := c.Versions(id)
		fatal(t, err)
		for _, d := range all {
			s[name(compare.Form, id)] = append(append(s[name(compare.Form, id)], "edition "+c.Edition(d)), dump(*d)...)
		}
	}
}

func (s seen) packages(t *testing.T, c *forms.Catalog) {
	t.Helper()
	for _, kind := range c.Kinds() {
		p, err := c.Package(kind)
		fatal(t, err)
		without := *p
		without.Papers = nil
		lines := dump(without)
		for _, paper := range p.Papers {
			lines = append(lines, paper.Name)
			named := paper
			named.Name = ""
			s[name(compare.Paper, kind+"/"+paper.Name)] = dump(named)
		}
		s[name(compare.Package, kind)] = lines
	}
}

// vocabulary asks for every place that a case has.
func (s seen) vocabulary(c *forms.Catalog, m *casefile.Model, path string) {
	v := c.Vocabulary()
	if path == "" {
		s[name(compare.Field, "/")] = dump(v.TypeHelp(m.Type))
	}
	for _, f := range m.Fields {
		at, inner := path+"/"+f.Key, f.Model
		said := v.Field(at)
		if said == nil {
			continue
		}
		below := at
		if inner.Kind == casefile.KindList {
			inner, below = inner.Entry, at+"/*"
		}
		s[name(compare.Field, at)] = slices.Concat(dump(said.Label), dump(said.Help), []string{said.Clause, fmt.Sprint(said.Need, said.Aside)}, dump(v.TypeHelp(inner.Type)))
		s.choices(c, inner)
		s.vocabulary(c, inner, below)
	}
}

func (s seen) choices(c *forms.Catalog, m *casefile.Model) {
	for _, choice := range c.Vocabulary().Choices(m.Type) {
		s[name(compare.Choice, m.Type.Name()+"/"+choice.Value)] = dump(choice)
	}
}

// dump writes out every exported value of something that is not empty, in order.
func dump(of any) []string {
	var lines []string
	write(reflect.ValueOf(of), "", &lines)
	return lines
}

// signs are those of an expression that only part what it says.
var signs = strings.NewReplacer(" ", "", "\n", "", "(", "", ")", "", `"`, "", "'", "")

func write(v reflect.Value, at string, lines *[]string) {
	if v.IsZero() {
		return
	}
	switch of := v.Interface().(type) {
	case expr.Expr:
		*lines = append(*lines, at+" = "+signs.Replace(of.Source))
		return
	case expr.Lazy:
		*lines = append(*lines, at+" = "+signs.Replace(of.Source))
		return
	case expr.Part:
		if of.Value == nil {
			*lines = append(*lines, at+": "+of.Words)
			return
		}
		*lines = append(*lines, at+" = "+signs.Replace(of.Value.Source)+"|"+of.As)
		return
	case forms.BlockDef:
		writeBlock(of, at, lines)
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		write(v.Elem(), at, lines)
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() && f.Name != "Line" {
				write(v.Field(i), at+"."+f.Name, lines)
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			*lines = append(*lines, at+"[")
			write(v.Index(i), at, lines)
		}
	case reflect.Map:
		for _, key := range slices.SortedFunc(slices.Values(v.MapKeys()), func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) }) {
			write(v.MapIndex(key), at+"."+key.String(), lines)
		}
	default:
		*lines = append(*lines, fmt.Sprintf("%s: %v", at, v.Interface()))
	}
}

// writeBlock writes what is printed of a block: in place of shared blocks what they are.
func writeBlock(b forms.BlockDef, at string, lines *[]string) {
	if b.Align == "left" {
		b.Align = ""
	}
	type plain forms.BlockDef
	shared := b.Shared()
	b.Use, b.Args = "", nil
	write(reflect.ValueOf(plain(b)), at, lines)
	write(reflect.ValueOf(shared), at, lines)
}

func fatal(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
