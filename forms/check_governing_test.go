package forms_test

import (
	"slices"
	"testing"

	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/decode"
)

// TestRevisionOfThePaper compares the revision that a case names with the day of its paper.
func TestRevisionOfThePaper(t *testing.T) {
	over := folder(map[string]string{"ismap/2025-06-01/revision.yaml": "in_force: 2025-06-01\nedition: reported\nconfirmed: false\nsource: hearsay\n"})
	for name, x := range map[string]struct {
		revision, day casefile.Date
		want          string
	}{
		"of that day":            {"2022-04-01", "2023-12-31", ""},
		"last day before":        {"2024-01-04", "2024-01-03", "2022-04-01"},
		"first day of the next":  {"2022-04-01", "2024-01-04", "2024-01-04"},
		"day within":             {"2023-05-05", "2023-06-01", ""},
		"not confirmed, unnamed": {"2024-01-04", "2026-01-01", ""},
		"not confirmed, named":   {"2025-06-01", "2026-01-01", ""},
		"named before its day":   {"2025-06-01", "2025-05-31", "2024-01-04"},
		"before the first":       {"2022-04-01", "2022-03-31", ""},
		"no day":                 {"2022-04-01", "", ""},
	} {
		c, err := forms.Open("ismap", x.revision, made(nil), over)
		if err != nil {
			t.Fatal(err)
		}
		text := "id: a\nprogram: ismap\nrevision: " + string(x.revision) + "\nappeals: [{purport: x, date: " + string(x.day) + "}]\n"
		file, faults := decode.Decode("case.yaml", []byte(text), nil)
		if file == nil {
			t.Fatal(faults)
		}
		findings, err := c.Check(file, "appeal", "")
		if err != nil {
			t.Fatal(err)
		}
		at := slices.IndexFunc(findings, func(f casefile.Finding) bool { return f.ID == "case:revision" })
		if got := at >= 0; got != (x.want != "") || got && (findings[at].Args["demanded"] != x.want || findings[at].Line != 3) {
			t.Errorf("%s: %+v", name, findings)
		}
	}
}
