package forms

import (
	"io/fs"
	"testing"

	"yoshiki/forms/casefile"
	"yoshiki/templates"
)

// TestMatrixHasNoEmptyCell asks of every clause of every revision what looks at it, and of
// every rule which values, on which forms.
func TestMatrixHasNoEmptyCell(t *testing.T) {
	for _, day := range days("ismap-liu", []fs.FS{templates.FS}) {
		c := catalogOf(t, day)
		rows, err := c.Matrix()
		if err != nil || len(rows) < 140 {
			t.Fatalf("%s: %d clauses: %v", day, len(rows), err)
		}
		for _, row := range rows {
			for _, r := range row.Rules {
				checkFields(t, c, r)
			}
		}
	}
}

func checkFields(t *testing.T, c *Catalog, r *Rule) {
	t.Helper()
	fields, err := c.Fields(r)
	if err != nil || len(fields) == 0 {
		t.Errorf("%s is about nothing: %v", r.ID, err)
	}
	for _, f := range fields {
		if f.Label.Ja == "" || f.Label.En == "" || f.Pointer == "" || len(f.Forms) == 0 {
			t.Errorf("%s: %+v", r.ID, f)
		}
	}
}

func TestCompareClauses(t *testing.T) {
	sorted := []string{"3.1", "3.3", "3.10", "8.1", "8.1(1)", "8.1(2)", "8.1(10)", "10.8", "10.8(1)(a)", "10.8(1)(b)", "10.8(2)", "appendix1", "supp2022-2"}
	for i := range sorted {
		for j := range sorted {
			if got := casefile.CompareClauses(sorted[i], sorted[j]); got < 0 != (i < j) || got > 0 != (i > j) {
				t.Errorf("%s and %s: %d", sorted[i], sorted[j], got)
			}
		}
	}
}
