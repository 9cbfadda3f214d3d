package forms

import (
	"io/fs"
	"regexp"
	"testing"

	"yoshiki/forms/casefile"
	"yoshiki/templates"
)

// textJudge finds what reads a free text by its looks. What it finds is plausible, never
// proven.
var textJudge = regexp.MustCompile(`\.(matches|contains)\(`)

// provenByText are the errors that nevertheless rest on how a text looks, each with why the
// text leaves no doubt.
var provenByText = map[string]string{
	"japanese/service":        "no letter of the text is Japanese",
	"japanese/statement":      "no letter of the text is Japanese",
	"consistency/nationality": "the whole name of an officer stands in it",
}

// TestSeverity holds every rule of every text to the definition. An error is what the receiver
// must refuse: something is missing, a day is past that binds, or two places contradict each
// other. What an authority owes, what a clause asks for "in principle" or without a figure, and
// what only looks wrong is for a person to look at.
func TestSeverity(t *testing.T) {
	errors := 0
	for _, program := range []casefile.Program{"ismap-liu", "ismap"} {
		for _, day := range days(string(program), []fs.FS{templates.FS}) {
			c := catalogIn(t, program, day)
			rows, err := c.Matrix()
			if err != nil {
				t.Fatal(err)
			}
			for _, row := range rows {
				for _, r := range row.Rules {
					if r.Severity == casefile.Error {
						errors++
						r.provable(t, row)
					}
				}
			}
		}
	}
	if errors < 500 {
		t.Error(errors)
	}
}

// provable tells of an error that is none by the definition.
func (r *Rule) provable(t *testing.T, row *ClauseRow) {
	t.Helper()
	d := r.Deadline
	switch judges := textJudge.MatchString(r.That.Source); {
	case judges && provenByText[r.Name] == "":
		t.Errorf("%s: how a text looks is for a person to see: a warning", r.Place())
	case d != nil && d.By != "":
		t.Errorf("%s: what an authority owes is no error of the applicant's: a warning", r.Place())
	case d != nil && d.N > 0 && row.Leeway != "" && d.Late != casefile.Note:
		t.Errorf("%s: the period of %s gives way (%s): a warning", r.Place(), row.Number, row.Leeway)
	}
}
