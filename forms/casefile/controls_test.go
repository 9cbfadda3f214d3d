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
	return decode.Decode("cases/acme.yaml", []byte(source), fstest.MapFS{name: {Data: table}})
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
		if file == nil {
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
	if _, findings := decode.Decode("-", []byte("statement: {controls_file: x.csv}"), nil); len(findings) != 1 || findings[0].Args["fault"] != "nofolder" {
		t.Errorf("no folder: %v", findings)
	}
	folder := fstest.MapFS{"x.csv/y": {}}
	if _, findings := decode.Decode("-", []byte("statement: {controls_file: x.csv}"), fs.FS(folder)); len(findings) != 1 || findings[0].Args["fault"] != "unreadable" {
		t.Errorf("a folder: %v", findings)
	}
}

func FuzzControls(f *testing.F) {
	f.Add([]byte(asCSV(controlRows)))
	f.Add(asXLSX(f, controlRows))
	f.Fuzz(func(t *testing.T, table []byte) {
		file, findings := decodeBeside("controls", table)
		failed := false
		for _, finding := range findings {
			failed = failed || finding.Severity == casefile.Error
		}
		if failed != (file == nil) {
			t.Fatalf("file %v, findings %v", file != nil, findings)
		}
		if err := sound(nil, file, nil); file != nil && err != nil {
			t.Fatal(err)
		}
	})
}
