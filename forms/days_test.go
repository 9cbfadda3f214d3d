package forms

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/decode"
	"yoshiki/forms/document"
	"yoshiki/forms/expr"
	"yoshiki/templates"
)

// inForce is a sample of testdata/days: what the texts of a programme say is in force on a
// day, for a case of which everything that decides is on that day.
type inForce struct {
	Program casefile.Program                         `yaml:"program"`
	Day     casefile.Date                            `yaml:"day"`
	Edition *string                                  `yaml:"edition"` // null before the first text
	Clauses []string                                 `yaml:"clauses"` // by chapter, in ranges: "3.1(1) 3.2-3.4 7.5(1)-(4)"
	Forms   string                                   `yaml:"forms"`
	Waiting string                                   `yaml:"waiting"` // kinds of package that the text has, and that do not count yet
	Words   map[string]struct{ Has, Lacks []string } // that forms print by themselves
}

// TestDaysInForce opens the texts as they stood on each day of testdata/days, which lie on
// both sides of all days that the texts name.
func TestDaysInForce(t *testing.T) {
	names, err := filepath.Glob("../testdata/days/*.yaml")
	if err != nil || len(names) < 20 {
		t.Fatal(names, err)
	}
	library, samples := NewLibrary(templates.FS), samplesByProgram(t)
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".yaml"), func(t *testing.T) {
			var want inForce
			if err := readData(os.DirFS(filepath.Dir(name)), filepath.Base(name), &want); err != nil {
				t.Fatal(err)
			}
			c, err := library.On(want.Program, want.Day)
			if want.Edition == nil {
				if !errors.Is(err, ErrNoRevision) {
					t.Errorf("%v", err)
				}
				return
			}
			if err != nil || c.Revision.Edition != *want.Edition {
				t.Fatalf("%v, want %s", err, *want.Edition)
			}
			want.clauses(t, c)
			want.kinds(t, c)
			want.forms(t, c, samples[want.Program])
		})
	}
}

// clauses compares the clauses that count for a case of the day.
func (w *inForce) clauses(t *testing.T, c *Catalog) {
	t.Helper()
	cs := new(casefile.Case)
	w.date(cs)
	rows, err := c.Matrix()
	if err != nil {
		t.Fatal(err)
	}
	s := &expr.Scope{Root: reflect.ValueOf(cs).Elem()}
	var got []string
	for _, row := range rows {
		if counts, err := within(row.From, row.Until, &row.Governs, s); err != nil {
			t.Error(err)
		} else if counts {
			got = append(got, row.Number)
		}
	}
	want := w.numbers(t)
	for _, number := range want {
		if !slices.ContainsFunc(got, func(row string) bool { return row == number || inside(number, row) && !divided(got, row) }) {
			t.Errorf("clause %s has no row", number)
		}
	}
	for _, row := range got {
		if !slices.ContainsFunc(want, func(number string) bool { return row == number || inside(number, row) }) {
			t.Errorf("clause %s is not in force", row)
		}
	}
}

// kinds compares the kinds of package that do not count for a case of the day.
func (w *inForce) kinds(t *testing.T, c *Catalog) {
	t.Helper()
	cs := &casefile.Case{IncidentReports: make([]casefile.IncidentReport, 1)}
	w.date(cs)
	var got []string
	for _, kind := range c.Kinds() {
		if counts, err := c.kinds[kind].counts(&expr.Scope{Root: reflect.ValueOf(cs).Elem()}); err != nil {
			t.Error(err)
		} else if !counts {
			got = append(got, kind)
		}
	}
	if strings.Join(got, " ") != w.Waiting {
		t.Errorf("%v do not count, want %s", got, w.Waiting)
	}
}

// inside reports whether a clause is an item of another.
func inside(item, of string) bool { return strings.HasPrefix(item, of+"(") }

// divided reports whether there are rows of the items of a clause.
func divided(rows []string, number string) bool {
	return slices.ContainsFunc(rows, func(row string) bool { return inside(row, number) })
}

// ranged is the end of a range: of items, or of clauses.
var ranged = regexp.MustCompile(`^(.*[.(])([0-9]+)(\)?)-.*?([0-9]+)\)?$`)

