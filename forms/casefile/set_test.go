package casefile_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/casetest"

	"github.com/google/go-cmp/cmp"
)

func smallCase() *casefile.Case {
	c := &casefile.Case{ID: "acme"}
	c.Service.Functions = []casefile.Function{{No: "F1", Name: "配信"}, {}, {No: "F3"}}
	c.Information.Capital.OfficerNationalities = []casefile.Text{"日本", ""}
	return c
}

func TestWalkGivesWhatIsThere(t *testing.T) {
	var got []string
	for v := range casefile.Walk(smallCase()) {
		got = append(got, v.Path+" "+v.Model.Type.Name()+" "+v.String())
	}
	want := []string{
		" Case ", `id CaseID /id "acme"`, "service Service /service", "service.functions  /service/functions",
		"service.functions.* Function /service/functions/0", `service.functions.*.no Text /service/functions/0/no "F1"`,
		`service.functions.*.name Text /service/functions/0/name "配信"`, "service.functions.* Function /service/functions/1",
		"service.functions.* Function /service/functions/2", `service.functions.*.no Text /service/functions/2/no "F3"`,
		"information Information /information", "information.capital Capital /information/capital",
		"information.capital.officer_nationalities  /information/capital/officer_nationalities",
		`information.capital.officer_nationalities.* Text /information/capital/officer_nationalities/0 "日本"`,
		`information.capital.officer_nationalities.* Text /information/capital/officer_nationalities/1 ""`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for v := range casefile.Walk(smallCase()) { // may be left at any place
		if v.Path == "service.functions" {
			break
		}
	}
}

func TestGet(t *testing.T) {
	c := smallCase()
	for pointer, want := range map[string]string{"/id": "acme", "/service/functions/2/no": "F3", "/service/url": "", "/service": "", "": ""} {
		if v, err := casefile.Get(c, pointer); err != nil || v.Text() != want || v.Pointer != pointer {
			t.Errorf("%s: %v, %v", pointer, v, err)
		}
	}
	for _, pointer := range []string{"/x", "/service/functions/3", "/service/functions/-", "/service/functions/01", "/service/functions/+1", "/id/0", "/", "//"} {
		if v, err := casefile.Get(c, pointer); err == nil {
			t.Errorf("%s: %v", pointer, v)
		}
	}
}

// TestEdits makes one edit after the other, each on a case as it was, and tells what it gives.
func TestEdits(t *testing.T) {
	f := func(no casefile.Text) casefile.Function { return casefile.Function{No: no} }
	for _, c := range []struct {
		edit casetest.Edit
		list []casefile.Text // numbers of the functions afterwards; nil when it is refused
	}{
		{casetest.Edit{Op: "set", Pointer: "/service/functions/1/no", Value: "F2"}, []casefile.Text{"F1", "F2", "F3"}},
		{casetest.Edit{Op: "set", Pointer: "/service/functions/3/no", Value: casefile.Text("F4")}, []casefile.Text{"F1", "", "F3", "F4"}},
		{casetest.Edit{Op: "set", Pointer: "/service/functions/-", Value: f("F4")}, []casefile.Text{"F1", "", "F3", "F4"}},
		{casetest.Edit{Op: "set", Pointer: "/service/functions/0", Value: nil}, []casefile.Text{"", "", "F3"}},
		{casetest.Edit{Op: "set", Pointer: "/service/functions", Value: []casefile.Function{f("F9")}}, []casefile.Text{"F9"}},
		{casetest.Edit{Op: "set", Pointer: "/service/functions", Value: []casefile.Function{}}, []casefile.Text{}},
		{casetest.Edit{Op: "insert", Pointer: "/service/functions/0", Value: f("F0")}, []casefile.Text{"F0", "F1", "", "F3"}},
		{casetest.Edit{Op: "insert", Pointer: "/service/functions/3", Value: f("F4")}, []casefile.Text{"F1", "", "F3", "F4"}},
		{casetest.Edit{Op: "insert", Pointer: "/service/functions/-", Value: nil}, []casefile.Text{"F1", "", "F3", ""}},
		{casetest.Edit{Op: "remove", Pointer: "/service/functions/1"}, []casefile.Text{"F1", "F3"}},
		{casetest.Edit{Op: "remove", Pointer: "/service/functions"}, []casefile.Text{}},
		{casetest.Edit{Op: "remove", Pointer: "/service/functions/0/no"}, []casefile.Text{"", "", "F3"}},
		{casetest.Edit{Op: "move", Pointer: "/service/functions/2", To: 0}, []casefile.Text{"F3", "F1", ""}},
		{casetest.Edit{Op: "move", Pointer: "/service/functions/0", To: 2}, []casefile.Text{"", "F3", "F1"}},

		{casetest.Edit{Op: "move", Pointer: "/service/functions/0", To: 3}, nil},
		{casetest.Edit{Op: "move", Pointer: "/service/name", To: 0}, nil},
		{casetest.Edit{Op: "remove", Pointer: "/service/functions/3"}, nil},
		{casetest.Edit{Op: "insert", Pointer: "/service/functions/4", Value: nil}, nil},
		{casetest.Edit{Op: "insert", Pointer: "/service/name", Value: "x"}, nil},
		{casetest.Edit{Op: "set", Pointer: "/service/functions/4/no", Value: "F4"}, nil},
		{casetest.Edit{Op: "set", Pointer: "/service/functions/3/nr", Value: "F4"}, nil},
		{casetest.Edit{Op: "set", Pointer: "/service/functions/0", Value: "F4"}, nil},
		{casetest.Edit{Op: "set", Pointer: "/service/functions/0/no", Value: f("F4")}, nil},
		{casetest.Edit{Op: "set", Pointer: "/service/functions", Value: slices.Repeat([]casefile.Function{{}}, casefile.MaxEntries+1)}, nil},
	} {
		x := smallCase()
		before := slices.Clone(x.Service.Functions)
		findings := c.edit.Apply(x)
		if c.list == nil {
			c.list = []casefile.Text{"F1", "", "F3"}
			if findings == nil {
				t.Errorf("%v is taken", c.edit)
			}
		} else if findings != nil {
			t.Errorf("%v: %v", c.edit, findings)
		}
		numbers := []casefile.Text{}
		for _, f := range x.Service.Functions {
			numbers = append(numbers, f.No)
		}
		if diff := cmp.Diff(c.list, numbers); diff != "" {
			t.Errorf("%v:\n%s", c.edit, diff)
		}
		if len(numbers) == 0 && x.Service.Functions != nil {
			t.Errorf("%v: a list without entries", c.edit)
		}
		if diff := cmp.Diff(smallCase().Service.Functions, before); diff != "" && c.edit.Op != "set" {
			t.Errorf("%v changed the list that was:\n%s", c.edit, diff)
		}
	}
}

func TestSetAsksTheRulesOfTheLeaves(t *testing.T) {
	for _, c := range []struct {
		pointer string
		value   any
		want    []string
	}{
		{"/prior/date", "2026-02-30", []string{"case:date"}},
		{"/prior/kind", "old", []string{"case:choice"}},
		{"/applicant/corporate_number", "1", []string{"case:corporate-number-digits"}},
		{"/service/name", "a\tb", []string{"case:control-character"}},
		{"/service", casefile.Service{Name: "\x00", Started: "yesterday"}, []string{"case:control-character", "case:date"}},
		{"/nowhere", "x", []string{"case:place"}},
		{"/prior/date", "", nil},
		{"/prior/date", "2026-02-28", nil},
	} {
		if diff := cmp.Diff(c.want, ids(casefile.Set(&casefile.Case{}, c.pointer, c.value))); diff != "" {
			t.Errorf("%s %v:\n%s", c.pointer, c.value, diff)
		}
	}
}

func TestInsertInAListInAList(t *testing.T) {
	c := &casefile.Case{Appeals: []casefile.Appeal{{Number: "1", Evidence: []casefile.Evidence{{No: "甲1"}, {No: "甲2"}}}}}
	if findings := casefile.Insert(c, "/appeals/0/evidence/1", casefile.Evidence{No: "甲9"}); findings != nil {
		t.Fatal(findings)
	}
	want := []casefile.Appeal{{Number: "1", Evidence: []casefile.Evidence{{No: "甲1"}, {No: "甲9"}, {No: "甲2"}}}}
	if diff := cmp.Diff(want, c.Appeals); diff != "" {
		t.Error(diff)
	}
}

// TestEditsAreAsAnyCase makes many random edits: each is taken, and what comes of them is
// encoded and decoded to the same.
func TestEditsAreAsAnyCase(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	c := &casefile.Case{}
	for range 500 {
		edit := casetest.Random(r, c)
		kept := casefile.Clone(c)
		other := casefile.Clone(c)
		if findings := edit.Apply(other); findings != nil {
			t.Fatalf("%v: %v", edit, findings)
		}
		if diff := cmp.Diff(kept, c); diff != "" {
			t.Fatalf("%v reached another case:\n%s", edit, diff)
		}
		c = other
	}
	if _, err := casefile.Encode(c); err != nil {
		t.Fatal(err)
	}
}
