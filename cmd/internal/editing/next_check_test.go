package editing_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/editing"
	"yoshiki/forms"
	"yoshiki/forms/casefile"
)

// TestNextIsRight takes every sample on to every kind of package and checks what comes of it on the
// last day on which the sample filed something: of what is taken over, nothing is found.
func TestNextIsRight(t *testing.T) {
	a := app.New(app.Options{})
	names, err := filepath.Glob(samples + "/*.yaml")
	if err != nil || len(names) < 8 {
		t.Fatal(names, err)
	}
	checked := 0
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		c := sample(t, a, name, data)
		text := app.Text{Program: c.File.Case.Program, Day: c.File.Case.Revision}
		catalog, err := a.Catalog(text)
		if err != nil {
			t.Fatal(err)
		}
		day := lastFiled(t, catalog, c.File.Case)
		for _, kind := range catalog.Kinds() {
			_, next, err := editing.NextCase(a, c, text, kind, "ja")
			if err != nil {
				t.Fatalf("%s: %s: %v", name, kind, err)
			}
			checked++
			nothingTakenOver(t, a, filepath.Base(name)+": "+kind, sample(t, a, name, next), app.CheckOrder{Kind: kind, AsOf: day, NoFiles: true})
		}
	}
	if checked < 100 {
		t.Errorf("only %d cases", checked)
	}
}

// nothingTakenOver wants no finding but of what is still to be filled in, dated and attached, and
// that a renewal is no registration.
func nothingTakenOver(t *testing.T, a *app.App, name string, c *app.Case, order app.CheckOrder) {
	t.Helper()
	found, err := a.Check(t.Context(), c, order)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range found.Findings {
		v, err := casefile.Get(c.File.Case, f.Pointer)
		if err != nil || v.Empty() || f.ID == "case:package-day" || f.Args["paper"] != "" || strings.HasSuffix(f.ID, "/kind") {
			continue
		}
		t.Errorf("%s: %s %s %q %v", name, f.ID, f.Pointer, v.Text(), f.Args)
	}
}

// lastFiled is the last day on which the case files a package.
func lastFiled(t *testing.T, catalog *forms.Catalog, c *casefile.Case) casefile.Date {
	t.Helper()
	var last casefile.Date
	for _, kind := range catalog.Kinds() {
		day, err := catalog.SubmissionDay(kind, c)
		if err != nil {
			t.Fatal(err)
		}
		last = max(last, day)
	}
	return last
}
