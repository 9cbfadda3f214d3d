package controls

import (
	"maps"
	"slices"
	"strings"

	"yoshiki/forms/casefile/table"
)

// fill takes in all of a row that is not number or name.
func (r *reader) fill(e *Entry, row table.Row) {
	version := map[string]Value{}
	for _, c := range columns {
		cell := r.at(row, c.key)
		switch {
		case c.key == "id" || c.key == "name" || cell.Is(table.FromLeft):
		case strings.HasPrefix(c.key, "versions."):
			r.take(version, c.key, cell)
		default:
			r.take(e.Values, c.key, cell)
		}
	}
	if len(version) > 0 {
		e.Versions = append(e.Versions, version)
	}
	if cell := r.at(row, versionsText); !cell.Is(table.FromLeft) {
		r.take(e.Values, versionsText, cell)
	}
	r.mark(e, row)
	r.extras(e, row)
	for key, words := range map[string]map[string]string{"adopted": answers, "kind": kinds} {
		if v, there := e.Values[key]; there {
			v.Text = meant(words, v.Text)
			e.Values[key] = v
		}
	}
}

// mark takes in what marks in two columns, adopted and not adopted, say.
func (r *reader) mark(e *Entry, row table.Row) {
	if r.column[adoptedNo] == 0 {
		return
	}
	marked := map[string]Value{}
	r.take(marked, yes, r.at(row, adoptedYes))
	r.take(marked, no, r.at(row, adoptedNo))
	for answer, v := range marked {
		if word := strings.TrimSpace(v.Text); unmarked[word] || answer == yes && meant(answers, word) == no {
			delete(marked, answer)
		}
	}
	switch {
	case len(marked) == 2:
		r.fault(marked[no].Cell, "controls:both-marks", "first", marked[yes].Place().String())
	default:
		for answer, v := range marked {
			v.Text = answer
			e.Values["adopted"] = v
		}
	}
}

// extras takes in what stands in columns that are none of ours.
func (r *reader) extras(e *Entry, row table.Row) {
	for _, c := range row.Cells {
		if r.ours(c.Column) || c.Kind == table.Empty || c.Is(table.FromLeft) {
			continue
		}
		*e.extra(r.extraColumn(c.Column)) = r.value(c)
	}
}

// extra is the value in one of the table's further columns.
func (e *Entry) extra(i int) *Value {
	for len(e.Extra) <= i {
		e.Extra = append(e.Extra, Value{})
	}
	return &e.Extra[i]
}

// ours reports whether a column has a meaning.
func (r *reader) ours(column int) bool {
	for _, n := range r.column {
		if n == column {
			return true
		}
	}
	return false
}

// extraColumn is which of the table's further columns a column of the sheet is. Columns
// with one heading are one, when they are of different sheets.
func (r *reader) extraColumn(column int) int {
	i, known := r.extra[column]
	if !known {
		heading := r.cells[column].Text
		i = slices.Index(r.table.Extra, heading)
		if i < 0 || heading == "" || slices.Contains(slices.Collect(maps.Values(r.extra)), i) {
			i = len(r.table.Extra)
			r.table.Extra = append(r.table.Extra, heading)
		}
		r.extra[column] = i
	}
	return i
}

// goOn reads a row in which the control of the row before goes on: a further part of a
// text, or a further version.
func (r *reader) goOn(row table.Row) {
	part := &Entry{Values: map[string]Value{}}
	r.fill(part, row)
	r.take(part.Values, "name", r.at(row, "name"))
	between := "\n"
	if r.printed {
		between = "" // a text is cut anywhere, and its line breaks are in its parts
	}
	for key, v := range part.Values {
		if key != "adopted" && key != "kind" {
			before := r.last.Values[key]
			before.append(v, between)
			r.last.Values[key] = before
		}
	}
	for _, version := range part.Versions {
		if slices.ContainsFunc(slices.Collect(maps.Values(version)), func(v Value) bool { return !v.Cell.Is(table.FromAbove) }) {
			r.last.Versions = append(r.last.Versions, version)
		}
	}
	for i, v := range part.Extra {
		r.last.extra(i).append(v, between)
	}
}

// append adds a further part of a value, unless it is of a cell that both parts share.
func (v *Value) append(part Value, between string) {
	switch {
	case part.Text == "" || part.Cell.Is(table.FromAbove):
	case v.Text == "":
		*v = part
	default:
		v.Text += between + part.Text
	}
}
