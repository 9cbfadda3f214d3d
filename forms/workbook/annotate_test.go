package workbook_test

import (
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"yoshiki/forms/judge"
	"yoshiki/forms/workbook"
)

// TestAnnotate: remarks stand beside their rows and on the cover, in place of those of the last
// time; nothing else changes, and they are no part of the case.
func TestAnnotate(t *testing.T) {
	c := small()
	data := write(t, layout(t, c, "withdrawal", "ja"))
	file, _ := read(data, nil)
	line := lineOf(file, "/service/url")
	told, err := workbook.Annotate(data, []workbook.Remark{{Sheet: "対象サービス", Row: line, Text: "一つ"}, {Sheet: "対象サービス", Row: line, Text: "二つ"}, {Text: "全体"}})
	if err != nil {
		t.Fatal(err)
	}
	same(t, "annotated", told, c)
	book := open(t, told)
	if visible, err := book.GetColVisible("対象サービス", "F"); err != nil || !visible {
		t.Error("the findings are not seen", err)
	}
	if is, err := book.GetSheetProtection("対象サービス"); err != nil || !is.FormatRows || is.DeleteRows {
		t.Errorf("%+v %v", is, err)
	}
	if got := texts(t, told); !slices.Equal(got, []string{"● 全体", "● 一つ\n● 二つ"}) {
		t.Errorf("%q", got)
	}
	for range 2 {
		if told, err = workbook.Annotate(told, []workbook.Remark{{Sheet: "対象サービス", Row: line + 1, Text: "三つ"}}); err != nil {
			t.Fatal(err)
		}
	}
	if got := texts(t, told); !slices.Equal(got, []string{"● 三つ"}) {
		t.Errorf("%q", got)
	}
	if told, err = workbook.Annotate(told, nil); err != nil || len(texts(t, told)) > 0 {
		t.Error(err)
	}
	if visible, err := open(t, told).GetColVisible("対象サービス", "F"); err != nil || visible {
		t.Error("findings are seen where there are none", err)
	}
}

// TestValid: what is written is valid by the schema of the format, with remarks too.
func TestValid(t *testing.T) {
	data := write(t, layout(t, small(), "withdrawal", "ja"))
	told, err := workbook.Annotate(data, []workbook.Remark{{Sheet: "対象サービス", Row: 5, Text: "一つ"}, {Text: "全体"}})
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	keep(t, dir, "plain", data)
	keep(t, dir, "told", told)
	for _, name := range []string{"plain", "told"} {
		out, _ := judge.Command(t, "ooxml-validator", filepath.Join(dir, name+".xlsx")).Output()
		var result struct {
			OK     bool
			Errors []struct{ Description, Path, XPath string }
		}
		if err := json.Unmarshal(out, &result); err != nil || !result.OK {
			t.Errorf("%s: %v %+v", name, err, result.Errors)
		}
	}
}

// texts are the remarks in a workbook.
func texts(t *testing.T, data []byte) (all []string) {
	t.Helper()
	book := open(t, data)
	for _, sheet := range book.GetSheetList() {
		rows, err := book.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for _, text := range slices.Concat(rows...) {
			if strings.HasPrefix(text, "● ") {
				all = append(all, text)
			}
		}
	}
	return all
}
