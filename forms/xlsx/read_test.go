package xlsx

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"yoshiki/forms/document"
)

// TestWordsInOpenpyxl reads each sample back with code that shares nothing with ours:
// the words are those of the tree, in its order.
func TestWordsInOpenpyxl(t *testing.T) {
	dir := save(t)
	for name, d := range samples() {
		var got []string
		for _, s := range read(t, filepath.Join(dir, name+".xlsx")).Sheets {
			got = append(got, s.Words...)
		}
		compareWords(t, name, d, got)
	}
}

// compareWords takes the words of as many cells for a text as it is long.
func compareWords(t *testing.T, name string, d *document.Document, got []string) {
	t.Helper()
	furniture := func(word string) bool { return word == d.Edition || word == d.Note }
	got = slices.DeleteFunc(got, furniture)
	for want := range d.Texts() {
		text := ""
		for len(text) < len(want.Text) && len(got) > 0 {
			text, got = text+got[0], got[1:]
		}
		if diff := gocmp.Diff(want.Text, text); diff != "" {
			t.Fatalf("%s: -tree +workbook\n%s", name, diff)
		}
	}
	if len(got) > 0 {
		t.Errorf("%s: not in the tree: %q", name, got)
	}
}

func TestSheets(t *testing.T) {
	b := read(t, filepath.Join(save(t), "letter.xlsx"))
	const rules = "ISMAP-LIUクラウドサービス登録規則\n（令和5年11月10日改正）"
	first := []string{rules, "&P／&N", rules + "\n題名は英語版からの訳であり、確認されていませ\nん。"}
	narrow, foot := []string{rules, "&P／&N", ""}, []string{strings.ReplaceAll(rules, "\n", ""), "&P／&N", ""}
	want := workbook{
		Title: "登録申請書", Creator: "株式会社みらいクラウド & Co.", Language: "ja-JP",
		Created: "2026-04-15 00:00:00", Modified: "2026-04-15 00:00:00",
		Sheets: []page{
			{
				Name: "登録申請書", Setup: "9 portrait 1x0 True", Margins: []float64{25, 20, 20, 20, 9, 9},
				Area: "'登録申請書'!$A$1:$G$17", Protected: true, Header: "下書き", Foot: first, Lists: map[string]string{},
			},
			{
				Name: "別添1 O'Neil", Setup: "9 portrait 1x0 True", Margins: []float64{25, 20, 20, 20, 9, 9},
				Area: "'別添1 O''Neil'!$A$1:$H$18", Protected: true, Header: "下書き", Foot: narrow,
				Lists: map[string]string{"C5": `"新規,更新,再申請"`, "F13:F14": `"日本,その他"`},
			},
			{
				Name: "管理策一覧", Setup: "9 landscape 1x0 True", Margins: []float64{20, 20, 20, 20, 9, 9},
				Area: "'管理策一覧'!$A$1:$H$63", Titles: "$2:$2", Freeze: "A3", Protected: true, Header: "下書き", Foot: foot,
				Lists: map[string]string{"C3:C62": `"統制目標,詳細管理策"`, "D3:D62": `"採用,不採用"`},
			},
		},
		Hidden: map[string][][]any{}, Names: map[string]string{},
	}
	for i := range b.Sheets {
		b.Sheets[i].Open, b.Sheets[i].Words = nil, nil
	}
	if diff := gocmp.Diff(want, b); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

// TestOpenCells finds values open and printed words locked.
func TestOpenCells(t *testing.T) {
	d := &document.Document{Number: "様式1", Sections: []document.Section{{Name: "表", Blocks: []document.Block{
		document.Paragraph{Text: "印刷された言葉"},
		document.Paragraph{Text: "案件の言葉", Path: "/p"},
		document.Fields{Rows: []document.Field{{Label: "名称", Value: text("値")}, {Label: "条文", Value: document.Value{Text: "第1条", Fixed: true}}}},
		document.Table{Columns: []document.Column{{Label: "列", Width: 1}}, Rows: [][]document.Value{{text("")}}},
	}}}}
	got := read(t, saveOne(t, d)).Sheets[0].Open
	if diff := gocmp.Diff([]string{"A3", "B3", "B4", "A8", "B8"}, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

// TestLists finds a list that a cell's rule cannot hold in a hidden sheet with a free name.
func TestLists(t *testing.T) {
	b := read(t, filepath.Join(save(t), "hostile.xlsx"))
	lists := b.Sheets[0].Lists
	names := []string{}
	for _, formula := range lists {
		names = append(names, b.Names[formula])
	}
	less := func(a, b string) bool { return a < b }
	want := []string{"'選択肢2'!$A$1:$A$60", "'選択肢2'!$B$1:$B$2"}
	if diff := gocmp.Diff(want, names, cmpopts.SortSlices(less)); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	rows := b.Hidden["選択肢2"]
	if len(rows) != 60 || rows[0][1] != "ア,イ" || rows[1][1] != "=ウ" || rows[59][0] != `選択肢その59, "引用" & <b>` {
		t.Errorf("hidden sheet: %v", rows)
	}
}
