package controls

import (
	"encoding/csv"
	"io"
	"slices"
)

// Layout says how a table is written as an annex: the headings that [Open] knows again, a
// control a row, earlier versions in rows below that repeat its number.
type Layout struct {
	Language string              // of headings and choices: "ja" or "en"
	Note     func(Change) string // what is said of a change
}

// grid gives the rows of the annex, headings first. Behind the columns that a case knows
// come those that a person added, and after a merge what changed.
func (l Layout) grid(t *Table) [][]string {
	changed := slices.ContainsFunc(t.Entries, func(e *Entry) bool { return len(e.Changes) > 0 })
	var head []string
	for _, c := range columns {
		head = append(head, c.heading(l.Language))
	}
	head = append(head, t.Extra...)
	if changed {
		head = append(head, noteColumn.heading(l.Language))
	}
	rows := [][]string{head}
	for _, e := range t.Entries {
		rows = l.entry(rows, e, len(head), len(t.Extra), changed)
	}
	return rows
}

// entry appends the rows of one control.
func (l Layout) entry(rows [][]string, e *Entry, width, extra int, changed bool) [][]string {
	for i := range max(len(e.Versions), 1) {
		row := make([]string, width)
		for k, c := range columns {
			switch {
			case i < len(e.Versions) && e.Versions[i][c.key].Text != "":
				row[k] = e.Versions[i][c.key].Text
			case i == 0, c.key == "id":
				row[k] = l.word(c.key, e.Text(c.key))
			}
		}
		if i == 0 {
			for k := range min(len(e.Extra), extra) {
				row[len(columns)+k] = e.Extra[k].Text
			}
			if changed {
				row[width-1] = l.note(e)
			}
		}
		rows = append(rows, row)
	}
	return rows
}

// word is how a value is written.
func (l Layout) word(key, value string) string {
	if word, known := printed[l.Language][value]; known && (key == "kind" || key == "adopted") {
		return word
	}
	return value
}

func (l Layout) note(e *Entry) string {
	note := ""
	for _, c := range e.Changes {
		if note != "" {
			note += "\n"
		}
		note += l.Note(c)
	}
	return note
}

// WriteCSV writes the annex as CSV: UTF-8 with a byte order mark, which Excel needs, lines
// that end in a line feed.
func (l Layout) WriteCSV(w io.Writer, t *Table) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	return csv.NewWriter(w).WriteAll(l.grid(t))
}
