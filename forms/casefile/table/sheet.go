package table

import (
	"strconv"
	"strings"
)

// lastRow is the last that Excel has.
const lastRow = 1 << 20

// area is a range of cells, from its first to its last row and column, counted from 1.
type area struct{ top, left, bottom, right int }

// sheetReader reads the cells of one sheet.
type sheetReader struct {
	*workbook
	*scanner
	rows   []Row
	merges []area
	hidden []bool // columns
}

// sheet reads the rows of a sheet that are not empty.
func (w *workbook) sheet(name, part string) ([]Row, error) {
	w.open(name)
	r := &sheetReader{workbook: w, hidden: make([]bool, w.Columns+1)}
	err := w.read(part, func(s *scanner, root string) error {
		r.scanner = s
		return s.each(r.section)
	})
	if err != nil {
		return nil, err
	}
	if err = r.spread(); err != nil {
		return nil, err
	}
	r.hide()
	return r.rows, nil
}

// section reads one part of a sheet.
func (r *sheetReader) section(e element) error {
	switch e.name() {
	case "cols":
		return r.each(r.column)
	case "sheetData":
		number := 0
		return r.each(func(e element) error { return r.row(e, &number) })
	case "mergeCells":
		return r.each(r.merge)
	}
	return nil
}

// column takes note of columns that are hidden.
func (r *sheetReader) column(e element) error {
	if e.is("hidden") || e.attr("width") == "0" {
		for i := max(e.int("min", 1), 1); i <= min(e.int("max", 0), r.Columns); i++ {
			r.hidden[i] = true
		}
	}
	return nil
}

// row reads a row; before is the number of the one before it.
func (r *sheetReader) row(e element, before *int) error {
	number := e.int("r", *before+1)
	if e.name() != "row" {
		return nil
	}
	if number <= *before || number > lastRow {
		return r.wrong(number, 1)
	}
	*before = number
	row := Row{Number: number, Hidden: e.is("hidden") || e.attr("ht") == "0"}
	column := 0
	err := r.each(func(e element) error {
		c, err := r.cell(e, number, &column)
		if c.Kind != Empty || c.Is(Formula) {
			row.Cells = append(row.Cells, c)
			if err == nil {
				err = r.tally.cell(c)
			}
		}
		return err
	})
	if err != nil || len(row.Cells) == 0 {
		return err
	}
	r.rows = append(r.rows, row)
	return r.tally.row(number)
}

func (r *sheetReader) wrong(line, column int) error {
	return fault(Damaged, Place{r.tally.sheet, line, column}, "part", r.part)
}

// cell reads a cell; before is the column of the one before it.
func (r *sheetReader) cell(e element, line int, before *int) (Cell, error) {
	if e.name() != "c" {
		return Cell{}, nil
	}
	column, ok := columnOf(e.attr("r"), line, *before+1)
	if !ok || column <= *before {
		return Cell{}, r.wrong(line, *before+1)
	}
	*before = column
	c := Cell{Column: column, Line: line, Char: column}
	text, err := r.content(&c, e.attr("t"))
	if err != nil || text == "" {
		return c, err
	}
	if c.Kind, c.Text, ok = r.value(e.attr("t"), text, e.int("s", 0)); !ok {
		return c, r.wrong(line, column)
	}
	if strings.TrimSpace(c.Text) == "" {
		c.Kind, c.Text, c.Marks = Empty, "", 0
	}
	return c, nil
}

// content reads the text in a cell of a type, and marks a formula that has a result or
// was never computed. The result "" is a text that was saved.
func (r *sheetReader) content(c *Cell, kind string) (text string, err error) {
	saved := false
	err = r.each(func(e element) (err error) {
		switch e.name() {
		case "f":
			c.Marks |= Formula
		case "v":
			text, err = r.text()
			saved = kind == "str"
		case "is":
			text, err = r.rich()
		}
		return err
	})
	if saved && text == "" {
		c.Marks &^= Formula
	}
	return text, err
}

// columnOf is the column of a cell in a row by its reference, or else the next one.
func columnOf(reference string, line, next int) (int, bool) {
	if reference == "" {
		return next, next <= lastColumn
	}
	column, row, ok := parseReference(reference)
	return column, ok && row == line
}

// parseReference gives column and row of a reference like B12.
func parseReference(reference string) (column, row int, ok bool) {
	digits := strings.IndexAny(reference, "0123456789")
	if digits < 1 {
		return 0, 0, false
	}
	row, err := strconv.Atoi(reference[digits:])
	column = ColumnNumber(reference[:digits])
	return column, row, err == nil && column > 0 && row > 0 && row <= lastRow
}
