package readback_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"yoshiki/forms"
	"yoshiki/forms/document"
	"yoshiki/forms/press"
	"yoshiki/forms/readback"
)

// TestNumbers prints numbers and days as Excel does.
func TestNumbers(t *testing.T) {
	const era = `[<43586][$-411]ggge"年"m"月"d"日";[<43831][$-411]ggg"元年"m"月"d"日";[$-411]ggge"年"m"月"d"日"`
	for _, c := range []struct {
		code  string
		value float64
		want  string
	}{
		{"", 1234.5, "1234.5"}, {"General", -2, "-2"}, {"0", 1234, "1234"}, {"#,##0", 1234567, "1,234,567"}, {"#,##0.00", 0.5, "0.50"},
		{`"約"#,##0"万円"`, 12000, "約12,000万円"}, {`#,##0"件";"▲"#,##0"件"`, -1500, "▲1,500件"}, {"#,##0", -5, "-5"},
		{`0.0#`, 1.5, "1.5"}, {`000`, 7, "007"}, {`[Red]0;0;"無"`, 0, "無"}, {`\約0\ `, 3, "約3 "},
		{era, 46127, "令和8年4月15日"}, {era, 43586, "令和元年5月1日"}, {era, 43585, "平成31年4月30日"},
		{`yyyy"年"m"月"d"日"`, 46127, "2026年4月15日"}, {"yyyy-mm-dd", 46127, "2026-04-15"}, {"[>=100]0;[<>0]General", 7, "7"},
	} {
		if got := readback.PrintNumber(c.code, c.value); got != c.want {
			t.Errorf("%v under %s is %q, want %q", c.value, c.code, got, c.want)
		}
	}
	if got := readback.PrintText("\"\u3000\"@", "前に空白"); got != "前に空白" {
		t.Errorf("indented: %q", got)
	}
	if got := readback.PrintText(`0;0;0;"＝"@"円"`, "前"); got != "＝前円" {
		t.Errorf("with words around: %q", got)
	}
}

// TestWord reads what a reader of a Word file sees, and no more.
func TestWord(t *testing.T) {
	part := `<?xml version="1.0"?><!-- c --><w:document xmlns:w="w" xmlns:m="m"><w:body><w:p><w:pPr><w:tabs><w:tab w:val="x"/></w:tabs></w:pPr><w:r><w:t>甲&amp;</w:t></w:r>` +
		`<w:r><w:rPr><w:vanish/></w:rPr><w:t>見えない</w:t></w:r><w:del><w:r><w:t>消した</w:t></w:r></w:del><w:r><w:tab/><w:t>乙</w:t><w:br/><w:t><![CDATA[<丙>]]></w:t></w:r></w:p>` +
		`<w:p><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>案内</w:t></w:r></w:sdtContent></w:sdt><w:r><w:t>後&#x5F8C;</w:t><w:noBreakHyphen/><w:br w:type="page"/></w:r></w:p>` +
		`<m:AlternateContent><m:Choice><w:p><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>一</w:t></w:r></w:p></m:Choice><m:Fallback><w:p><w:r><w:t>二</w:t></w:r></w:p></m:Fallback></m:AlternateContent></w:body></w:document>`
	got, err := readback.WordTexts(part)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"甲&", "乙\n<丙>", "後後\u2011", "一"}, got); diff != "" {
		t.Error(diff)
	}
	for _, bad := range []string{"<a>", "<a></b>", "<a>&x;</a>", "<a", "<!DOCTYPE a><a/>", "</a>", "<a>&amp</a>", "<a><![CDATA[</a>", strings.Repeat("<a>", 300)} {
		if _, err := readback.WordTexts(strings.Replace(bad, "<a>", "<a><t>", 1)); err == nil {
			t.Errorf("%s was read", bad)
		}
	}
}

