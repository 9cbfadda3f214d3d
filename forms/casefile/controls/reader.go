package controls

import (
	"strings"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/table"
)

// reader reads the rows of sheets into a table.
type reader struct {
	faults  *casefile.Faults
	options Options
	table   *Table
	first   map[string]*Entry // of each control, by its key
	skipped []string          // sheets
	printed bool              // it is our own print, where a text goes on in the cell below

	*heads                    // of the sheet
	last      *Entry          // of the sheet
	extra     map[int]int     // columns that are none of ours: which of the table's Extra
	hidden    []int           // rows
	folded    []table.Cell    // numbers that are not written as the criteria write them
	concealed map[string]bool // columns that are hidden
}

// read reads the rows below the headings of a sheet.
func (r *reader) read(h *heads) {
	r.heads, r.last, r.extra, r.hidden, r.folded, r.concealed = h, nil, map[int]int{}, nil, nil, map[string]bool{}
	for _, c := range h.twice {
		r.wrongColumn(c, "duplicate")
	}
	for key := range h.column {
		r.table.headed[key] = true
	}
	before := len(r.table.Entries)
	for _, row := range h.sheet.Rows[h.first:] {
		r.row(row)
	}
	for _, e := range r.table.Entries[before:] {
		e.unfold()
	}
	r.remark()
}

// at is the cell of a row in the column for a key; an empty one where there is no column.
func (r *reader) at(row table.Row, key string) table.Cell {
	if r.column[key] == 0 {
		return table.Cell{}
	}
	return row.At(r.column[key])
}

// stands reports whether something stands in a cell, be it a formula without a result.
func stands(c table.Cell) bool { return c.Kind != table.Empty || c.Is(table.Formula) }

// row reads a row: a control objective whose number has a column of its own, then the
// control.
func (r *reader) row(row table.Row) {
	upper, lower := r.at(row, objectiveID), r.at(row, "id")
	if stands(upper) && !upper.Is(table.FromAbove) {
		r.control(row, upper, objectiveName, !stands(lower))
	}
	switch {
	case stands(lower):
		r.control(row, lower, "name", true)
	case !stands(upper):
		r.nameless(row)
	}
}

// control reads the control with the number in a cell. whole says that the row is all its
// own; else only number and name are.
func (r *reader) control(row table.Row, number table.Cell, name string, whole bool) {
	named := number
	if number.Kind == table.Text && r.together() {
		number.Text, named.Text = splitID(number.Text)
	}
	id, ok := r.identify(row, number)
	switch {
	case !ok:
		return
	case r.last != nil && r.last.ID.String() == id.String() && number.Is(table.FromAbove):
		r.goOn(row)
		return
	case r.last != nil && name == objectiveName && !whole && r.first[id.String()] != nil:
		return // repeated beside each of its detailed controls
	}
	e := &Entry{ID: id, Values: map[string]Value{"id": r.value(number)}, Hidden: row.Hidden}
	if r.together() {
		r.take(e.Values, "name", named)
	} else {
		r.name(e, row, name)
	}
	if whole {
		r.fill(e, row)
	}
	if r.isVersion(e) {
		r.last.Versions = append(r.last.Versions, e.Versions...)
		return
	}
	r.add(e)
}

// together reports whether number and name stand in one cell.
func (r *reader) together() bool {
	return r.column["id"] > 0 && (r.column["name"] == r.column["id"] || !r.has("name", objectiveName))
}

func (r *reader) value(c table.Cell) Value { return Value{c.Text, c, r.heads.sheet.Name} }

// add takes an entry in, unless its control is there already.
func (r *reader) add(e *Entry) {
	if before := r.first[e.key()]; before != nil {
		r.fault(e.Values["id"].Cell, "controls:duplicate", "found", e.Text("id"), "first", before.Values["id"].Place().String())
		return
	}
	if e.Values["kind"].Text == "" {
		kind := e.Values["id"]
		kind.Text = detail
		if e.ID.IsObjective() {
			kind.Text = objective
		}
		e.Values["kind"] = kind
	}
	number := e.Values["id"].Cell
	if number.Text != e.ID.String() {
		r.folded = append(r.folded, number)
	}
	if e.Hidden {
		r.hidden = append(r.hidden, number.Line)
	}
	r.first[e.key()], r.last = e, e
	r.table.Entries = append(r.table.Entries, e)
}

// isVersion reports whether an entry is only one more earlier version of the last one.
func (r *reader) isVersion(e *Entry) bool {
	if r.last == nil || len(e.Versions) == 0 || r.last.key() != e.key() {
		return false
	}
	for key := range e.Values {
		if key != "id" && key != "name" && key != "kind" {
			return false
		}
	}
	return true
}

// name takes in the name of an entry. Where objectives and detailed controls have columns
// of their own for it, it stands in one of the two.
func (r *reader) name(e *Entry, row table.Row, key string) {
	c := r.at(row, key)
	if upper := r.at(row, objectiveName); !stands(c) && !upper.Is(table.FromAbove) {
		c = upper
	}
	r.take(e.Values, "name", c)
}

// take takes in the value of a cell, if there is one that can be read.
func (r *reader) take(values map[string]Value, key string, c table.Cell) {
	switch {
	case c.Kind == table.Error:
		r.fault(c, "controls:error-cell", "found", c.Text)
	case c.Kind == table.Empty && c.Is(table.Formula):
		r.fault(c, "controls:formula")
	case c.Kind != table.Empty && c.Text != "":
		values[key] = r.value(c)
		if c.Is(table.HiddenColumn) {
			r.concealed[table.ColumnName(c.Column)] = true
		}
	}
}

// fault reports an error of a cell.
func (r *reader) fault(c table.Cell, id string, args ...string) {
	place := r.heads.sheet.Place(c)
	r.faults.At(placeOf(place), "", id, append(args, "cell", place.String())...)
}

// wrongColumn reports what is wrong with a heading.
func (r *reader) wrongColumn(c table.Cell, what string) {
	r.fault(c, "case:controls-columns", "column", casefile.Shorten(strings.TrimSpace(c.Text)), "fault", what)
}
