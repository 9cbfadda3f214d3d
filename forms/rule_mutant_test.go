package forms

import (
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"yoshiki/forms/casefile"
)

// TestRuleMutants spoils every rule in each way that a slip could, and looks whether a
// sample would tell. Of each programme at least 99 of 100 must be caught; the survivors are
// logged.
func TestRuleMutants(t *testing.T) {
	trials := tryAll(t, readSamples(t))
	for _, j := range judged {
		t.Run(string(j.program), func(t *testing.T) {
			made, caught := 0, 0
			for _, text := range judgedTexts(t, j.program, j.days) {
				spoiled := mutants(t, text.on)
				for _, r := range text.rules {
					m, n := catch(t, text.on, judgesOf(t, trials, r), spoiled[r.Name])
					made, caught = made+m, caught+n
				}
			}
			t.Logf("%d of %d mutants caught", caught, made)
			if made < 700 || caught*100 < made*99 {
				t.Errorf("%d of %d mutants caught", caught, made)
			}
		})
	}
}

// catch counts the mutants of one rule, and those that a trial tells.
func catch(t *testing.T, c *Catalog, judges []*trial, spoiled []mutant) (made, caught int) {
	t.Helper()
	for _, m := range spoiled {
		r := m.decode()
		if r == nil || r.prepare(c) != nil || r.Compile() != nil {
			continue
		}
		made++
		if slices.ContainsFunc(judges, func(x *trial) bool { return x.catches(t, r) }) {
			caught++
		} else {
			t.Logf("survives: %s: %s", m.rule, m.name)
		}
	}
	return made, caught
}

// judgesOf are the trials whose own catalogue asks what the rule asks, so that only what is
// changed in it can tell; those whose samples are about the rule come first.
func judgesOf(t *testing.T, trials []*trial, r *Rule) []*trial {
	t.Helper()
	var about, others []*trial
	name := fileNameOf(r.ID)
	for _, x := range trials {
		switch asked, has := x.byRule[r.ID]; {
		case !has || !reflect.DeepEqual(x.ask(t, r), asked):
		case strings.Contains(x.name, name) || x.Due[r.ID] != "":
			about = append(about, x)
		default:
			others = append(others, x)
		}
	}
	return append(about, others...)
}

// trial is a sample with what each rule finds in it.
type trial struct {
	*sample
	present []casefile.Finding
	told    map[string]bool
	byRule  map[string][]casefile.Finding
	order   []string
}

func tryAll(t *testing.T, samples []*sample) []*trial {
	t.Helper()
	var all []*trial
	for _, s := range samples {
		present, err := s.on.presence(s.file, s.For)
		if err != nil {
			t.Fatal(err)
		}
		x := &trial{sample: s, present: present, told: map[string]bool{}, byRule: map[string][]casefile.Finding{}}
		for _, f := range x.present {
			x.told[f.Pointer] = true
		}
		rules, err := s.on.Rules()
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range rules {
			x.byRule[r.ID], x.order = x.ask(t, r), append(x.order, r.ID)
		}
		kinds, err := s.on.dated(s.file, s.For)
		if err != nil {
			t.Fatal(err)
		}
		a := &asker{file: s.file, words: s.on.vocabulary}
		if err := s.on.lacking(a, kinds); err != nil {
			t.Fatal(err)
		}
		for _, f := range a.findings {
			x.byRule[f.ID] = append(x.byRule[f.ID], f)
			if !slices.Contains(x.order, f.ID) {
				x.order = append(x.order, f.ID)
			}
		}
		all = append(all, x)
	}
	return all
}

// ask asks one rule alone. A rule that fails finds a fault of its own.
func (x *trial) ask(t *testing.T, r *Rule) []casefile.Finding {
	t.Helper()
	if !r.Gates(x.For) {
		return nil
	}
	a := &asker{file: x.file, words: x.on.vocabulary, kind: x.For, asOf: x.AsOf, told: maps.Clone(x.told)}
	if err := a.ask(r); err != nil {
		return []casefile.Finding{{ID: err.Error()}}
	}
	return a.findings
}

// catches reports whether the sample fails when the rule is another.
func (x *trial) catches(t *testing.T, r *Rule) bool {
	t.Helper()
	id := r.ID
	if want := x.Due[id]; want != "" && x.end(r) != want {
		return true
	}
	found := x.ask(t, r)
	return !reflect.DeepEqual(found, x.byRule[id]) && !slices.Equal(x.with(id, found), x.with(id, x.byRule[id]))
}

// with are the ids of all findings, those of one rule being others.
func (x *trial) with(id string, found []casefile.Finding) []string {
	var all []casefile.Finding
	for _, other := range x.order {
		if other == id {
			all = append(all, found...)
		} else {
			all = append(all, x.byRule[other]...)
		}
	}
	return foundIDs(merge(slices.Clone(x.present), all))
}

// end is the last day of the rule's deadline; of several, the last of them.
func (x *trial) end(r *Rule) string {
	end := notDue
	a := &asker{file: x.file, words: x.on.vocabulary}
	for _, it := range r.subjects(x.file.Case) {
		if d, err := a.begun(r, it); err == nil && d != nil {
			end = dueOf(d)
		}
	}
	return end
}
