package controls

import (
	"strings"
	"testing"

	"yoshiki/forms/casefile"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/width"
)

// opened reads a table that is right.
func opened(t testing.TB, name string, data []byte, o Options) *Table {
	t.Helper()
	table, findings := Open(name, data, o)
	if table == nil {
		t.Fatalf("%s: %v", name, findings)
	}
	return table
}

// listed are number and name of every control of a table.
func listed(t *Table) []official {
	var list []official
	for _, e := range t.Entries {
		list = append(list, official{e.Text("id"), e.Text("name")})
	}
	return list
}

func TestCriteriaAreAsLargeAsTheOfficialOnes(t *testing.T) {
	counts := map[int]int{}
	for _, o := range controlsOf(criteria()) {
		id, _ := ParseID(o.id)
		counts[id.Chapter()]++
		counts[0]++
	}
	if counts[0] != total || counts[3] != governance {
		t.Errorf("%d controls, %d of governance", counts[0], counts[3])
	}
}

func TestEveryLayoutGivesTheSameControls(t *testing.T) {
	rows := criteria()
	want := controlsOf(rows)
	cp932, err := japanese.ShiftJIS.NewEncoder().Bytes(plainCSV(rows, ","))
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		data    []byte
		options Options
	}{
		"attached.xlsx": {attachedTables(t, rows), Options{}},
		"side.xlsx":     {sideBySide(t, rows), Options{}},
		"tab.csv":       {plainCSV(rows, "\t"), Options{}},
		"semicolon.csv": {plainCSV(rows, ";"), Options{}},
		"cp932.csv":     {cp932, Options{}},
		"headless.xlsx": {headless(t, rows), Options{Columns: map[string]string{"id": "C", "name": "5"}}},
		"together.xlsx": {together(t, rows), Options{Columns: map[string]string{"id": "A", "name": "A"}}},
		"named.xlsx":    {attachedTables(t, rows), Options{Columns: map[string]string{"id": "管理策番号", "name": "c"}}},
	} {
		table := opened(t, name, c.data, c.options)
		if diff := cmp.Diff(want, listed(table), cmp.AllowUnexported(official{})); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
		for _, e := range table.Entries {
			if want := map[bool]string{true: objective, false: detail}[e.ID.IsObjective()]; e.Text("kind") != want {
				t.Errorf("%s: %s is %s", name, e.Text("id"), e.Text("kind"))
			}
		}
	}
}

func TestOneSheetCanBeAskedFor(t *testing.T) {
	data := attachedTables(t, criteria())
	table := opened(t, "x.xlsx", data, Options{Sheets: []string{"別表1 ガバナンス基準"}})
	if len(table.Entries) != governance {
		t.Errorf("%d controls", len(table.Entries))
	}
}

// told are findings in short: severity, id, cell or what else they are about.
func told(findings []casefile.Finding) []string {
	var list []string
	for _, f := range findings {
		about := ""
		for _, name := range []string{"cell", "cells", "first", "rows", "columns", "sheets", "sheet", "found"} {
			if f.Args[name] != "" {
				about += " " + f.Args[name]
			}
		}
		list = append(list, string(f.Severity)+" "+f.ID+about)
	}
	return list
}

func TestWhatIsToldOfTheOfficialTables(t *testing.T) {
	table, findings := Open("x.xlsx", attachedTables(t, criteria()), Options{})
	got := told(findings)
	for i, line := range got { // too many rows to list them here
		if _, sheet, ok := strings.Cut(line, " 別表"); ok && strings.Contains(line, "hidden-rows") {
			got[i] = "hidden rows of 別表" + sheet
		}
	}
	if diff := cmp.Diff([]string{"hidden rows of 別表2 マネジメント基準", "hidden rows of 別表3 管理策基準", "note controls:skipped-sheets 別表4 統一基準との対応"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"章", "基本言明要件"}, table.Extra); diff != "" {
		t.Errorf("further columns (-want +got):\n%s", diff)
	}
}

