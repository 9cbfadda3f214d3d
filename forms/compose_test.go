package forms_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/forms/document"
	"yoshiki/templates"
)

// A field that is optional stands on a form only with a value, and on a blank form to be
// filled in by hand.
func TestOptionalFields(t *testing.T) {
	c := catalogue(t)
	for name, want := range map[string]bool{"": false, "Tsumugi": true} {
		cs := new(casefile.Case)
		cs.Prior.Kind, cs.Service.NameEnglish = "new", casefile.Text(name)
		filled, err := c.Compose("1-1", cs, casefile.Submission{})
		if err != nil {
			t.Fatal(err)
		}
		if got := slices.Contains(labels(filled[0].Document), "英語名称"); got != want {
			t.Errorf("%q: shown %v, want %v", name, got, want)
		}
	}
	blank, err := c.Blank("1-1", new(casefile.Case), casefile.Submission{})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Contains(labels(blank.Document), "英語名称") {
		t.Error("not on the blank form")
	}
}

// The list of documents that an application carries does not name the application, names
// files without their folders, and each language once.
func TestEnclosures(t *testing.T) {
	c := catalogue(t)
	cs := new(casefile.Case)
	cs.Application.Kind, cs.Statement.Date = "new", "2026-05-15"
	cs.Attachments = []casefile.Attachment{
		{Paper: "statement", File: "annex/Statement.pdf", Language: "en", Remarks: "参考訳あり"}, {Paper: "statement", File: "annex/訳.pdf"}}
	sub, err := c.Submission("registration", cs)
	if err != nil {
		t.Fatal(err)
	}
	filled, err := c.Compose("2-4", cs, sub)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, v := range lastTable(filled[0].Document).Rows[1] {
		got = append(got, v.Text)
	}
	want := []string{"2", "言明書（別添を含む。）", "8.1(2)", "添付", "", "様式2-1、Statement.pdf、訳.pdf", "日本語、英語", "参考訳あり"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// A blank form leaves open what becomes of each document.
func TestBlankEnclosures(t *testing.T) {
	c, cs := catalogue(t), new(casefile.Case)
	sub, err := c.Submission("registration", cs)
	if err != nil {
		t.Fatal(err)
	}
	blank, err := c.Blank("2-4", cs, sub)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range lastTable(blank.Document).Rows {
		if row[3].Text+row[4].Text != "" {
			t.Errorf("%s: %s %s", row[1].Text, row[3].Text, row[4].Text)
		}
	}
}

func catalogue(t *testing.T) *forms.Catalog {
	t.Helper()
	c, err := forms.Open("ismap-liu", "2023-11-10", templates.FS)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func labels(d *document.Document) []string {
	var out []string
	for _, s := range d.Sections {
		for _, b := range s.Blocks {
			if f, ok := b.(document.Fields); ok {
				for _, row := range f.Rows {
					out = append(out, row.Label)
				}
			}
		}
	}
	return out
}

func lastTable(d *document.Document) document.Table {
	var last document.Table
	for _, s := range d.Sections {
		for _, b := range s.Blocks {
			if t, ok := b.(document.Table); ok {
				last = t
			}
		}
	}
	return last
}