// numbers are the clauses of the sample, ranges written out.
func (w *inForce) numbers(t *testing.T) []string {
	t.Helper()
	var all []string
	for _, word := range strings.Fields(strings.Join(w.Clauses, " ")) {
		m := ranged.FindStringSubmatch(word)
		if m == nil || strings.HasPrefix(word, "supp") {
			all = append(all, word)
			continue
		}
		first, _ := strconv.Atoi(m[2])
		last, _ := strconv.Atoi(m[4])
		for n := first; n <= last; n++ {
			all = append(all, fmt.Sprint(m[1], n, m[3]))
		}
	}
	return all
}

// date has everything that decides fall on the day.
func (w *inForce) date(cs *casefile.Case) {
	cs.Prior.Date, cs.Application.Date, cs.Assessment.Period.From = w.Day, w.Day, w.Day
	if len(cs.Suspensions) == 0 {
		cs.Suspensions = make([]casefile.Suspension, 1)
	}
	for i := range cs.Suspensions {
		cs.Suspensions[i].IncidentDate = w.Day
	}
	for i := range cs.IncidentReports {
		cs.IncidentReports[i].RecognizedAt = casefile.Time(w.Day) + "T12:00:00+09:00"
	}
}

// forms compares the numbered forms that are drawn of the samples, and words on them.
func (w *inForce) forms(t *testing.T, c *Catalog, samples []*decode.File) {
	t.Helper()
	printed := map[string]string{}
	for _, sample := range samples {
		cs := casefile.Clone(sample.Case)
		w.date(cs)
		for _, id := range c.IDs() {
			filled, err := c.Compose(id, cs, casefile.Submission{})
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range filled {
				if !f.Definition.Unnumbered {
					printed[id] += wordsOf(f.Document)
				}
			}
		}
	}
	var got []string
	for _, id := range c.IDs() {
		if printed[id] != "" {
			got = append(got, id)
		}
	}
	if diff := cmp.Diff(strings.Fields(w.Forms), append([]string{}, got...)); diff != "" {
		t.Errorf("forms (-want +got):\n%s", diff)
	}
	for id, words := range w.Words {
		for _, word := range append(words.Has, words.Lacks...) {
			if strings.Contains(printed[id], word) != slices.Contains(words.Has, word) {
				t.Errorf("form %s: %s is there or not, where it should not or should:\n%s", id, word, printed[id])
			}
		}
	}
}

// wordsOf is what a form prints by itself: all but what the case says.
func wordsOf(d *document.Document) string {
	all := []string{d.Number, d.Title}
	value := func(v document.Value) {
		if v.Path == "" || v.Kind == document.Choice {
			all = append(append(all, v.Choices...), v.Text)
		}
	}
	fields := func(rows []document.Field) {
		for _, f := range rows {
			all = append(all, f.Label)
			value(f.Value)
		}
	}
	for _, s := range d.Sections {
		for _, b := range s.Blocks {
			switch b := b.(type) {
			case document.Title:
				all = append(all, b.Text)
			case document.Heading:
				all = append(all, b.Text)
			case document.Paragraph:
				value(document.Value{Text: b.Text, Path: b.Path})
			case document.Item:
				value(document.Value{Text: b.Text, Path: b.Path})
			case document.Sender:
				fields(b.Rows)
			case document.Fields:
				fields(b.Rows)
			case document.Table:
				all = append(all, b.Caption)
				for _, column := range b.Columns {
					all = append(all, column.Label)
				}
				for _, row := range b.Rows {
					for _, v := range row {
						value(v)
					}
				}
			}
		}
	}
	return strings.Join(all, "\n")
}

// samplesByProgram are the sample cases, but the one that is large.
func samplesByProgram(t *testing.T) map[casefile.Program][]*decode.File {
	t.Helper()
	names, err := filepath.Glob("../testdata/cases/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	all := map[casefile.Program][]*decode.File{}
	for _, name := range names {
		if filepath.Base(name) == "large-renewal.yaml" {
			continue
		}
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		f, _ := decode.Decode(filepath.Base(name), data, os.DirFS("../testdata/cases"))
		all[f.Case.Program] = append(all[f.Case.Program], f)
	}
	return all
}
