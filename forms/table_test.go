package forms_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/forms/document"
	"yoshiki/templates"
)

// Each matter of 10.1 has its row, with what the case says of it and where; a matter
// examined twice has two rows, one not examined a blank one.
func TestMatchedRows(t *testing.T) {
	c, err := forms.Open("ismap-liu", "2022-11-01", templates.FS)
	if err != nil {
		t.Fatal(err)
	}
	cs := new(casefile.Case)
	cs.Review.Checks = []casefile.Check{
		{Item: "control-findings", Remarks: "second"}, {Item: "basic-requirements", Remarks: "first"}, {Item: "control-findings", Remarks: "third"}}
	filled, err := c.Compose("2-5", cs, casefile.Submission{})
	if err != nil {
		t.Fatal(err)
	}
	var got [][3]string
	for _, row := range firstTable(filled[0].Document).Rows[:5] {
		remarks := row[len(row)-1]
		got = append(got, [3]string{row[0].Text, remarks.Text, remarks.Path})
	}
	want := [][3]string{
		{"10.1(1)", "first", "/review/checks/1/remarks"},
		{"10.1(2)", "", ""},
		{"10.1(3)", "second", "/review/checks/0/remarks"},
		{"10.1(3)", "third", "/review/checks/2/remarks"},
		{"10.1(4)", "", ""},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func firstTable(d *document.Document) document.Table {
	for _, s := range d.Sections {
		for _, b := range s.Blocks {
			if t, ok := b.(document.Table); ok {
				return t
			}
		}
	}
	return document.Table{}
}
