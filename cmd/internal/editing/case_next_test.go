package editing_test

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/editing"
	"yoshiki/forms/casefile"
)

// TestNextKeepsAll takes every sample on to every kind of package: nothing of the case is
// lost but what a kind does not take over, and the new text can be read.
func TestNextKeepsAll(t *testing.T) {
	a := app.New(app.Options{})
	names, err := filepath.Glob(samples + "/*.yaml")
	if err != nil || len(names) < 8 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		c := sample(t, a, name, data)
		text := app.Text{Day: "2026-11-30"}
		catalog, err := a.Catalog(app.Text{Program: c.File.Case.Program, Day: text.Day})
		if err != nil {
			t.Fatal(err)
		}
		for _, kind := range catalog.Kinds() {
			_, next, err := editing.NextCase(a, c, text, kind, "ja")
			if err != nil {
				t.Fatalf("%s: %s: %v", name, kind, err)
			}
			again := sample(t, a, name, next)
			if casefile.Failed(again.Findings) {
				t.Errorf("%s: %s: %v", name, kind, again.Findings)
			}
			compareNext(t, filepath.Base(name)+": "+kind, kind, c.File.Case, again.File.Case)
		}
	}
}

// compareNext wants the old case in the new one, but for what is preset in a fresh entry.
func compareNext(t *testing.T, name, kind string, was, is *casefile.Case) {
	t.Helper()
	if kind == "re-application" {
		if is.Application.Kind != "re-application" || is.Application.Date != "" || !reflect.DeepEqual(is.Service, was.Service) {
			t.Errorf("%s: %+v", name, is.Application)
		}
		return
	}
	if kind == "renewal" {
		if is.Application.PreviousRegistration != was.Registration.Number || is.Application.Date != "" || !reflect.DeepEqual(is.Service, was.Service) {
			t.Errorf("%s: %+v", name, is.Application)
		}
		return
	}
	for v := range casefile.Walk(was) {
		if got, err := casefile.Get(is, v.Pointer); v.Text() != "" && v.Path != "revision" && (err != nil || got.Text() != v.Text()) {
			t.Errorf("%s: %s was %q, is %q", name, v.Pointer, v.Text(), got.Text())
		}
	}
}

func sample(t *testing.T, a *app.App, name string, data []byte) *app.Case {
	t.Helper()
	folder, err := os.OpenRoot(filepath.Dir(name))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { folder.Close() })
	c, err := a.ReadCase(name, bytes.NewReader(data), folder)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestRenewalCarries: what is the same a year later is taken over, down to people and methods; what
// was found, judged, promised or dated then is not.
func TestRenewalCarries(t *testing.T) {
	a := app.New(app.Options{})
	name := samples + "/large-renewal.yaml"
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	c := sample(t, a, name, data)
	for _, kind := range []string{"renewal", "re-application"} {
		_, text, err := editing.NextCase(a, c, app.Text{Day: "2023-11-10"}, kind, "ja")
		if err != nil {
			t.Fatal(err)
		}
		next := sample(t, a, name, text).File.Case
		for _, at := range []string{"/prior/evaluations/1/institution", "/prior/evaluations/1/operations/0/summary", "/prior/evaluations/0/information/1/confidentiality",
			"/representation/signatory/kana", "/internal_audit/auditors/2/competence", "/internal_audit/method", "/internal_audit/controls/6/procedure", "/assessment/assessor_number",
			"/improvement_plan/responsible/name", "/pledges/signatory/title", "/statement/controls/1199/implementation"} {
			was, _ := casefile.Get(c.File.Case, at)
			if is, err := casefile.Get(next, at); err != nil || is.Text() == "" || is.Text() != was.Text() {
				t.Errorf("%s: %s was %q, is %q", kind, at, was.Text(), is.Text())
			}
		}
		for _, at := range []string{"/prior/evaluations/0/date", "/prior/evaluations/0/overall", "/prior/evaluations/0/information/0/impact", "/representation/fraud", "/internal_audit/date",
			"/internal_audit/controls/0/result", "/internal_audit/conclusion", "/assessment/report_date", "/improvement_plan/items", "/pledges/notice", "/declarations", "/statement/period"} {
			if is, err := casefile.Get(next, at); err == nil && !is.Empty() {
				t.Errorf("%s: %s is taken over: %q", kind, at, is.Text())
			}
		}
	}
}

// TestFormatMeansTheSame writes what was understood as a case holds it: the case is the same,
// nothing is left to be understood, and all else stands as it stood.
func TestFormatMeansTheSame(t *testing.T) {
	a := app.New(app.Options{})
	name := samples + "/small-saas.yaml"
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	written := strings.NewReplacer("confidentiality: yes", "confidentiality: はい  # 確認済み", "date: 2026-0", "date: 令和8年0").Replace(string(data))
	written = strings.ReplaceAll(written, "令和8年0", "2026/0")
	f, err := editing.FormatCase(a, sample(t, a, name, []byte(written)))
	if err != nil || len(f.Written) < 2 || len(f.Findings) > 0 {
		t.Fatal(f, err)
	}
	if want := strings.ReplaceAll(string(data), "confidentiality: yes", "confidentiality: \"yes\"  # 確認済み"); string(f.Text) != want {
		t.Errorf("%s", f.Text)
	}
}
