package forms

import (
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/decode"
	"yoshiki/templates"
)

// TestFormsOf names the forms that show a value.
func TestFormsOf(t *testing.T) {
	c := catalogOf(t, "2023-11-10")
	for pointer, want := range map[string][]string{
		"/internal_audit/auditors/1/name":       {"2-3"},
		"/internal_audit/auditors/1/nothing":    {"2-3"},
		"/hold/0/application/date":              {"2-5", "2-21"},
		"/prior/evaluations/0/information/2":    {"1-2"},
		"/improvement_plan/items/1/cause":       {"improvement-plan"},
		"/control_changes/0/changes/0/before":   {"2-10"},
		"/appeals/0/measure/date":               {"2-17"},
		"/prior_appeals/0/measure/date":         {"1-5"},
		"/monitoring_notices/0/matters/0/reply": {"monitoring-reply"},
		"/statement/scope/personnel":            {"2-1", "2-6"},
		"/hold/0/statement/scope/personnel":     {"2-1"},
		"/program":                              nil,
		"":                                      nil,
	} {
		if diff := cmp.Diff(want, c.FormsOf(pointer)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", pointer, diff)
		}
	}
}

// TestCheckGroupsByForm wants the findings form by form, those of no form last.
func TestCheckGroupsByForm(t *testing.T) {
	s := (&sample{Base: "small-saas.yaml", name: "ok=", Remove: []string{"/pledges", "/contact", "/prior/evaluations/0/date", "/internal_audit/scope", "/id"}}).read(t)
	findings, err := s.on.Check(s.file, "", "")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range findings {
		got = append(got, strings.Join(f.Forms, ",")+" "+f.Pointer)
	}
	if sorted := slices.IsSortedFunc(findings, func(a, b casefile.Finding) int { return compareForms(a.Forms, b.Forms) }); !sorted || len(got) != 5 {
		t.Errorf("%q", got)
	}
	if last := findings[len(findings)-1]; last.Pointer != "/id" {
		t.Errorf("%+v", last)
	}
}

// TestPresenceOfAPackage asks a package only for what its own forms show.
func TestPresenceOfAPackage(t *testing.T) {
	s := (&sample{Base: "registered.yaml", name: "ok=", Remove: []string{"/withdrawal/reason", "/list_changes/0/date", "/applicant/name", "/id"}}).read(t)
	for kind, want := range map[string][]string{
		"withdrawal":     {"/id", "/applicant/name", "/withdrawal/reason"},
		"list-change":    {"/id", "/applicant/name", "/list_changes/0/date"},
		"control-change": {"/id", "/applicant/name"},
	} {
		findings, err := s.on.Check(s.file, kind, "")
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, f := range findings {
			got = append(got, f.Pointer)
		}
		slices.Sort(got)
		slices.Sort(want)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", kind, diff)
		}
	}
}

// TestCheckBeforeAClause checks by an earlier text: what it had not, it cannot find.
func TestCheckBeforeAClause(t *testing.T) {
	s := (&sample{Base: "hold.yaml", name: "ok=", Remove: []string{"/hold/0/statement/controls/1"}}).read(t)
	for day, want := range map[casefile.Date]bool{"2022-11-01": false, "2023-07-02": false, "2023-07-03": true, "2023-11-10": true} {
		findings, err := catalogOf(t, day).Check(s.file, "", "")
		if err != nil {
			t.Fatal(err)
		}
		if got := slices.Contains(foundIDs(findings), "liu:10.8(2)"); got != want {
			t.Errorf("%s: %v", day, findings)
		}
	}
}

// TestCheckSideBySide has many check with one catalogue that nobody has used before.
func TestCheckSideBySide(t *testing.T) {
	c, err := Open("ismap-liu", "2023-11-10", templates.FS)
	if err != nil {
		t.Fatal(err)
	}
	s := (&sample{Base: "small-saas.yaml", name: "ok=", Remove: []string{"/pledges/date"}}).read(t)
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			if findings, err := c.Check(s.file, "", ""); err != nil || len(findings) != 1 {
				t.Errorf("%v %v", findings, err)
			}
			if _, err := c.Deadlines(s.file); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
}

// BenchmarkCheck checks a case with 1,200 controls.
func BenchmarkCheck(b *testing.B) {
	data, err := os.ReadFile("../testdata/cases/large-renewal.yaml")
	if err != nil {
		b.Fatal(err)
	}
	file, _ := decode.Decode("large-renewal.yaml", data, os.DirFS("../testdata/cases"))
	c := catalogOf(b, "2023-11-10")
	if findings, err := c.Check(file, "", "2026-11-22"); err != nil || len(findings) > 0 {
		b.Fatal(findings, err)
	}
	for b.Loop() {
		if _, err := c.Check(file, "", "2026-11-22"); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkFirstCheck reads the catalogue too, as a command does.
func BenchmarkFirstCheck(b *testing.B) {
	data, err := os.ReadFile("../testdata/cases/small-saas.yaml")
	if err != nil {
		b.Fatal(err)
	}
	file, _ := decode.Decode("small-saas.yaml", data, os.DirFS("../testdata/cases"))
	for b.Loop() {
		c, err := Open("ismap-liu", "2023-11-10", templates.FS)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := c.Check(file, "", "2026-11-22"); err != nil {
			b.Fatal(err)
		}
	}
}
