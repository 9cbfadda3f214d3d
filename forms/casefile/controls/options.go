package controls

import (
	"maps"
	"slices"
	"strconv"

	"yoshiki/forms/casefile/table"
)

// Options say where in a file the controls are, where its headings do not.
type Options struct {
	Sheets  []string          // names of the sheets to read; none: every visible one with headings
	Columns map[string]string // by key: the letters of a column, its number, or its heading; id and name may be in one
}

// place gives the columns that the options name in place of those that were found. It
// gives the key of one that the sheet has not.
func (o Options) place(h *heads) (missing string) {
	for _, key := range slices.Sorted(maps.Keys(o.Columns)) {
		n := h.named(o.Columns[key])
		if n == 0 {
			return key
		}
		for other, column := range h.column {
			if column == n && o.Columns[other] == "" {
				delete(h.column, other)
			}
		}
		h.column[key] = n
	}
	if h.first == 0 {
		h.skip()
	}
	return ""
}

// skip goes to the first row with the number of a control, where there are no headings.
func (h *heads) skip() {
	for _, row := range h.sheet.Rows {
		for _, key := range []string{"id", objectiveID} {
			number, _ := splitID(row.At(h.column[key]).Text)
			if id, ok := ParseID(number); ok && id.IsControl() {
				return
			}
		}
		h.first++
	}
}

// named is the column that a user means: C, 3 or its heading.
func (h *heads) named(text string) int {
	for n, c := range h.cells {
		if foldHeading(c.Text) == foldHeading(text) {
			return n
		}
	}
	if n, err := strconv.Atoi(text); err == nil && n > 0 && n <= table.Usual.Columns {
		return n
	}
	return table.ColumnNumber(text)
}
