package forms

import (
	"os"
	"strings"
	"testing"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/decode"
	"yoshiki/forms/period"
)

// TestRightStaysRight takes every sample that is right and wants no finding either when its
// package is filed again on its day, written out anew, or one day before a deadline.
func TestRightStaysRight(t *testing.T) {
	filed, before := 0, 0
	for _, s := range readSamples(t) {
		if !strings.HasPrefix(s.name, "ok=") {
			continue
		}
		filed += s.again(t)
		before += s.before(t)
	}
	t.Logf("%d filed again, %d deadlines", filed, before)
	if filed < 300 || before < 300 {
		t.Errorf("only %d filed again, %d deadlines", filed, before)
	}
}

// again writes the case out, reads it, and checks it on the day of its package.
func (s *sample) again(t *testing.T) int {
	t.Helper()
	if s.For == "" {
		return 0
	}
	day, err := s.on.SubmissionDay(s.For, s.file.Case)
	if err != nil {
		t.Fatal(err)
	}
	data, err := casefile.Encode(s.file.Case)
	if err != nil {
		t.Fatal(err)
	}
	file, _ := decode.Decode(s.name, data, os.DirFS("../testdata/cases"))
	s.wantNone(t, file, day)
	return 1
}

// before checks the case on the day before the first of its open deadlines, and asks of each
// other one by itself on the day before its own: by then, those before it are past.
func (s *sample) before(t *testing.T) int {
	t.Helper()
	deadlines, err := s.on.Deadlines(s.file)
	if err != nil {
		t.Fatal(err)
	}
	asked := 0
	for _, d := range deadlines {
		if d.Keep || d.Step.Unit == WithoutDelay || d.Done != (period.Date{}) {
			continue
		}
		eve := casefile.Date(d.Step.End.AddDays(-1).String())
		if asked++; asked == 1 {
			s.wantNone(t, s.file, eve)
			continue
		}
		a := &asker{file: s.file, words: s.on.vocabulary, kind: s.For, asOf: eve, told: map[string]bool{}}
		if err := a.ask(s.on.ruleNamed(t, d.Name)); err != nil {
			t.Fatal(err)
		}
		for _, f := range a.findings {
			if f.Args["demanded"] == d.Step.End.String() {
				t.Errorf("%s: on %s: %+v", s.name, eve, f)
			}
		}
	}
	return asked
}

// wantNone fails the test when a check on a day finds anything.
func (s *sample) wantNone(t *testing.T, file *decode.File, day casefile.Date) {
	t.Helper()
	findings, err := s.on.Check(file, s.For, day)
	if err != nil || len(findings) > 0 {
		t.Errorf("%s: on %s: %+v, %v", s.name, day, findings, err)
	}
}

// ruleNamed is a rule by its lasting name.
func (c *Catalog) ruleNamed(t *testing.T, name string) *Rule {
	t.Helper()
	rules, err := c.Rules()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rules {
		if r.Name == name {
			return r
		}
	}
	t.Fatalf("no rule %s", name)
	return nil
}
