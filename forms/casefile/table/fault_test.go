package table

import (
	"errors"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

func TestWhatIsRefused(t *testing.T) {
	small := Limits{File: 1 << 20, Unzipped: 40_000, Ratio: 300, Sheets: 2, Rows: 3, Columns: 4, Cells: 8, Characters: 5, Depth: 10}
	password := workbookOf(t, excelize.Options{Password: "秘密"}, func(*excelize.File) error { return nil })
	sheet := func(content string) []byte { return rawWorkbook(t, content, "") }
	row := func(cells string) []byte { return sheet("<sheetData><row>" + cells + "</row></sheetData>") }
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"nothing":           {nil, "table:empty"},
		"blank":             {[]byte(" , \n\n"), "table:empty"},
		"empty sheet":       {sheet(""), "table:empty"},
		"large":             {make([]byte, 1<<20+1), "table:size found=1048577 limit=1048576"},
		"password":          {password, "table:password"},
		"xls":               {[]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1W\x00o\x00r\x00k\x00b\x00o\x00o\x00k\x00"), "table:kind kind=xls"},
		"doc":               {[]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1W\x00o\x00r\x00d\x00"), "table:kind kind=office"},
		"old xls":           {[]byte("\x09\x08\x10\x00"), "table:kind kind=xls"},
		"pdf":               {[]byte("%PDF-1.7"), "table:kind kind=pdf"},
		"web page":          {[]byte("\ufeff\r\n<HTML><table>"), "table:kind kind=markup"},
		"program":           {[]byte("MZ\x00\x00\x00\x01"), "table:kind kind=binary"},
		"zip":               {zipOf(t, "a.txt", "x"), "table:kind kind=zip"},
		"empty zip":         {zipOf(t), "table:kind kind=zip"},
		"ods":               {zipOf(t, "mimetype", "application/vnd.oasis.opendocument.spreadsheet", "content.xml", "<x/>"), "table:kind kind=ods"},
		"docx":              {zipOf(t, "_rels/.rels", rootRel, "xl/workbook.xml", "<document/>"), "table:kind kind=office"},
		"xlsb":              {zipOf(t, "_rels/.rels", strings.Replace(rootRel, ".xml", ".bin", 1)), "table:kind kind=xlsb"},
		"no zip":            {[]byte("PK\x03\x04"), "table:damaged part=zip"},
		"no workbook":       {zipOf(t, "_rels/.rels", rootRel), "table:damaged part=xl/workbook.xml"},
		"no sheet":          {zipOf(t, "_rels/.rels", rootRel, "xl/workbook.xml", `<workbook><sheets><sheet name="a" r:id="z"/></sheets></workbook>`), "table:damaged at a part=xl/workbook.xml"},
		"twins":             {zipOf(t, "a", "x", `\A`, "x"), "table:damaged part=a"},
		"cut":               {sheet("<sheetData>"), "table:damaged part=xl/worksheets/sheet1.xml"},
		"entity":            {row(`<c t="str"><v>&x;</v></c>`), "table:damaged part=xl/worksheets/sheet1.xml"},
		"doctype":           {zipOf(t, "_rels/.rels", `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>`+rootRel), "table:doctype part=_rels/.rels"},
		"deep":              {sheet(strings.Repeat("<x>", 12) + strings.Repeat("</x>", 12)), "table:depth limit=10 part=xl/worksheets/sheet1.xml"},
		"unzipped":          {sheet("<x>" + strings.Repeat("abcdefghij", 4000) + "</x>"), "table:unzipped limit=40000"},
		"no string":         {row(`<c t="s"><v>0</v></c>`), "table:damaged at 表!A1 part=xl/worksheets/sheet1.xml"},
		"no number":         {row(`<c><v>1</v></c><c><v>x</v></c>`), "table:damaged at 表!B1 part=xl/worksheets/sheet1.xml"},
		"no type":           {row(`<c t="x"><v>1</v></c>`), "table:damaged at 表!A1 part=xl/worksheets/sheet1.xml"},
		"infinite":          {row(`<c><v>1e999</v></c>`), "table:damaged at 表!A1 part=xl/worksheets/sheet1.xml"},
		"wrong row":         {row(`<c r="A2"><v>1</v></c>`), "table:damaged at 表!A1 part=xl/worksheets/sheet1.xml"},
		"wrong column":      {row(`<c r="B1"><v>1</v></c><c r="A1"><v>1</v></c>`), "table:damaged at 表!C1 part=xl/worksheets/sheet1.xml"},
		"rows backwards":    {sheet(`<sheetData><row r="2"/><row r="1"/></sheetData>`), "table:damaged at 表!A1 part=xl/worksheets/sheet1.xml"},
		"merge":             {sheet(`<mergeCells><mergeCell ref="B2:A1"/></mergeCells>`), "table:damaged at 表!B2 part=xl/worksheets/sheet1.xml"},
		"rows":              {[]byte("a\nb\n\nc\nd\n"), "table:many at 5:1 limit=3 what=rows"},
		"columns":           {[]byte("a, , , ,b\n"), "table:many at 1:9 limit=4 what=columns"},
		"only separators":   {[]byte("a\n\"\n\"" + strings.Repeat(",", lastColumn) + "\n"), "table:many at 3:16385 limit=4 what=columns"},
		"columns of sheet":  {row(`<c r="XFD1"><v>1</v></c>`), "table:many at 表!XFD1 limit=4 what=columns"},
		"cells":             {[]byte("a,b,c\nd,e,f\ng,h,i\n"), "table:many at 3:5 limit=8 what=cells"},
		"merged cells":      {sheet(`<sheetData><row><c r="D1"><v>1</v></c></row><row><c><v>2</v></c></row></sheetData><mergeCells><mergeCell ref="A2:XFD1048576"/><mergeCell ref="A1:D1"/></mergeCells>`), "table:many at 表!C1 limit=8 what=cells"},
		"long":              {[]byte("12345,あいうえお\n,あいうえおか\n"), "table:long at 2:2 limit=5"},
		"sheets":            {zipOf(t, "_rels/.rels", rootRel, "xl/workbook.xml", "<workbook><sheets><sheet/><sheet/><sheet/></sheets></workbook>"), "table:many limit=2 what=sheets"},
		"quote":             {[]byte("a,b\n\"x,y\n"), "table:quote at 2:6"},
		"quote in a value":  {[]byte("あ,b\nいう,x\"y\n"), "table:quote at 2:5"},
		"encoding":          {[]byte("a,\x82\xa0\nb,\x81\n"), "table:encoding at 2:3"},
		"strings not whole": {rawWorkbook(t, "", "<si><t>x</si>"), "table:damaged part=xl/sharedStrings.xml"},
	} {
		_, err := Read(c.data, small)
		var f *Fault
		if !errors.As(err, &f) || f.Error() != c.want {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
	}
}

func TestZipBomb(t *testing.T) {
	_, err := Read(rawWorkbook(t, strings.Repeat(" ", 10<<20), ""), Usual)
	var f *Fault
	if !errors.As(err, &f) || f.Key != TooDense || f.Args["limit"] != strconv.Itoa(Usual.Ratio) {
		t.Errorf("%v", err)
	}
}

func TestNamesOfPlaces(t *testing.T) {
	for place, want := range map[Place]string{
		{}: "", {Line: 3, Column: 4}: "3:4", {"別表3", 12, 28}: "別表3!AB12", {"別添 管理策一覧", 1, 1}: "'別添 管理策一覧'!A1",
		{"a'b", 2, 16384}: "'a''b'!XFD2", {Sheet: "表"}: "表",
	} {
		if got := place.String(); got != want {
			t.Errorf("%+v: %s, want %s", place, got, want)
		}
	}
	for letters, want := range map[string]int{"A": 1, "z": 26, "AB": 28, "XFD": 16384, "XFE": 0, "": 0, "A1": 0, "AAAA": 0, "Å": 0} {
		if got := ColumnNumber(letters); got != want {
			t.Errorf("%s: %d, want %d", letters, got, want)
		}
	}
}
