package table

import (
	"errors"
	"reflect"
	"testing"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// tight limits let the fuzzer reach them.
var tight = Limits{File: 1 << 20, Unzipped: 1 << 20, Ratio: 300, Sheets: 3, Rows: 50, Columns: 20, Cells: 200, Characters: 200, Depth: 20}

// FuzzRead holds that any file is read twice alike, into cells that are in order and
// within the limits, or refused with a fault.
func FuzzRead(f *testing.F) {
	f.Add([]byte("番号;名称\r\n5.1.1;\"a\nb\"\r\n"))
	f.Add([]byte("\xff\xfe5\x00,\x00a\x00\n\x00"))
	f.Add(workbookOf(f, excelize.Options{}, func(x *excelize.File) error {
		return errors.Join(x.SetCellValue("Sheet1", "B2", 1.5), x.SetCellValue("Sheet1", "C3", "x"), x.MergeCell("Sheet1", "B2", "D4"))
	}))
	f.Fuzz(func(t *testing.T, data []byte) { sound(t, data) })
}

// FuzzSheet is FuzzRead from inside of a workbook, which the fuzzer cannot pack by itself.
func FuzzSheet(f *testing.F) {
	f.Add(`<sheetData><row r="2"><c r="B2" t="s"><v>0</v></c><c t="inlineStr"><is><t>x</t></is></c></row></sheetData><mergeCells><mergeCell ref="B2:C9"/></mergeCells>`, `<si><t>a</t></si>`)
	f.Add(`<cols><col min="1" max="3" hidden="1"/></cols><sheetData><row hidden="1"><c t="e"><f/><v>#REF!</v></c><c><v>46127.5</v></c></row></sheetData>`, `<si><r><t>_x000D_</t></r><rPh><t>b</t></rPh></si>`)
	f.Fuzz(func(t *testing.T, sheet, strings string) { sound(t, rawWorkbook(t, sheet, strings)) })
}

func sound(t *testing.T, data []byte) {
	book, err := Read(data, tight)
	again, errAgain := Read(data, tight)
	if !reflect.DeepEqual(book, again) || !reflect.DeepEqual(err, errAgain) {
		t.Fatal("read differently")
	}
	var fault *Fault
	if err != nil && (book != nil || !errors.As(err, &fault)) {
		t.Fatalf("%v, %v", book, err)
	} else if err != nil {
		return
	}
	for _, s := range book.Sheets {
		number := 0
		for _, r := range s.Rows {
			if r.Number <= number || len(r.Cells) == 0 {
				t.Fatalf("row %d after %d", r.Number, number)
			}
			number = r.Number
			inOrder(t, s, r)
		}
	}
}

func inOrder(t *testing.T, s Sheet, r Row) {
	column := 0
	for _, c := range r.Cells {
		if c.Column <= column || c.Column > tight.Columns || c.Line < r.Number || c.Char < 1 || !utf8.ValidString(c.Text) ||
			utf8.RuneCountInString(c.Text) > tight.Characters || (c.Text == "") != (c.Kind == Empty) || r.At(c.Column) != c {
			t.Fatalf("%s: %+v", s.Place(c), c)
		}
		column = c.Column
	}
}
