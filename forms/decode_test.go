package forms

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestEncodeDecodesToTheSameCase(t *testing.T) {
	c := &Case{
		ID: "acme", Program: "ismap-liu", Revision: "2023-11-10",
		Applicant: Applicant{CorporateNumber: "7123456789012", Name: "髙橋﨑子㈱ 𠮷野 神葛󠄀", Representative: Person{Title: "代表取締役", Name: "null"}},
		Service:   Service{Name: " 前の空白", Summary: "一行目\n\n  三行目\n", URL: "https://example.jp/a?b=c#d", Functions: []Function{{No: "1"}, {}, {Name: "- x: y\nz"}}},
		Contact:   Contact{Department: "key: value", Title: "a #b", Name: "“引用” \"q\" \\n", Email: "@x", Phone: "true", Kana: "\n\n"},
	}
	c.Information.Capital.OfficerNationalities = []Text{"日本", "", "no", "a\nb\n\n", "~"}
	encoded, err := Encode(c)
	if err != nil {
		t.Fatal(err)
	}
	file, findings := Decode("case.yaml", encoded, nil)
	if file == nil {
		t.Fatalf("findings: %v", findings)
	}
	if diff := cmp.Diff(c, file.Case); diff != "" {
		t.Error(diff)
	}
}
