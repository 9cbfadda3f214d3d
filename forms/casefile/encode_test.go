package casefile_test

import (
	"testing"
	"unicode/utf8"

	"yoshiki/forms/casefile"

	"github.com/google/go-cmp/cmp"
)

func TestEncodeKeepsEveryText(t *testing.T) {
	texts := []string{
		"null", "~", "true", "No", "1.0", "2026-04-15", " 前の空白", "後ろの空白 ", "　全角の空白　", "key: value", "a #b", "#", "- x",
		"“引用” \"q\" \\n '", "@x", "%", "`", "[a]", "{a}", "&a", "*a", "!a", "| a", "> a", "?", ":", "-", "---", "...", "a:", "<<",
		"\n", "\n\n", "a\n", "a\n\n", "\na", " a\nb", "a\n  b\n\n \nc", "a\nb\n\n", "- x: y\nz", "# a\n# b", "---\na", "葛\U000E0100\n神", "a\u00a0b",
	}
	c := &casefile.Case{}
	for _, text := range texts {
		c.Information.Capital.OfficerNationalities = append(c.Information.Capital.OfficerNationalities, casefile.Text(text))
		c.Service.Functions = append(c.Service.Functions, casefile.Function{}, casefile.Function{No: casefile.Text(text)}, casefile.Function{Summary: casefile.Text(text)})
	}
	encoded, err := casefile.Encode(c)
	if err != nil {
		t.Fatal(err)
	}
	file, findings := read("case.yaml", encoded, nil)
	if casefile.Failed(findings) {
		t.Fatalf("%v\n%s", findings, encoded)
	}
	if diff := cmp.Diff(c, file.Case); diff != "" {
		t.Errorf("%s\n%s", diff, encoded)
	}
}

func TestEncodeRefusesWhatNoFileMayHold(t *testing.T) {
	for _, text := range []casefile.Text{"a\tb", "a\x00", "\u200b", "\r\n", "\ufeff", "\ue000", "\ufffd"} {
		if _, err := casefile.Encode(&casefile.Case{Service: casefile.Service{Name: text}}); err == nil {
			t.Errorf("%q was encoded", text)
		}
	}
}

func TestEncodeOfNothingDecodes(t *testing.T) {
	encoded, err := casefile.Encode(&casefile.Case{})
	if err != nil {
		t.Fatal(err)
	}
	if _, findings := read("case.yaml", encoded, nil); casefile.Failed(findings) {
		t.Fatalf("%s: %v", encoded, findings)
	}
}

// FuzzEncode puts any text that may stand in a case into several places of one.
func FuzzEncode(f *testing.F) {
	f.Add("a: b\n # c\n", "- \n\n")
	f.Fuzz(func(t *testing.T, a, b string) {
		c := &casefile.Case{}
		c.Service.Name, c.Service.Summary = casefile.Text(a), casefile.Text(b)
		c.Service.Functions = []casefile.Function{{No: casefile.Text(b), Summary: "x"}, {Name: casefile.Text(a), Information: "x"}}
		c.Information.Capital.OfficerNationalities = []casefile.Text{casefile.Text(a), "x", casefile.Text(b)}
		encoded, err := casefile.Encode(c)
		if err != nil || !utf8.ValidString(a+b) || len(a+b) > casefile.MaxText {
			return
		}
		file, findings := read("case.yaml", encoded, nil)
		if casefile.Failed(findings) {
			t.Fatalf("%v\n%s", findings, encoded)
		}
		if diff := cmp.Diff(c, file.Case); diff != "" {
			t.Fatalf("%s\n%s", diff, encoded)
		}
	})
}
