package change_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/casetest"
	"yoshiki/forms/casefile/change"
	"yoshiki/forms/casefile/decode"

	"github.com/google/go-cmp/cmp"
)

// samples gives the cases of the project.
func samples(tb testing.TB) []*casefile.Case {
	tb.Helper()
	names, err := filepath.Glob("../../../testdata/cases/*.yaml")
	if err != nil || len(names) == 0 {
		tb.Fatal(err)
	}
	var cases []*casefile.Case
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			tb.Fatal(err)
		}
		file, findings := decode.Decode(name, data, os.DirFS(filepath.Dir(name)))
		if casefile.Failed(findings) {
			tb.Fatal(findings)
		}
		cases = append(cases, file.Case)
	}
	return cases
}

// numbered gives a case with functions that have these numbers, and countries.
func numbered(numbers, countries string) *casefile.Case {
	c := &casefile.Case{}
	for _, no := range strings.Fields(numbers) {
		no, name, _ := strings.Cut(no, ":")
		c.Service.Functions = append(c.Service.Functions, casefile.Function{No: casefile.Text(no), Name: casefile.Text(name)})
	}
	for _, country := range strings.Fields(countries) {
		c.Information.Capital.OfficerNationalities = append(c.Information.Capital.OfficerNationalities, casefile.Text(country))
	}
	return c
}

// short writes changes of a case that numbered gave.
func short(changes []change.Change) string {
	var out []string
	for _, c := range changes {
		pointer := strings.NewReplacer("/service/functions", "", "/information/capital/officer_nationalities", "").Replace(c.Pointer)
		out = append(out, string(c.Kind)+" "+pointer)
	}
	return strings.Join(out, ", ")
}

func TestDiffOfLists(t *testing.T) {
	for _, c := range []struct{ a, b, want string }{
		{"F1 F2 F3", "F1 F2 F3", ""},
		{"F1 F2 F3", "F1 F4 F2 F3", "added /1"},
		{"F1 F2 F3", "F2 F3", "removed /0"},
		{"F1 F2 F3 F4", "F4 F1 F2 F3", "moved /0"},
		{"F1:a F2:b", "F1:a F2:c", "changed /1/name"},
		{"F1:a F2:b F3:c", "F0:z F3:c F1:a F2:x", "added /0, moved /1, changed /3/name"},
		{"F1:a F1:b", "F1:b", "removed /0"},
		{"F1:a F1:b", "F1:a F1:c", "changed /1/name"},
		{"F1:a", "F9:a", "changed /0/no"}, // the name is its second key
		{"F1:a", "F9:z", "removed /0, added /0"},
		{":a :b", ":a :x :b", "added /1"},
		{"", "F1", "added /0"},
	} {
		if got := short(change.Diff(numbered(c.a, ""), numbered(c.b, ""))); got != c.want {
			t.Errorf("%s → %s: %s, want %s", c.a, c.b, got, c.want)
		}
	}
	for _, c := range []struct{ a, b, want string }{
		{"日本 米国", "日本 英国 米国", "added /1"},
		{"日本 米国 英国", "日本 独国 英国", "changed /1"},
		{"日本 米国 日本 英国", "日本 日本 英国", "removed /1"},
		{"日本 米国 英国", "英国 日本 米国", "moved /0"},
		{"日本 日本 日本", "日本 日本", "removed /2"},
		{"日本 米国", "英国 仏国 独国", "changed /0, changed /1, added /2"},
	} {
		if got := short(change.Diff(numbered("", c.a), numbered("", c.b))); strings.Join(strings.Split(got, ", "), ", ") != c.want {
			t.Errorf("%s → %s: %s, want %s", c.a, c.b, got, c.want)
		}
	}
}

func TestDiffOfTexts(t *testing.T) {
	a, b := &casefile.Case{}, &casefile.Case{}
	a.Service.Name, a.Service.URL, b.Service.URL, b.Prior.Date = "名", "https://a", "https://b", "2026-04-01"
	b.Withdrawal.Notices = []casefile.AgencyNotice{{Agency: "省", Date: "2026-05-01"}}
	got, err := json.MarshalIndent(change.Diff(a, b), "", " ")
	if err != nil {
		t.Fatal(err)
	}
	golden, err := os.ReadFile("testdata/diff.json")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.TrimSpace(string(golden)), string(got)); diff != "" {
		t.Error(diff)
	}
}

// TestDiffTellsEachEdit makes one random edit: it is one change, or, where a list or group
// was replaced, some within it; and no change tells of what is the same.
func TestDiffTellsEachEdit(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	cases := samples(t)
	for range 400 {
		c := cases[r.IntN(len(cases))]
		edit := casetest.Random(r, c)
		edited := casefile.Clone(c)
		edit.Apply(edited)
		changes := change.Diff(c, edited)
		if len(changes) > 1 && (edit.Op == "move" || edit.Op == "insert") && !strings.Contains(edit.String(), "attachments") {
			t.Errorf("%v: %v", edit, changes)
		}
		if same := reflect.DeepEqual(c, edited); same != (len(changes) == 0) {
			t.Errorf("%v: %v, same %v", edit, changes, same)
		}
		for _, x := range changes {
			if x.Kind != change.Moved && x.From.Text() == x.To.Text() && x.From.Model != nil && x.To.Model != nil {
				t.Errorf("%v: %v", edit, x)
			}
		}
	}
}

func BenchmarkDiff1200Controls(b *testing.B) {
	c := large()
	edited := casetest.Edited(rand.New(rand.NewPCG(1, 1)), c, 30)
	for b.Loop() {
		if change.Diff(c, edited) == nil {
			b.Fatal("no changes")
		}
	}
}

func BenchmarkMerge1200Controls(b *testing.B) {
	c := large()
	r := rand.New(rand.NewPCG(1, 1))
	ours, theirs := casetest.Edited(r, c, 30), casetest.Edited(r, c, 30)
	for b.Loop() {
		change.Merge(c, ours, theirs)
	}
}

// large gives a case with 1,200 controls.
func large() *casefile.Case {
	c := &casefile.Case{ID: "large", Program: "ismap-liu", Revision: "2023-11-10"}
	for i := range 1200 {
		c.Statement.Controls = append(c.Statement.Controls, casefile.Control{
			ID: casefile.Text(fmt.Sprintf("%d.%d.%d.%d.P", 5+i/200, i/40%5+1, i/8%5+1, i%8+1)), Name: "情報セキュリティのための方針群", Kind: "detail",
			Adopted: "yes", Implementation: casefile.Text(strings.Repeat("方針を定め、経営陣が承認し、全従業員に周知する。", 4)),
			Department: "情報管理部", Documents: "情報セキュリティ規程第1号", Change: "なし",
		})
	}
	return c
}