func TestBrokenTablesAreToldCellByCell(t *testing.T) {
	password := newPaper(t)
	password.sheet("表")
	for name, c := range map[string]struct {
		data []byte
		want []string
	}{
		"password":    {password.bytes(excelize.Options{Password: "p"}), []string{"error table:password x"}},
		"no headings": {bookOf(t, []any{"番号", "題"}, []any{"5.1.1", "x"}), []string{"error controls:no-headings 表"}},
		"dates": {bookOf(t, head, []any{excelDay("yyyy/m/d"), "x"}, []any{excelDay("ge.m.d"), "y"}, []any{38353, "z"}, []any{5.1, "節"}, []any{"5.1.1", "w"}), []string{
			"error controls:id-date 表!A2 2005-01-01", "error controls:id-date 表!A3 2005-01-01", "error controls:id-number 表!A4 38353"}},
		"errors": {bookOf(t, head, []any{formula("#REF!"), "x"}, []any{"5.1.1", formula("#N/A")}, []any{"5.1.2", "y", nil, nil, formula("#REF!")}), []string{
			"error controls:error-cell 表!A2 #REF!", "error controls:error-cell 表!B3 #N/A"}},
		"folded": {bookOf(t, head, []any{"５．１．１", "x"}, []any{" 5.1.1.1.PB\u00a0", "y"}, []any{"5.1.1.02\u200b", "z"}), []string{
			"note controls:folded-ids 表!A2, 表!A3, 表!A4"}},
		"duplicates": {bookOf(t, head, []any{"5.1.1", "x"}, []any{"５.１.１\u3000", "y"}, []any{"5.1.1.1PB", "z"}, []any{"5.1.1.1.BP", "w"}), []string{
			"error controls:duplicate 表!A3 表!A2 ５.１.１\u3000", "note controls:folded-ids 表!A4", "error controls:duplicate 表!A5 表!A4 5.1.1.1.BP"}},
		"no number": {bookOf(t, head, []any{nil, "注", "例：採用"}, []any{"5.1.1", "x"}, []any{nil, "y", "採用"}, []any{"5.1.1 x", "y"}, []any{"計", 2, 3}), []string{
			"error controls:no-id 表!C4 採用", "error controls:bad-id 表!A5 5.1.1 x"}},
		"two marks": {bookOf(t, []any{"管理策番号", "管理策", "採用", "不採用"}, []any{"5.1.1", "x", "○", "レ"}, []any{"5.1.2", "x", "○", "-"}), []string{
			"error controls:both-marks 表!D2 表!C2"}},
		"answers": {bookOf(t, head, []any{"5.1.1", "x", "一部"}), []string{"warning controls:unknown-answer 表!C2 一部"}},
		"headings twice": {bookOf(t, []any{"管理策番号", "管理策の名称", "採否", "採　否"}, []any{"5.1.1", "x"}), []string{
			"error case:controls-columns 表!D1"}},
		"only headings": {bookOf(t, head), []string{"error controls:no-controls"}},
	} {
		_, findings := Open("x", c.data, Options{})
		if diff := cmp.Diff(c.want, told(findings)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	_, findings := Open("x", bookOf(t, head), Options{Sheets: []string{"他"}})
	if diff := cmp.Diff([]string{"error controls:no-sheet 表 他"}, told(findings)); diff != "" {
		t.Error(diff)
	}
	_, findings = Open("x", bookOf(t, head), Options{Columns: map[string]string{"reason": "なぜ"}})
	if diff := cmp.Diff([]string{"error controls:no-column 表 なぜ"}, told(findings)); diff != "" {
		t.Error(diff)
	}
}

var head = []any{"管理策番号", "管理策の名称", "採否", "採用しない理由"}

// formula is an error in a cell; excelDay the number of a day under a format.
type (
	formula  string
	excelDay string
)

// bookOf makes a workbook of one sheet.
func bookOf(t testing.TB, rows ...[]any) []byte {
	t.Helper()
	p := newPaper(t)
	p.sheet("表")
	p.errors = map[string]string{}
	for _, row := range rows {
		p.line(row...)
		for i, value := range row {
			cell, _ := excelize.CoordinatesToCellName(i+1, p.row)
			switch value := value.(type) {
			case formula:
				p.must(p.file.SetCellInt(p.name, cell, 0))
				p.errors[cell] = string(value)
			case excelDay:
				code := string(value)
				style, err := p.file.NewStyle(&excelize.Style{CustomNumFmt: &code})
				p.must(err)
				p.must(p.file.SetCellValue(p.name, cell, 38353))
				p.must(p.file.SetCellStyle(p.name, cell, cell, style))
			}
		}
	}
	return p.bytes()
}

func TestNumbersAreFoldedToBeCompared(t *testing.T) {
	for text, want := range map[string]string{
		"8.1.5.4.P": "8.1.5.4.P", "８．１．５．４．ＰＢ": "8.1.5.4.PB", "8.1.5.4pb": "8.1.5.4.PB", "8.1.5.4.BP": "8.1.5.4.PB", " 05.01.1. ": "5.1.1",
		"5.1": "5.1", "18": "18", "5.1.P": "", "5..1": "", "5.1.1.x": "", "2005.1.1": "", "": "", "P": "", "5．1．1\u00a0\u200b": "5.1.1",
		width.Widen.String("16.1.5.10"): "16.1.5.10",
	} {
		id, ok := ParseID(text)
		if ok != (want != "") || ok && id.String() != want {
			t.Errorf("%q: %s %v, want %s", text, id.String(), ok, want)
		}
	}
}

// TestTheFurtherAnnexesOfAStatement reads what the second and third annex of a printed
// statement say.
func TestTheFurtherAnnexesOfAStatement(t *testing.T) {
	p := newPaper(t)
	p.sheet("公表する事項")
	p.line("管理策番号", "管理策の名称")
	p.line("5.1.1", "x")
	p.sheet("別添 管理策一覧")
	p.line("別添　管理策一覧")
	p.line("管理策番号", "管理策の名称", "区分", "採否", "採用しない理由", "実施内容（個別管理策）")
	p.line("5.1.1", "x", "統制目標", "採用", nil, "後")
	p.line("5.1.2", "y", "統制目標", "不採用", "なし")
	p.sheet("別添2 変更した個別管理策")
	p.line("別添2　監査対象期間中に変更した個別管理策")
	p.line("管理策番号", "管理策の名称", "変更前の個別管理策及びその適用期間", "変更後の個別管理策", "変更後の適用開始日")
	p.line("5.1.1", "x", "令和7年4月1日から令和7年9月30日まで\n前\nの文\n令和7年10月1日から令和8年1月3", "後", "令和8年2月1日")
	p.line(nil, nil, "1日まで\n次")
	for _, column := range []string{"A", "B", "D", "E"} {
		p.merge(column, 3, column, 4)
	}
	p.sheet("別添3 引き継ぐ管理策")
	p.line("管理策番号", "管理策の名称", "引継元のクラウドサービス", "引継元の登録番号")
	p.line("5.1.2", "y", "基盤", "C1")
	table := opened(t, "2-1.xlsx", p.bytes(), Options{})
	want := []string{
		"adopted=no reason=なし taken_over.service=基盤 taken_over.registration=C1",
		"adopted=yes implementation=後 since=2026-02-01 versions.implementation=前\nの文 versions.from=2025-04-01 versions.to=2025-09-30" +
			" versions.implementation=次 versions.from=2025-10-01 versions.to=2026-01-31",
	}
	if diff := cmp.Diff(want, writings(table)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
