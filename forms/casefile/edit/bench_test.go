package edit

import (
	"fmt"
	"strings"
	"testing"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/decode"
)

// large gives the text of a case with 1,200 controls.
func large(tb testing.TB) *Text {
	tb.Helper()
	c := &casefile.Case{ID: "large", Program: "ismap-liu", Revision: "2023-11-10"}
	for i := range 1200 {
		c.Statement.Controls = append(c.Statement.Controls, casefile.Control{
			ID: casefile.Text(fmt.Sprintf("%d.%d.%d.%d.P", 5+i/200, i/40%5+1, i/8%5+1, i%8+1)), Name: "情報セキュリティのための方針群", Kind: "detail",
			Adopted: "yes", Implementation: casefile.Text(strings.Repeat("方針を定め、経営陣が承認し、全従業員に周知する。", 4)),
			Department: "情報管理部", Documents: "情報セキュリティ規程第1号", Change: "なし",
		})
	}
	data, err := casefile.Encode(c)
	if err != nil {
		tb.Fatal(err)
	}
	text, findings := Open(new(decode.Reader), "case.yaml", data, nil)
	if text == nil {
		tb.Fatal(findings)
	}
	return text
}

func BenchmarkSetAmong1200Controls(b *testing.B) {
	text := large(b)
	for i := 0; b.Loop(); i++ {
		if findings := text.Set("/statement/controls/600/department", fmt.Sprint("部署", i)); findings != nil {
			b.Fatal(findings)
		}
	}
}

// BenchmarkBecome1200Controls changes every control at once.
func BenchmarkBecome1200Controls(b *testing.B) {
	text := large(b)
	for i := 0; b.Loop(); i++ {
		c := casefile.Clone(text.file.Case)
		for j := range c.Statement.Controls {
			c.Statement.Controls[j].Department = casefile.Text(fmt.Sprint("部署", i))
		}
		if findings := text.Become(c); findings != nil {
			b.Fatal(findings)
		}
	}
}
