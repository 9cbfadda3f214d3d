package forms

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"yoshiki/forms/casefile"
	"yoshiki/forms/expr"
	"yoshiki/locales"
)

// judged are the texts whose rules want samples, the newest of each programme first: LIU's
// newest confirmed one; of ISMAP also the one that is only reported.
var judged = []struct {
	program casefile.Program
	days    []casefile.Date
}{{"ismap-liu", []casefile.Date{"2023-11-10"}}, {"ismap", []casefile.Date{"2024-01-04", "2022-04-01"}}}

// judgedText is a catalogue with the rules of it that want samples.
type judgedText struct {
	on    *Catalog
	rules []*Rule
}

// judgedTexts are the texts of a programme, each with the rules that no newer one has.
func judgedTexts(t *testing.T, program casefile.Program, days []casefile.Date) []judgedText {
	t.Helper()
	var all []judgedText
	seen := map[string]bool{}
	for _, day := range days {
		text := judgedText{on: catalogIn(t, program, day)}
		rules, err := text.on.Rules()
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range rules {
			if !seen[r.Name] {
				seen[r.Name], text.rules = true, append(text.rules, r)
			}
		}
		all = append(all, text)
	}
	return all
}

// TestRuleSamples checks every sample: the ids of its findings must be those in its name,
// and its deadlines those that it lists.
func TestRuleSamples(t *testing.T) {
	for _, s := range readSamples(t) {
		findings, err := s.on.Check(s.file, s.For, s.AsOf)
		if err != nil {
			t.Fatalf("%s: %v", s.name, err)
		}
		if diff := cmp.Diff(s.wants, foundIDs(findings)); diff != "" {
			t.Errorf("%s (-want +got):\n%s%+v", s.name, diff, findings)
		}
		for _, f := range findings {
			unfilled(t, s.name, &f)
			if f.Line == 0 || f.Clause == "" && !strings.HasPrefix(f.ID, "case:") || f.Pointer == "" {
				t.Errorf("%s: %+v has no place", s.name, f)
			}
		}
		if diff := cmp.Diff(s.At, pointersOf(findings)); diff != "" && len(s.At) > 0 {
			t.Errorf("%s: at (-want +got):\n%s", s.name, diff)
		}
		if worst := worstOf(findings); s.Worst != "" && worst != s.Worst {
			t.Errorf("%s: the worst is %q, not %q", s.name, worst, s.Worst)
		}
		s.checkDue(t)
	}
}

// worstOf is the severity of the gravest finding.
func worstOf(findings []casefile.Finding) casefile.Severity {
	grave := []casefile.Severity{"", casefile.Note, casefile.Warning, casefile.Error}
	worst := 0
	for _, f := range findings {
		worst = max(worst, slices.Index(grave, f.Severity))
	}
	return grave[worst]
}

// pointersOf are the places of findings in the case, each once.
func pointersOf(findings []casefile.Finding) []string {
	var all []string
	for _, f := range findings {
		all = append(all, f.Pointer)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// unfilled looks for placeholders of a finding's words that nothing fills.
func unfilled(t *testing.T, name string, f *casefile.Finding) {
	t.Helper()
	texts := []string{f.Message.Ja, f.Message.En, f.Repair.Ja, f.Repair.En}
	if f.Rule == "" || f.ID == AbsentID {
		ja, en := locales.New("ja"), locales.New("en")
		texts = []string{ja.Text("finding."+f.ID, f.Args), en.Text("finding."+f.ID, f.Args), ja.Text("repair."+f.ID, f.Args), en.Text("repair."+f.ID, f.Args)}
	}
	for _, text := range texts {
		for _, m := range placeholder.FindAllStringSubmatch(text, -1) {
			if _, filled := f.Args[m[1]]; !filled && f.Terms[m[1]].Ja == "" {
				t.Errorf("%s: nothing fills {%s} of %s", name, m[1], text)
			}
		}
		if text == "" || strings.HasPrefix(text, "finding.") || strings.HasPrefix(text, "repair.") {
			t.Errorf("%s: %s has no words", name, f.ID)
		}
	}
}

func (s *sample) checkDue(t *testing.T) {
	t.Helper()
	deadlines, err := s.on.Deadlines(s.file)
	if err != nil {
		t.Fatalf("%s: %v", s.name, err)
	}
	got := map[string]string{}
	for id, due := range s.Due {
		if due == notDue {
			got[id] = notDue
		}
	}
	for _, d := range deadlines {
		if s.Due[d.Rule] != "" {
			got[d.Rule] = dueOf(&d)
		}
	}
	if diff := cmp.Diff(s.Due, got); diff != "" && len(s.Due) > 0 {
		t.Errorf("%s: deadlines (-want +got):\n%s", s.name, diff)
	}
}

// dueOf is what a sample says of a deadline: its last day, or of a period without a number
// the day from which it runs and the day on which it was done.
func dueOf(d *Deadline) string {
	if d.Step.Unit == WithoutDelay {
		return strings.TrimSuffix(d.Step.From.String()+" "+d.Done.String(), " 0000-00-00")
	}
	return d.Step.End.String()
}

// TestEachRuleHasSamples looks for a sample that fails and one that passes for each rule.
// A rule that only computes a day has a sample with that day instead.
func TestEachRuleHasSamples(t *testing.T) {
	fails, dues := map[string]bool{}, map[string]bool{}
	for _, s := range readSamples(t) {
		for _, id := range s.wants {
			fails[id] = true
		}
		for id := range s.Due {
			dues[id] = true
		}
	}
	for _, j := range judged {
		for _, text := range judgedTexts(t, j.program, j.days) {
			for _, r := range text.rules {
				only := r.Deadline != nil && r.Deadline.Keep && r.Deadline.Done.Source == "" || !r.finds()
				if !fails[r.ID] && !only {
					t.Errorf("%s has no sample that fails", r.ID)
				}
				if r.Deadline != nil && !dues[r.ID] {
					t.Errorf("%s has no sample with its last day", r.ID)
				}
				passes := func(s *sample) bool { return s.passes(text.on, r) }
				if !alwaysFails[r.Name] && !slices.ContainsFunc(readSamples(t), passes) {
					t.Errorf("%s has no sample that passes", r.ID)
				}
			}
		}
	}
}

// alwaysFails are rules that find fault wherever they are asked: of a case that is right
// they are not asked.
var alwaysFails = map[string]bool{"same-service/changed": true, "urgent-report/earlier": true, "hold-rejection/early": true}

// passes reports whether the rule is asked in a sample and finds nothing.
func (s *sample) passes(c *Catalog, r *Rule) bool {
	if s.on.Program != c.Program || !r.Gates(s.For) || slices.Contains(s.wants, r.ID) || strings.HasPrefix(s.name, "case_") {
		return false
	}
	if len(r.Papers) > 0 {
		return s.For != "" && s.on.kinds[s.For].Paper(r.Papers[0]) != nil
	}
	a := &asker{file: s.file, words: s.on.vocabulary, kind: s.For, asOf: s.AsOf}
	return slices.ContainsFunc(r.subjects(s.file.Case), func(it expr.Found) bool {
		ok, err := a.applies(r, it)
		return ok && err == nil
	})
}

// applies reports whether the rule is asked of a value.
func (a *asker) applies(r *Rule, it expr.Found) (bool, error) {
	s, err := a.scope(r, it)
	if err != nil {
		return false, err
	}
	return r.applies(s)
}
