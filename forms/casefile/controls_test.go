package casefile_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/decode"
	"yoshiki/forms/casefile/table"
	"yoshiki/locales"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/japanese"
)

var controlRows = [][]string{
	{"採否", "管理策番号", "区分", "管理策の名称", "採用しない理由", "実施内容", "責任部署", "関連文書", "前回からの変更"},
	{"○", "5.1.1", "統制目標", "情報セキュリティのための方針群", "", "方針を定め、\n年1回見直す。", "情報管理部", "規程第1号", "なし"},
	{},
	{"不採用", "5.1.1.1.P", "詳細管理策", "=1+1 ㈱髙﨑", "該当する業務がないため", "", "", "", ""},
	{" NO ", "9.9.9.9", "detail", "0123", "なし"},
}

var controlsRead = []casefile.Control{
	{ID: "5.1.1", Name: "情報セキュリティのための方針群", Kind: "objective", Adopted: "yes",
		Implementation: "方針を定め、\n年1回見直す。", Department: "情報管理部", Documents: "規程第1号", Change: "なし"},
	{ID: "5.1.1.1.P", Name: "=1+1 ㈱髙﨑", Kind: "detail", Adopted: "no", Reason: "該当する業務がないため"},
	{ID: "9.9.9.9", Name: "0123", Kind: "detail", Adopted: "no", Reason: "なし"},
}

