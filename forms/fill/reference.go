package fill

import (
	"strconv"
	"strings"
)

// The size of a sheet.
const (
	lastRow    = 1_048_576
	lastColumn = 16_384
)

// splitCell gives the column and row of a cell: of B3 2 and 3.
func splitCell(name string) (column, row int, ok bool) {
	i := 0
	for i < len(name) && name[i] >= 'A' && name[i] <= 'Z' && i < 4 {
		column = column*26 + int(name[i]-'A') + 1
		i++
	}
	row, err := strconv.Atoi(name[i:])
	return column, row, err == nil && i > 0 && row > 0 && row <= lastRow && column <= lastColumn && name[i] != '+'
}

func columnName(n int) string {
	var b []byte
	for ; n > 0; n = (n - 1) / 26 {
		b = append([]byte{byte('A' + (n-1)%26)}, b...)
	}
	return string(b)
}

func cellName(column, row int) string { return columnName(column) + strconv.Itoa(row) }

// area is a rectangle of cells.
type area struct{ left, top, right, bottom int }

// parseArea reads B3 or B3:D5.
func parseArea(ref string) (area, bool) {
	r, ok := parseReference(strings.ReplaceAll(ref, "$", ""))
	return r.area(), ok
}

func (a area) meets(b area) bool {
	return a.left <= b.right && b.left <= a.right && a.top <= b.bottom && b.top <= a.bottom
}

// String is the area as sheets name it.
func (a area) String() string {
	from, to := cellName(a.left, a.top), cellName(a.right, a.bottom)
	if from == to {
		return from
	}
	return from + ":" + to
}
