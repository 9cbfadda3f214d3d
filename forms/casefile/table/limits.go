package table

import (
	"strconv"
	"unicode/utf8"
)

// Limits bound what is read of a file. What is empty does not count.
type Limits struct {
	File       int // bytes of the file
	Unzipped   int // bytes of all its parts that are read, unzipped
	Ratio      int // how many times larger than packed a part of a mebibyte or more may be
	Sheets     int
	Rows       int // of one sheet
	Columns    int // the last that may hold a value
	Cells      int // of the file
	Characters int // of one cell
	Depth      int // of nested XML elements
}

// Usual are limits that no table made by hand reaches, and that keep memory below some
// hundred megabytes whatever the file.
var Usual = Limits{
	File:       16 << 20,
	Unzipped:   128 << 20,
	Ratio:      300,
	Sheets:     200,
	Rows:       100_000,
	Columns:    1024,
	Cells:      1_000_000,
	Characters: 100_000,
	Depth:      64,
}

// tally counts what has been read against the limits.
type tally struct {
	Limits
	sheet    string
	unzipped int
	rows     int // of the sheet
	cells    int
}

// open begins a sheet.
func (t *tally) open(sheet string) { t.sheet, t.rows = sheet, 0 }

// row takes in one more row.
func (t *tally) row(number int) error {
	if t.rows++; t.rows > t.Rows {
		return t.many("rows", t.Rows, number, 1)
	}
	return nil
}

// cell takes in one more cell.
func (t *tally) cell(c Cell) error {
	t.cells++
	switch {
	case c.Column > t.Columns:
		return t.many("columns", t.Columns, c.Line, c.Char)
	case t.cells > t.Cells:
		return t.many("cells", t.Cells, c.Line, c.Char)
	case len(c.Text) > t.Characters && utf8.RuneCountInString(c.Text) > t.Characters:
		return fault(TooLong, Place{t.sheet, c.Line, c.Char}, "limit", strconv.Itoa(t.Characters))
	}
	return nil
}

func (t *tally) many(what string, limit, line, column int) error {
	return fault(TooManyOf, Place{t.sheet, line, column}, "what", what, "limit", strconv.Itoa(limit))
}
