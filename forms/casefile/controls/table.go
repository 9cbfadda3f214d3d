package controls

import (
	"reflect"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/table"
)

// Table is a table of controls: the criteria as published, or an annex that a provider
// fills in.
type Table struct {
	Name    string // of the file
	Entries []*Entry
	Extra   []string // headings of columns that are none of ours, "" for one without; others are not laid out

	headed map[string]bool // keys of the columns that it has
}

// Entry is one control of a table.
type Entry struct {
	ID       ID               // as it can be compared; without parts when it is no number
	Values   map[string]Value // by the key of their column; what is empty is not there
	Versions []map[string]Value
	Extra    []Value  // by column of the table's Extra, which may have more
	Hidden   bool     // stood in a hidden row
	Changes  []Change // what a merge tells of it
}

// Value is a text with the place that it came from.
type Value struct {
	Text string
	Cell table.Cell
	In   string // name of the sheet
}

// Place is where the value stands.
func (v Value) Place() table.Place {
	return table.Place{Sheet: v.In, Line: v.Cell.Line, Column: v.Cell.Char}
}

// Text is what stands in a column, byte for byte.
func (e *Entry) Text(key string) string { return e.Values[key].Text }

// Place is where the entry begins.
func (e *Entry) Place() table.Place { return e.Values["id"].Place() }

// key is what two entries of one control have in common.
func (e *Entry) key() string {
	if len(e.ID.Parts) == 0 {
		return fold(e.Text("id"))
	}
	return e.ID.String()
}

// filled reports whether a person wrote anything beside what the criteria themselves say.
func (e *Entry) filled() bool {
	for key := range e.Values {
		if key != "id" && key != "name" && key != "kind" {
			return true
		}
	}
	for _, v := range e.Extra {
		if v.Text != "" {
			return true
		}
	}
	return len(e.Versions) > 0
}

// Of gives the table of the controls that a case holds.
func Of(name string, list []casefile.Control) *Table {
	t := &Table{Name: name}
	for _, c := range list {
		e := &Entry{Values: map[string]Value{}}
		e.Versions = e.take("", casefile.Root().At("statement", "controls").Entry, reflect.ValueOf(c))
		e.ID, _ = ParseID(e.Text("id"))
		t.Entries = append(t.Entries, e)
	}
	return t
}

// take puts the texts of a group into the entry, under the keys of their columns, and
// gives those of its list of versions.
func (e *Entry) take(before string, m *casefile.Model, v reflect.Value) (versions []map[string]Value) {
	for i, f := range m.Fields {
		switch f.Model.Kind {
		case casefile.KindText:
			if text := v.Field(i).String(); text != "" {
				e.Values[before+f.Key] = Value{Text: text}
			}
		case casefile.KindGroup:
			e.take(before+f.Key+".", f.Model, v.Field(i))
		case casefile.KindList:
			for k := range v.Field(i).Len() {
				one := &Entry{Values: map[string]Value{}}
				one.take(f.Key+".", f.Model.Entry, v.Field(i).Index(k))
				versions = append(versions, one.Values)
			}
		}
	}
	return versions
}