// asCSV writes rows with every cell quoted.
func asCSV(rows [][]string) string {
	var b strings.Builder
	for _, row := range rows {
		quoted := make([]string, len(row))
		for i, cell := range row {
			quoted[i] = `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
		}
		b.WriteString(strings.Join(quoted, ",") + "\r\n")
	}
	return b.String()
}

// asXLSX writes rows into the first of two sheets.
func asXLSX(t testing.TB, rows [][]string) []byte {
	t.Helper()
	book := excelize.NewFile()
	if _, err := book.NewSheet("他"); err != nil {
		t.Fatal(err)
	}
	for i, row := range rows {
		if err := book.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := book.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func decodeBeside(name string, table []byte) (*decode.File, []casefile.Finding) {
	source := fmt.Sprintf("id: acme\nstatement:\n  outline: 概要\n  controls_file: %s\n", name)
	return read("cases/acme.yaml", []byte(source), fstest.MapFS{name: {Data: table}})
}

func TestControlsAreReadFromATable(t *testing.T) {
	utf8 := asCSV(controlRows)
	cp932, err := japanese.ShiftJIS.NewEncoder().String(utf8)
	if err != nil {
		t.Fatal(err)
	}
	english := strings.Replace(utf8, utf8[:strings.Index(utf8, "\r\n")],
		"adopted,ID,kind,name,reason,implementation,department,documents,change", 1)
	for name, data := range map[string][]byte{
		"controls.csv": []byte(utf8), "bom.csv": []byte("\ufeff" + utf8), "excel.csv": []byte(cp932), "english.csv": []byte(english),
		"sub/管理策.xlsx": asXLSX(t, controlRows),
	} {
		file, findings := decodeBeside(name, data)
		if casefile.Failed(findings) {
			t.Errorf("%s: %v", name, findings)
			continue
		}
		if diff := cmp.Diff(controlsRead, file.Case.Statement.Controls); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
		if file.Case.Statement.ControlsFile != "" {
			t.Errorf("%s is still named", name)
		}
		if line, column := file.Position("/statement/controls/1/reason"); line != 4 || column != 18 {
			t.Errorf("%s: position %d:%d", name, line, column)
		}
		at, line, _ := file.Place("/statement/controls/1/reason")
		wantLine := 5 // a quoted cell of the second row has two lines
		if strings.HasSuffix(name, ".xlsx") {
			wantLine = 4
		}
		if at != "cases/"+name || line != wantLine {
			t.Errorf("%s: place %s:%d", name, at, line)
		}
		if err := sound(nil, file, nil); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestEarlierVersionsStandInRowsOfTheirOwn reads what applied earlier in the period, since
// when the present one applies, and what is taken over.
func TestEarlierVersionsStandInRowsOfTheirOwn(t *testing.T) {
	table := "管理策番号,管理策の名称,採否,実施内容,現在の実施内容の適用開始日,変更前の実施内容,変更前の適用開始日,変更前の適用終了日,引継元のクラウドサービス,引継元の登録番号\n" +
		"5.1.1,方針群,採用,後,2026-02-01,前,2025-04-01,2025-09-30,,\n5.1.1,,,,,次,2025-10-01,2026-01-31,,\n5.1.2,見直し,採用,,,,,,基盤,C1\n"
	want := []casefile.Control{
		{ID: "5.1.1", Name: "方針群", Kind: "objective", Adopted: "yes", Implementation: "後", Since: "2026-02-01", Versions: []casefile.ControlVersion{
			{Implementation: "前", From: "2025-04-01", To: "2025-09-30"}, {Implementation: "次", From: "2025-10-01", To: "2026-01-31"}}},
		{ID: "5.1.2", Name: "見直し", Kind: "objective", Adopted: "yes", TakenOver: casefile.TakenOver{Service: "基盤", Registration: "C1"}},
	}
	file, findings := decodeBeside("controls.csv", []byte(table))
	if file == nil {
		t.Fatal(findings)
	}
	if diff := cmp.Diff(want, file.Case.Statement.Controls); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if _, line, column := file.Place("/statement/controls/0/versions/1/to"); line != 3 || column != 24 {
		t.Errorf("place %d:%d", line, column)
	}
	if _, line, column := file.Place("/statement/controls/1/taken_over/registration"); line != 4 || column != 22 {
		t.Errorf("place %d:%d", line, column)
	}
}

func TestTablesThatAreRefused(t *testing.T) {
	head := "管理策番号,管理策の名称,区分,採否\n"
	rows := func(count int) string {
		var b strings.Builder
		for i := range count {
			fmt.Fprintf(&b, "5.%d.%d,x,detail,yes\n", i/900+1, i%900+1)
		}
		return b.String()
	}
	for name, c := range map[string]struct {
		table string
		want  []string
	}{
		"most rows":    {head + rows(casefile.MaxEntries), nil},
		"a row more":   {head + rows(casefile.MaxEntries+1), []string{"case:too-many"}},
		"too wide":     {head + strings.Repeat(",", table.Usual.Columns) + "x\n", []string{"table:many"}},
		"only commas":  {head + strings.Repeat(",", table.Usual.Columns) + "\n" + rows(1), nil},
		"too large":    {head + strings.Repeat("\n", casefile.MaxCaseSize), []string{"case:size"}},
		"no rows":      {head, nil},
		"no headings":  {"5.1.1,x,detail,yes\n", []string{"controls:no-headings"}},
		"extra cell":   {head + "5.1.1,x,detail,yes,?\n", []string{"controls:unused-columns"}},
		"twice":        {head + "5.1.1,x,detail,yes\n５.１.１ ,y,detail,yes\n", []string{"controls:duplicate"}},
		"no adoption":  {"管理策番号,管理策の名称\n5.1.1,x\n", []string{"case:controls-columns"}},
		"old Excel":    {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", []string{"table:kind"}},
		"not a number": {head + "5.1.x,x,detail,yes\n", []string{"controls:bad-id"}},
	} {
		_, findings := decodeBeside("controls.csv", []byte(c.table))
		if diff := cmp.Diff(c.want, ids(findings)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	if _, findings := read("-", []byte("statement: {controls_file: x.csv}"), nil); len(findings) != 1 || findings[0].Args["fault"] != "nofolder" {
		t.Errorf("no folder: %v", findings)
	}
	folder := fstest.MapFS{"x.csv/y": {}}
	if _, findings := read("-", []byte("statement: {controls_file: x.csv}"), fs.FS(folder)); len(findings) != 1 || findings[0].Args["fault"] != "unreadable" {
		t.Errorf("a folder: %v", findings)
	}
}

func FuzzControls(f *testing.F) {
	f.Add([]byte(asCSV(controlRows)))
	f.Add(asXLSX(f, controlRows))
	f.Fuzz(func(t *testing.T, table []byte) {
		file, findings := decodeBeside("controls", table)
		if err := sound(locales.New("en"), file, findings); err != nil {
			t.Fatal(err)
		}
	})
}