// TestDifference names the field that differs, its label and both words.
func TestDifference(t *testing.T) {
	p, _ := opened(t)
	tree := func(name, date string) *document.Document {
		return &document.Document{Form: "2-4", Number: "様式2-4", Edition: "版", Sections: []document.Section{{Name: "表", Blocks: []document.Block{
			document.Fields{Rows: []document.Field{
				{Label: "名称", Value: document.Value{Text: name, Path: "/applicant/name"}},
				{Label: "日", Value: document.Value{Text: date}},
			}},
		}}}}
	}
	want := tree("株式会社かもめ", "令和8年4月15日")
	for _, c := range []struct {
		d               *document.Document
		name, want, got string
	}{
		{tree("株式会社かもあ", "令和8年4月15日"), "/applicant/name", "株式会社かもめ", "株式会社かもあ"},
		{tree("株式会社かもめ", "令和8年4月16日"), "令和8年4月15日", "令和8年4月15日", "令和8年4月16日"},
		{tree("", "令和8年4月15日"), "/applicant/name", "株式会社かもめ", "日"},
		{&document.Document{Form: "2-4", Number: "様式2-4", Edition: "版", Sections: append(tree("株式会社かもめ", "令和8年4月15日").Sections, document.Section{Name: "余", Blocks: []document.Block{document.Title{Text: "余り"}}})}, "余り", "", "余り"},
		{&document.Document{Form: "2-4", Number: "様式2-4", Edition: "別の版", Sections: want.Sections[:0:0]}, "様式2-4", "", ""},
	} {
		if len(c.d.Sections) == 0 {
			c.d.Sections, c.name, c.want = want.Sections, "版", "版"
		}
		for _, format := range press.Formats {
			data := printed(t, p, forms.Filled{Document: c.d}, format)
			file, err := readback.Read(format, data)
			if err != nil {
				t.Fatal(err)
			}
			d := new(readback.Difference)
			if err := readback.Compare(want, file); c.d.Edition == "別の版" && err == nil {
				continue // 版 stands in 別の版
			} else if !errors.As(err, &d) || d.Name() != c.name || d.Want != c.want || c.got != "" && d.Got != c.got {
				t.Errorf("%s: %+v", format, d)
			}
		}
	}
}

// FuzzPDF reads files of ours that were changed.
func FuzzPDF(f *testing.F) {
	p, _ := opened(f)
	d := &document.Document{Number: "様式1", Edition: "版", Sections: []document.Section{{Name: "一", Blocks: []document.Block{document.Title{Text: "題"}}}}}
	data := printed(f, p, forms.Filled{Document: d}, "pdf")
	plain, err := readback.Rewrite(data, func(b []byte) []byte { return b })
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Add(plain)
	f.Fuzz(func(t *testing.T, data []byte) { fuzzed(t, "pdf", data) })
}

// FuzzWorkbook reads any sheet under any styles and shared strings.
func FuzzWorkbook(f *testing.F) {
	f.Add(`<w><cols><col min="2" max="3" hidden="1"/></cols><row r="2"><c r="A2" s="0" t="s"><v>0</v></c><c t="inlineStr"><is><t>_x0041_</t></is></c><c s="0"><v>1.5</v></c></row></w>`,
		`<s><numFmts><numFmt numFmtId="200" formatCode="#,##0"/></numFmts><cellXfs><xf numFmtId="200"/></cellXfs></s>`, `<s><si><t>甲</t><rPh><t>こう</t></rPh></si></s>`)
	f.Fuzz(func(t *testing.T, sheet, styles, shared string) {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		for name, part := range map[string]string{
			"xl/workbook.xml": `<w><sheet id="a"/></w>`, "xl/_rels/workbook.xml.rels": `<r><Relationship Id="a" Target="s.xml"/></r>`,
			"xl/s.xml": sheet, "xl/styles.xml": styles, "xl/sharedStrings.xml": shared,
		} {
			w, err := z.Create(name)
			if err != nil {
				t.Fatal(err)
			}
			io.WriteString(w, part)
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		fuzzed(t, "xlsx", b.Bytes())
	})
}

// fuzzed reads a file: it has texts, or there is an error.
func fuzzed(t *testing.T, format string, data []byte) {
	file, err := readback.Read(format, data)
	if (file == nil) == (err == nil) {
		t.Error(err)
	}
}

// FuzzWord reads any body of a Word file.
func FuzzWord(f *testing.F) {
	f.Add(`<d><p><r><t a="b>">x</t><tab/></r></p></d>`)
	f.Fuzz(func(t *testing.T, part string) { _, _ = readback.WordTexts(part) })
}

// FuzzFormat prints a number under any format.
func FuzzFormat(f *testing.F) {
	f.Add(`[<1]ggge"年";#,##0.0#;@`, 1.5)
	f.Fuzz(func(t *testing.T, code string, v float64) {
		_ = readback.PrintNumber(code, v)
		_ = readback.PrintText(code, "語")
	})
}
