package forms_test

import (
	"slices"
	"strings"
	"testing"

	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/forms/document"
)

// A blank form says how it is filled in; one of a case does not.
func TestFillingIn(t *testing.T) {
	cs := new(casefile.Case)
	cs.Withdrawal.Date = "2026-04-01"
	filled, err := catalogue(t).Compose("2-15", cs, casefile.Submission{})
	if err != nil {
		t.Fatal(err)
	}
	blank, err := catalogue(t).Blank("2-15", new(casefile.Case), casefile.Submission{})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		d    *document.Document
		want bool
	}{{blank.Document, true}, {filled[0].Document, false}} {
		if got := slices.ContainsFunc(paragraphs(c.d), func(s string) bool { return strings.HasPrefix(s, "記載要領") }); got != c.want {
			t.Errorf("記載要領: %t", got)
		}
	}
}

// The office's own fields and the place to sign are empty on every paper, with room to write.
func TestPlacesForTheHand(t *testing.T) {
	cs := new(casefile.Case)
	cs.Application.Date, cs.Application.Receipt.Number = "2026-04-01", "R-1"
	filled, err := catalogue(t).Compose("2-4", cs, casefile.Submission{})
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]document.Field{}
	for _, s := range filled[0].Document.Sections {
		for _, b := range s.Blocks {
			rows, _ := b.(document.Fields)
			sender, _ := b.(document.Sender)
			for _, f := range slices.Concat(rows.Rows, sender.Rows) {
				if strings.HasPrefix(f.Label, "※") || f.Label == "署名" {
					seen[f.Label] = f
				}
			}
		}
	}
	for label, lines := range map[string]int{"※受付番号": 1, "※受付日": 1, "署名": 2} {
		if f := seen[label]; f.Lines != lines || f.Value.Text != "" || !f.Value.Fixed {
			t.Errorf("%s: %+v", label, f)
		}
	}
}

// A column that may be left out stands where one row has something in it, and on a blank form.
func TestOptionalColumns(t *testing.T) {
	controls := func(change string) *casefile.Case {
		cs := new(casefile.Case)
		cs.Statement.Date = "2026-04-01"
		cs.Statement.Controls = []casefile.Control{{ID: "5.1.1"}, {ID: "5.1.2", Change: casefile.Text(change)}}
		return cs
	}
	for _, c := range []struct {
		cs   *casefile.Case
		want bool
	}{{controls(""), false}, {controls("新設"), true}, {new(casefile.Case), true}} {
		filled, err := catalogue(t).Compose("2-1", c.cs, casefile.Submission{})
		if err == nil && len(filled) == 0 {
			filled = make([]forms.Filled, 1)
			filled[0], err = catalogue(t).Blank("2-1", c.cs, casefile.Submission{})
		}
		if err != nil {
			t.Fatal(err)
		}
		i := slices.IndexFunc(filled[0].Document.Sections, func(s document.Section) bool { return s.Name == "別添 管理策一覧" })
		table := firstTable(&document.Document{Sections: filled[0].Document.Sections[i : i+1]})
		if got := slices.ContainsFunc(table.Columns, func(c document.Column) bool { return c.Label == "前回からの変更" }); got != c.want {
			t.Errorf("前回からの変更: %t", got)
		}
		for _, row := range table.Rows {
			if len(row) != len(table.Columns) {
				t.Errorf("%d cells of %d", len(row), len(table.Columns))
			}
		}
	}
}

func paragraphs(d *document.Document) []string {
	var all []string
	for _, s := range d.Sections {
		for _, b := range s.Blocks {
			if p, ok := b.(document.Paragraph); ok {
				all = append(all, p.Text)
			}
		}
	}
	return all
}
