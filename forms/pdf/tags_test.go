package pdf_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"yoshiki/forms/document"
)

// structure is the structure tree as poppler shows it: an element a line, its text in
// quotes below.
func structure(t *testing.T, d *document.Document) string {
	t.Helper()
	return string(stock(t, "pdfinfo", "-struct-text", file(t, d)))
}

var quoted = regexp.MustCompile(`(?m)^ *"(.*)"$`)

func TestStructureHoldsTheWholeTextInOrder(t *testing.T) {
	for name, sample := range samples {
		d := sample()
		var got strings.Builder
		for _, m := range quoted.FindAllStringSubmatch(structure(t, d), -1) {
			got.WriteString(m[1])
		}
		if diff := cmp.Diff(texts(d), letters(got.String())); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestStructureOfBlocks(t *testing.T) {
	d := &document.Document{Number: "番号", Sections: []document.Section{{Name: "一", Blocks: []document.Block{
		document.Title{Text: "題名"},
		document.Heading{Level: 2, Text: "見出し"},
		document.Paragraph{Text: "文"},
		document.Item{Marker: "1", Text: "甲"},
		document.Item{Marker: "ア", Text: "乙", Level: 1},
		document.Item{Marker: "2", Text: "丙"},
		document.Fields{Rows: []document.Field{{Label: "欄", Value: document.Value{Text: "値"}}, {Label: "左", Half: true}, {Label: "右", Half: true}}},
		document.Table{Caption: "表", Columns: []document.Column{{Label: "列", Width: 1}, {Label: "行", Width: 1}}, Empty: "該当なし"},
	}}}}
	want := []string{
		"Document", "P 番号", "H1 題名", "H2 見出し", "P 文",
		"L", "LI", "Lbl 1", "LBody", "P 甲", "L", "LI", "Lbl ア", "LBody", "P 乙", "LI", "Lbl 2", "LBody", "P 丙",
		"Table", "TR", "TH Row 欄", "TD 3 値", "TR", "TH Row 左", "TD", "TH Row 右", "TD",
		"Table", "Caption 表", "TR", "TH Column 列", "TH Column 行", "TR", "TD 2 該当なし",
	}
	if diff := cmp.Diff(want, outline(structure(t, d))); diff != "" {
		t.Error(diff)
	}
}

var attribute = regexp.MustCompile(`/(?:Scope|ColSpan) /?(\w+)`)

// outline joins an element, what tells its cells apart, and its text.
func outline(tree string) []string {
	var list []string
	for line := range strings.SplitSeq(tree, "\n") {
		line = strings.TrimSpace(line)
		switch {
		case line == "":
		case strings.HasPrefix(line, `"`):
			list[len(list)-1] += " " + strings.Trim(line, `"`)
		case strings.HasPrefix(line, "/"):
			list[len(list)-1] += " " + attribute.FindStringSubmatch(line)[1]
		default:
			kind, _, _ := strings.Cut(line, " ")
			list = append(list, strings.TrimSuffix(kind, ":"))
		}
	}
	return list
}
