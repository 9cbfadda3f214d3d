package table

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

func read(t *testing.T, data []byte) string {
	t.Helper()
	book, err := Read(data, Usual)
	if err != nil {
		t.Fatal(err)
	}
	return dump(book)
}

func same(t *testing.T, want, got string) {
	t.Helper()
	if diff := cmp.Diff(strings.Split(strings.TrimSpace(want), "\n"), strings.Split(strings.TrimSpace(got), "\n")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestKindsOfCells(t *testing.T) {
	data := workbookOf(t, excelize.Options{}, func(f *excelize.File) error {
		for cell, value := range map[string]any{
			"A1": "管理策番号", "B1": "５.１.１\u00a0", "A2": 1.1, "B2": 0.1 + 0.2, "C2": 8000012010038, "D2": -1e-7, "A3": true,
			"A4": " \u3000\u00a0", "A6": "=1+1", "B6": "一行目\r\n二行目",
		} {
			if err := f.SetCellValue("Sheet1", cell, value); err != nil {
				return err
			}
		}
		if err := f.SetCellFormula("Sheet1", "A5", "1+1"); err != nil {
			return err
		}
		return f.SetCellRichText("Sheet1", "C6", []excelize.RichTextRun{{Text: "東"}, {Text: "京 "}, {Text: "都"}})
	})
	same(t, `
Sheet1!A1 text "管理策番号"
Sheet1!B1 text "５.１.１\u00a0"
Sheet1!A2 number "1.1"
Sheet1!B2 number "0.3"
Sheet1!C2 number "8000012010038"
Sheet1!D2 number "-0.0000001"
Sheet1!A3 bool "TRUE"
Sheet1!A5 empty "" formula
Sheet1!A6 text "=1+1"
Sheet1!B6 text "一行目\n二行目"
Sheet1!C6 text "東京 都"`, read(t, data))
}

func TestDatesAreDates(t *testing.T) {
	formats := []string{"yyyy/m/d", "ge.m.d", `[$-411]ggge"年"m"月"d"日"`, `[$-ja-JP-x-gannen]ggge"年"m"月"d"日";@`, "m/d", `yyyy"年"m"月"`, "aaaa",
		"[Red]d-mmm-yy", `[$-411]e.m.d h:mm AM/PM`, "h:mm:ss", "[h]:mm", "0.00E+00", `0"日"`, "0000", "#,##0", `General"h"`, "@", `\d0`, "mm:ss"}
	for _, since := range []bool{false, true} {
		data := workbookOf(t, excelize.Options{}, func(f *excelize.File) error {
			if err := f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &since}); err != nil {
				return err
			}
			value := 46127.75
			if since {
				value -= 1462
			}
			for i, code := range formats {
				style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &code})
				if err != nil {
					return err
				}
				cell, _ := excelize.CoordinatesToCellName(1, i+1)
				if err := f.SetCellValue("Sheet1", cell, value); err != nil {
					return err
				}
				if err := f.SetCellStyle("Sheet1", cell, cell, style); err != nil {
					return err
				}
			}
			return nil
		})
		number := map[bool]string{false: "46127.75", true: "44665.75"}[since]
		var want strings.Builder
		for i := range formats {
			text := `date "2026-04-15"`
			switch {
			case i == 8 || i == 9 || i == 18:
				text = `date "2026-04-15T18:00:00"`
			case i >= 10:
				text = `number "` + number + `"`
			}
			want.WriteString(Place{"Sheet1", i + 1, 1}.String() + " " + text + "\n")
		}
		same(t, want.String(), read(t, data))
	}
}

func TestDaysOfBothCalendars(t *testing.T) {
	day, clock, both := format{day: true}, format{time: true}, format{day: true, time: true}
	for _, c := range []struct {
		f     format
		value float64
		since epoch
		want  string
	}{
		{day, 1, of1900, "1900-01-01"}, {day, 59, of1900, "1900-02-28"}, {day, 60, of1900, ""}, {day, 61, of1900, "1900-03-01"},
		{day, 0, of1900, ""}, {day, -1, of1900, ""}, {day, lastDay, of1900, "9999-12-31"}, {day, lastDay + 1, of1900, ""},
		{day, 0, of1904, "1904-01-01"}, {day, 60, of1904, "1904-03-01"}, {day, lastDay, of1904, ""},
		{day, 43586, of1900, "2019-05-01"}, {day, 43586.999999999, of1900, "2019-05-01"},
		{both, 43586.999999999, of1900, "2019-05-02T00:00:00"}, {clock, 0.5, of1900, "12:00:00"}, {clock, 1.5, of1900, "1900-01-01T12:00:00"},
		{format{}, 43586, of1900, ""}, {format{zeros: 3}, 1, of1900, ""},
	} {
		if got, ok := c.f.date(c.value, c.since); got != c.want || ok != (c.want != "") {
			t.Errorf("%+v %v %v: %q %v, want %q", c.f, c.value, c.since, got, ok, c.want)
		}
	}
}

