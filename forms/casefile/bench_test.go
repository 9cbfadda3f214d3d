package casefile_test

import (
	"fmt"
	"strings"
	"testing"

	"yoshiki/forms/casefile"

	"go.yaml.in/yaml/v3"
)

// largeCase gives the YAML of a case with 1,200 controls, about 570 KB.
func largeCase(tb testing.TB) []byte {
	tb.Helper()
	c := &casefile.Case{ID: "large", Program: "ismap-liu", Revision: "2023-11-10"}
	for i := range 1200 {
		c.Statement.Controls = append(c.Statement.Controls, casefile.Control{
			ID: casefile.Text(fmt.Sprintf("%d.%d.%d.%d.P", 5+i/200, i/40%5+1, i/8%5+1, i%8+1)), Name: "情報セキュリティのための方針群", Kind: "detail",
			Adopted: "yes", Implementation: casefile.Text(strings.Repeat("方針を定め、経営陣が承認し、全従業員に周知する。", 4)),
			Department: "情報管理部", Documents: "情報セキュリティ規程第1号", Change: "なし",
		})
	}
	encoded, err := casefile.Encode(c)
	if err != nil {
		tb.Fatal(err)
	}
	return encoded
}

func BenchmarkDecode1200Controls(b *testing.B) {
	data := largeCase(b)
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, findings := read("case.yaml", data, nil); casefile.Failed(findings) {
			b.Fatal(findings)
		}
	}
}

// BenchmarkParse1200Controls is the baseline: the YAML library's own tree, no more.
func BenchmarkParse1200Controls(b *testing.B) {
	data := largeCase(b)
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		var root yaml.Node
		if err := yaml.Unmarshal(data, &root); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkPresence1200Controls(b *testing.B) {
	file, _ := read("case.yaml", largeCase(b), nil)
	for b.Loop() {
		liuWords().Presence(file)
	}
}

func BenchmarkControlsFromExcel(b *testing.B) {
	file, _ := read("case.yaml", largeCase(b), nil)
	rows := [][]string{{"id", "name", "kind", "adopted", "implementation"}}
	for _, c := range file.Case.Statement.Controls {
		rows = append(rows, []string{string(c.ID), string(c.Name), string(c.Kind), "○", string(c.Implementation)})
	}
	table := asXLSX(b, rows)
	for b.Loop() {
		if _, findings := decodeBeside("controls.xlsx", table); casefile.Failed(findings) {
			b.Fatal(findings)
		}
	}
}
