package controls

import (
	"regexp"
	"strings"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/table"
)

// identify reads the number of a control. ok is false where a row is of none: a chapter, a
// section, a note, the headings once more; or where the number cannot be read, which is
// reported.
func (r *reader) identify(row table.Row, c table.Cell) (id ID, ok bool) {
	id, ok = ParseID(c.Text)
	switch {
	case c.Kind == table.Error:
		r.fault(c, "controls:error-cell", "found", c.Text)
	case c.Kind == table.Empty:
		r.fault(c, "controls:formula")
	case c.Kind == table.Text && ok:
		return id, id.IsControl()
	case !r.tells(row, c), c.Kind == table.Text && between(c.Text), c.Kind == table.Number && ok && !r.decides(row):
	case c.Kind == table.Date, c.Kind == table.Text && looksDated(c.Text):
		r.fault(c, "controls:id-date", "found", c.Text)
	case c.Kind == table.Number:
		r.fault(c, "controls:id-number", "found", c.Text)
	default:
		r.fault(c, "controls:bad-id", "found", casefile.Shorten(c.Text))
	}
	return ID{}, false
}

// chapter is what stands in place of a number where a chapter begins or numbers are added
// up.
var chapter = regexp.MustCompile(`^(第?\d+[章節部].*|別表.*|\d+(\.\d+)?[^\d.PB].*|(合|小|総)?計|TOTAL|以上)$`)

// between reports whether a text in place of a number only stands between the controls.
func between(text string) bool {
	for _, m := range meanings()[foldHeading(text)] {
		if m.key == "id" || m.key == objectiveID {
			return true
		}
	}
	return chapter.MatchString(fold(text)) && !looksDated(text)
}

// tells reports whether a row says anything beside its number, or what that cell says
// across all of its columns.
func (r *reader) tells(row table.Row, number table.Cell) bool {
	for key, n := range r.column {
		c := row.At(n)
		if key != "id" && key != objectiveID && stands(c) && !c.Is(table.FromLeft) && n != number.Column && !c.Is(table.FromAbove) {
			return true
		}
	}
	return false
}

// decides reports whether a row says more than name and kind of what it is about.
func (r *reader) decides(row table.Row) bool { return r.decision(row).Column > 0 }

// decision is the first cell of a row in which a person says what is done about a control.
func (r *reader) decision(row table.Row) (first table.Cell) {
	for key, n := range r.column {
		switch key {
		case "id", "name", "kind", objectiveID, objectiveName, editionNote:
			continue
		}
		c := row.At(n)
		if c.Kind != table.Empty && !c.Is(table.FromAbove) && !c.Is(table.FromLeft) && (first.Column == 0 || n < first.Column) {
			first = c
		}
	}
	return first
}

// nameless reports a row without a number in which a person nevertheless wrote something.
// Above the first control such rows explain the headings.
func (r *reader) nameless(row table.Row) {
	if c := r.decision(row); c.Column > 0 && r.last != nil {
		r.fault(c, "controls:no-id", "found", casefile.Shorten(strings.TrimSpace(c.Text)))
	}
}
