package table

import (
	"cmp"
	"slices"
)

// Book is a file as read.
type Book struct {
	Sheets  []Sheet
	Remarks []Fault // what was left out, though the book could be read
}

// Sheet is one sheet of a workbook, or all of a CSV file.
type Sheet struct {
	Name   string // "" for a CSV file
	Hidden bool
	Rows   []Row // those with something in them, from the top
}

// Row is one row that is not empty.
type Row struct {
	Number int // of the row in its sheet, or of the line that it begins on in a CSV file
	Hidden bool
	Cells  []Cell // those with something in them, from the left
}

// At is the cell in a column, counted from 1. A cell that is empty has [Empty] kind and
// its column alone.
func (r Row) At(column int) Cell {
	i, found := r.find(column)
	if !found {
		return Cell{Column: column}
	}
	return r.Cells[i]
}

func (r Row) find(column int) (int, bool) {
	return slices.BinarySearchFunc(r.Cells, column, func(c Cell, column int) int { return cmp.Compare(c.Column, column) })
}

// Kind is what a cell holds.
type Kind uint8

// The kinds of a cell.
const (
	Empty Kind = iota
	Text
	Number // Text has it in plain decimals: "-0.5"
	Date   // Text has it as in ISO 8601: a day, a moment or a time of day
	Bool   // Text is "TRUE" or "FALSE"
	Error  // Text is its name: "#REF!"
)

// Marks tell more of a cell.
type Marks uint8

// The marks of a cell.
const (
	Formula      Marks = 1 << iota // the value is the result of a formula, the last that was saved
	Merged                         // one of several cells that were joined
	FromAbove                      // the value is of a joined cell in a row above
	FromLeft                       // the value is of a joined cell in a column to the left
	HiddenColumn                   // stands in a hidden column
)

// Cell is one value. A cell of [Empty] kind that a row nevertheless holds is a formula
// whose result was not saved.
type Cell struct {
	Text   string
	Kind   Kind
	Marks  Marks
	Column int // counted from 1: 3 is column C, or the third value of a line
	Line   int // row of a sheet, line of a CSV file
	Char   int // column of a sheet, character of a line in a CSV file
}

// Is reports whether the cell has a mark.
func (c Cell) Is(m Marks) bool { return c.Marks&m != 0 }

// Place is where the cell stands.
func (s Sheet) Place(c Cell) Place { return Place{s.Name, c.Line, c.Char} }
