package casefile_test

import (
	"path/filepath"
	"strings"
	"testing"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/node"

	"github.com/google/go-cmp/cmp"
)

// TestLimits reads cases that are just within each limit, and just beyond it.
func TestLimits(t *testing.T) {
	long := func(n int) string { return "service:\n  name: " + strings.Repeat("様", n) }
	many := func(n int) string { return "service:\n  functions:\n" + strings.Repeat("  - no: 1\n", n) }
	nested := func(n int) string { return `{"service":` + strings.Repeat("[", n) + strings.Repeat("]", n) + "}" }
	for _, c := range []struct {
		source string
		want   []string
	}{
		{long(casefile.MaxText), nil},
		{long(casefile.MaxText + 1), []string{"case:text-too-long"}},
		{"service:\n  name: " + strings.Repeat("𠮷", casefile.MaxText/2), nil},
		{"service:\n  name: " + strings.Repeat("𠮷", casefile.MaxText/2) + "野", []string{"case:text-too-long"}},
		{many(casefile.MaxEntries), nil},
		{many(casefile.MaxEntries + 1), []string{"case:too-many"}},
		{nested(node.MaxDepth - 1), []string{"case:wrong-type"}},
		{nested(node.MaxDepth), []string{"case:depth"}},
		{"id: a\n" + strings.Repeat("#", casefile.MaxCaseSize-6), []string{"case:too-many"}},
		{"id: a\n#" + strings.Repeat(" ", casefile.MaxCaseSize-7), nil},
		{"id: a\n#" + strings.Repeat(" ", casefile.MaxCaseSize-6), []string{"case:size"}},
		{strings.Repeat("x: 1\n", casefile.MaxFaults), []string{"case:unknown-key"}},
		{strings.Repeat("x: 1\n", casefile.MaxFaults+1), []string{"case:more", "case:unknown-key"}},
		{strings.Repeat("\x01", casefile.MaxFaults+1), []string{"case:control-character", "case:more"}},
	} {
		file, findings := read("case.yaml", []byte(c.source), nil)
		if diff := cmp.Diff(c.want, ids(findings)); diff != "" {
			t.Errorf("%.60q… of %d bytes:\n%s", c.source, len(c.source), diff)
		}
		if file == nil || file.Case == nil {
			t.Errorf("%.60q…: no file", c.source)
		}
	}
}

func TestAliasesRepeatValues(t *testing.T) {
	file, findings := read("case.yaml", []byte(strings.TrimLeft(`
applicant:
  representative: &head
    title: 代表取締役
    name: &name 髙橋﨑子
statement:
  responsible: *head
contact:
  name: *name
`, "\n")), nil)
	if casefile.Failed(findings) {
		t.Fatal(findings)
	}
	want := casefile.Person{Title: "代表取締役", Name: "髙橋﨑子"}
	if file.Case.Statement.Responsible != want || file.Case.Contact.Name != "髙橋﨑子" {
		t.Errorf("%+v", file.Case)
	}
}

// TestJSONAndYAMLAgree reads the same values from both, with an emoji as a surrogate pair.
func TestJSONAndYAMLAgree(t *testing.T) {
	inJSON := "\ufeff" + ` {"service": {"name": "\ud83d\ude00\u9ad9\n\/\"", "url": null, "functions": []},
		"information": {"capital": {"amount": 1200.50, "as_of": ""}}, "prior": {}}`
	inYAML := "service:\n  name: \"😀髙\\n/\\\"\"\n  url: ~\n  functions:\ninformation:\n  capital: {amount: 1200.50, as_of: ''}\n"
	a, findings := read("a.yaml", []byte(inJSON), nil)
	if casefile.Failed(findings) {
		t.Fatal(findings)
	}
	b, findings := read("b.yaml", []byte(strings.ReplaceAll(inYAML, "\n", "\r\n")), nil)
	if casefile.Failed(findings) {
		t.Fatal(findings)
	}
	if diff := cmp.Diff(a.Case, b.Case); diff != "" {
		t.Error(diff)
	}
	if a.Case.Information.Capital.Amount != "1200.50" || a.Case.Service.Name != "😀髙\n/\"" {
		t.Errorf("%+v", a.Case)
	}
}

func TestPosition(t *testing.T) {
	const inYAML = "id: acme\nservice:\n  name: 髙  # x\n  functions:\n    - no: F1\n      name: {}\n    - {no: F2, name: 共有}\n  summary:\n\"a/b~\": 1\n"
	const inJSON = "{\n \"id\": \"acme\",\n \"service\": {\"name\": \"髙\", \"functions\": [{\"no\":\n\"F1\"}]}}\n"
	for _, c := range []struct {
		name, source string
		want         map[string][2]int
	}{
		{"case.yaml", inYAML, map[string][2]int{
			"": {1, 1}, "/id": {1, 5}, "/service": {2, 1}, "/service/name": {3, 9}, "/service/functions": {4, 3},
			"/service/functions/0": {5, 7}, "/service/functions/0/no": {5, 11}, "/service/functions/0/name": {6, 7},
			"/service/functions/1": {7, 7}, "/service/functions/1/name": {7, 22}, "/service/functions/2": {4, 3},
			"/service/functions/x/y": {4, 3}, "/service/summary": {8, 3}, "/service/url": {2, 1}, "/prior/date": {1, 1}, "/a~1b~0": {9, 9},
		}},
		{"case.json", inJSON, map[string][2]int{
			"": {1, 1}, "/id": {2, 8}, "/service": {3, 2}, "/service/name": {3, 22}, "/service/functions": {3, 27},
			"/service/functions/0": {3, 41}, "/service/functions/0/no": {4, 1},
		}},
	} {
		file, _ := read(c.name, []byte(c.source), nil)
		for pointer, want := range c.want {
			if line, column := file.Position(pointer); line != want[0] || column != want[1] {
				t.Errorf("%s %q: %d:%d, want %v", c.name, pointer, line, column, want)
			}
		}
	}
}

func TestCheckDigit(t *testing.T) {
	for _, number := range []string{
		"8000012010038", "5010005007126", "4000012090001", "2000012020001", "7000012050002", "4011001098993", "7123456789012",
	} {
		if id, _ := casefile.CheckCorporateNumber(number); id != "" {
			t.Errorf("%s: %s", number, id)
		}
		for _, digit := range "123456789" {
			if wrong := string(digit) + number[1:]; wrong != number {
				if id, _ := casefile.CheckCorporateNumber(wrong); id != "case:corporate-number-check" {
					t.Errorf("%s: %q", wrong, id)
				}
			}
		}
	}
	if digit := casefile.CheckDigit("000000000009"); digit != "9" {
		t.Errorf("a sum that nine divides gives %s", digit)
	}
}

// TestSamplesAreComplete reads each sample with its tables: nothing is wrong, nothing missing.
func TestSamplesAreComplete(t *testing.T) {
	names, err := filepath.Glob("../../testdata/cases/*.yaml")
	if err != nil || len(names) == 0 {
		t.Fatalf("%d samples, %v", len(names), err)
	}
	for _, name := range names {
		file, findings := decodeFile(t, name)
		if casefile.Failed(findings) {
			t.Errorf("%s: %v", name, findings)
			continue
		}
		for _, finding := range wordsOf(file).Presence(file) {
			t.Errorf("%s: %+v", name, finding)
		}
		if err := sound(nil, file, nil); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
