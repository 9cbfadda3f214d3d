package table

import (
	"fmt"
	"strings"
)

// Place is where something stands in a file. The zero Place is the file as a whole.
type Place struct {
	Sheet  string // "" in a CSV file
	Line   int    // row of a sheet, line of a CSV file; 0 for all of the sheet
	Column int    // column of a sheet, character of a line
}

// String is the place as a person finds it: 別表3!B12 in a workbook, the way that Excel
// writes it, 12:5 (line and character) in a CSV file, "" for the file as a whole.
func (p Place) String() string {
	switch {
	case p.Sheet == "" && p.Line == 0:
		return ""
	case p.Sheet == "":
		return fmt.Sprintf("%d:%d", p.Line, p.Column)
	case p.Line == 0:
		return quoteSheet(p.Sheet)
	}
	return fmt.Sprintf("%s!%s%d", quoteSheet(p.Sheet), ColumnName(p.Column), p.Line)
}

// quoteSheet puts the name of a sheet in quotes where Excel would.
func quoteSheet(name string) string {
	if !strings.ContainsAny(name, " 　'!-+()（）[],;:&.") {
		return name
	}
	return "'" + strings.ReplaceAll(name, "'", "''") + "'"
}

// ColumnName is the letters of a column that is counted from 1: 28 is "AB".
func ColumnName(column int) string {
	var letters []byte
	for ; column > 0; column = (column - 1) / 26 {
		letters = append([]byte{byte('A' + (column-1)%26)}, letters...)
	}
	return string(letters)
}

// lastColumn is the last that Excel has: XFD.
const lastColumn = 16384

// ColumnNumber is the number of the column with such letters, counted from 1, or 0 when
// Excel has none.
func ColumnNumber(letters string) int {
	if letters == "" || len(letters) > 3 {
		return 0
	}
	n := 0
	for _, b := range []byte(letters) {
		b |= 0x20
		if b < 'a' || b > 'z' {
			return 0
		}
		n = 26*n + int(b-'a') + 1
	}
	if n > lastColumn {
		return 0
	}
	return n
}
