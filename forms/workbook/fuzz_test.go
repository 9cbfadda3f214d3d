package workbook_test

import (
	"math/rand/v2"
	"testing"

	"github.com/xuri/excelize/v2"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/casetest"
	"yoshiki/forms/workbook"
)

// small is a short case.
func small() *casefile.Case {
	return &casefile.Case{ID: "case-1", Program: "ismap-liu", Revision: "2023-11-10", Withdrawal: casefile.Withdrawal{Date: "2026-04-01",
		Notices: []casefile.AgencyNotice{{Agency: "文書管理庁", Date: "2026-03-01"}}}}
}

// FuzzRead: whatever a file is, reading it and writing findings into it ends, and what is read
// of it can be written.
func FuzzRead(f *testing.F) {
	f.Add(write(f, layout(f, small(), "withdrawal", "ja")))
	f.Add([]byte("PK\x03\x04"))
	f.Fuzz(func(t *testing.T, data []byte) { readAgain(t, data) })
}

// FuzzCells: so it is whatever is done to the cells of a workbook: texts, marks, numbers and
// days anywhere, rows and columns put in or taken out, cells merged.
func FuzzCells(f *testing.F) {
	data := write(f, layout(f, small(), "withdrawal", "ja"))
	for seed := range uint64(3) {
		f.Add(seed, "=1")
	}
	f.Fuzz(func(t *testing.T, seed uint64, text string) {
		r, book := rand.New(rand.NewPCG(seed, 5)), open(t, data)
		sheets := book.GetSheetList()
		for range 1 + r.IntN(12) {
			spoil(r, book, sheets[r.IntN(len(sheets))], text)
		}
		readAgain(t, save(t, book))
	})
}

// spoil does one thing to a sheet. What excelize refuses does not matter.
func spoil(r *rand.Rand, book *excelize.File, sheet, text string) {
	column, row := 1+r.IntN(8), 1+r.IntN(20)
	cell, _ := excelize.CoordinatesToCellName(column, row)
	name, _ := excelize.ColumnNumberToName(column)
	other, _ := excelize.CoordinatesToCellName(column+r.IntN(2), row+r.IntN(3))
	marks := []string{"/service", "/service/name", "[/service/functions", "[/x", "[/id", "]", "#", "+", "/", "[/", "/service/functions/9/no", "/-1/2", "name", "versions/from", "yoshiki:part", "yoshiki:value", "yoshiki:text", text}
	switch r.IntN(10) {
	case 0:
		_ = book.InsertRows(sheet, row, 1)
	case 1:
		_ = book.RemoveRow(sheet, row)
	case 2:
		_ = book.InsertCols(sheet, name, 1)
	case 3:
		_ = book.RemoveCol(sheet, name)
	case 4:
		_ = book.MergeCell(sheet, cell, other)
	case 5:
		_ = book.SetCellValue(sheet, cell, r.IntN(100_000))
	case 6:
		_ = book.SetCellFormula(sheet, cell, "A1")
	case 7:
		_ = book.SetCellValue(sheet, "A"+number10(row), marks[r.IntN(len(marks))])
	case 8:
		_ = book.SetCellValue(sheet, cell, marks[r.IntN(len(marks))])
	default:
		_ = book.SetCellValue(sheet, cell, casetest.Text(r, casefile.Root().At("service", "name").Type))
	}
}

// readAgain reads a file, writes what was read of it, and reads that again.
func readAgain(t *testing.T, data []byte) {
	t.Helper()
	file, found := read(data, nil)
	if file == nil {
		if !casefile.Failed(found) {
			t.Fatal("refused without a word")
		}
		return
	}
	var remarks []workbook.Remark
	for _, f := range found {
		remarks = append(remarks, workbook.Remark{Sheet: f.Sheet, Row: f.Line, Text: f.ID})
	}
	if told, err := workbook.Annotate(data, remarks); err == nil {
		if again, _ := read(told, nil); again == nil || encode(t, again.Case) != encode(t, file.Case) {
			t.Fatal("another case once findings stand beside it")
		}
	}
	c := file.Case
	c.Program, c.Revision, c.Company = "ismap-liu", "2023-11-10", ""
	settle(casefile.Of(c))
	again, found := read(write(t, layout(t, c, "withdrawal", "ja")), nil)
	if casefile.Failed(found) || encode(t, again.Case) != encode(t, c) {
		t.Fatalf("%v\n%s\n%s", found, encode(t, again.Case), encode(t, c))
	}
}