func TestHiddenAndMerged(t *testing.T) {
	data := workbookOf(t, excelize.Options{}, func(f *excelize.File) error {
		for cell, value := range map[string]any{"A1": "表題", "A3": "5.1.1", "B3": "a", "C3": "い", "B4": "b", "B5": "c", "A5": "5.1.2", "A6": 7} {
			if err := f.SetCellValue("Sheet1", cell, value); err != nil {
				return err
			}
		}
		for from, to := range map[string]string{"A1": "XFD1", "A3": "A4", "D3": "E9", "A8": "C100"} {
			if err := f.MergeCell("Sheet1", from, to); err != nil {
				return err
			}
		}
		if _, err := f.NewSheet("控え"); err != nil {
			return err
		}
		if err := f.SetCellValue("控え", "A1", 1); err != nil {
			return err
		}
		if err := f.SetSheetVisible("控え", false); err != nil {
			return err
		}
		if err := f.SetColVisible("Sheet1", "C", false); err != nil {
			return err
		}
		return f.SetRowVisible("Sheet1", 5, false)
	})
	same(t, `
Sheet1!A1 text "表題" merged
Sheet1!B1 text "表題" merged left
Sheet1!C1 text "表題" merged left hidden
Sheet1!A3 text "5.1.1" merged
Sheet1!B3 text "a"
Sheet1!C3 text "い" hidden
Sheet1!A4 text "5.1.1" merged above
Sheet1!B4 text "b"
5 hidden
Sheet1!A5 text "5.1.2"
Sheet1!B5 text "c"
Sheet1!A6 number "7"
控え hidden
控え!A1 number "1"`, read(t, data))
}

func TestPartsOfACell(t *testing.T) {
	data := rawWorkbook(t, `<cols><col min="2" max="16384" width="0"/></cols><sheetData>
<row r="1"><c r="A1" t="s"><v>0</v></c><c t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><r><t>字</t></r><rPh sb="0" eb="1"><t>ジ</t></rPh></is></c></row>
<row><c t="str"><f>A1</f><v>_x0031__x000D_
_xD800_x</v></c><c t="e"><f>#REF!</f><v>#REF!</v></c><c t="b"><v>0</v></c><c t="str"><f>""</f><v></v></c><c><f>1</f></c></row>
<row r="4" ht="0"><c t="d"><v>2026-04-15T00:00:00Z</v></c><c t="n"><v>12345678901234567</v></c><extLst><ext><c><v>9</v></c></ext></extLst></row>
<row r="5"/></sheetData><mergeCells><mergeCell ref="$A$1"/></mergeCells><extLst><ext><mergeCells><mergeCell ref="?"/></mergeCells></ext></extLst>`,
		`<si><t xml:space="preserve"> 漢字 </t><rPh sb="0" eb="2"><t>カンジ</t></rPh><phoneticPr fontId="1"/></si><si><r><rPr><b/></rPr><t>a&amp;</t></r><r><t>b</t></r></si>`)
	same(t, `
表!A1 text " 漢字 " merged
表!B1 text "a&b" hidden
表!C1 text "字" hidden
表!A2 text "1\n_xD800_x" formula
表!B2 error "#REF!" formula hidden
表!C2 bool "FALSE" hidden
表!E2 empty "" formula hidden
4 hidden
表!A4 date "2026-04-15T00:00:00"
表!B4 number "12345678901234600" hidden`, read(t, data))
}

func TestMacrosAreToldAndNotLookedAt(t *testing.T) {
	data := zipOf(t, "_rels/.rels", rootRel, "xl/workbook.xml", `<workbook><sheets><sheet name="表" r:id="a"/><sheet name="図" r:id="b"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels", bookRel, "xl/worksheets/sheet1.xml", `<worksheet><sheetData><row><c t="b"><v>1</v></c></row></sheetData></worksheet>`,
		"xl/sharedStrings.xml", "<sst/>", "xl/vbaProject.bin", "no macro")
	same(t, "表!A1 bool \"TRUE\"\ntable:macros", read(t, data))
}
