package workbook

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"yoshiki/forms/casefile/table"
)

// book is a workbook that is being written.
type book struct {
	*planner
	file *excelize.File
	told []string // marks of texts that are not to be filled in
}

// cellName is a cell by its visible column, from 0, and its row, from 1.
func cellName(column, row int) string { return table.ColumnName(column+2) + strconv.Itoa(row) }

func (b *book) write() error {
	if err := b.file.SetSheetName("Sheet1", b.say(words.cover)); err != nil {
		return err
	}
	steps := []func() error{b.cover, b.sheets, b.notes, b.lists, b.remember, b.properties}
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	b.file.Styles = nil // in whose place
	b.file.Pkg.Store("xl/styles.xml", []byte(styleSheet(b.Language)))
	return nil
}

// hide hides a sheet. excelize would read every sheet that is written for it.
func (b *book) hide(name, how string) {
	all := b.file.WorkBook.Sheets.Sheet
	for i := range all {
		if all[i].Name == name {
			all[i].State = how
		}
	}
}

// noDate stands where a file has a date: the first that zip can hold.
const noDate = "1980-01-01T00:00:00Z"

func (b *book) properties() error {
	return b.file.SetDocProps(&excelize.DocProperties{Title: b.say(words.title), Creator: b.Command, Language: b.Language, Created: noDate, Modified: noDate})
}

func (b *book) sheets() error {
	for _, p := range b.parts {
		if err := b.sheet(p); err != nil {
			return fmt.Errorf("%s: %w", p.name, err)
		}
	}
	return nil
}

// The widths of columns, in characters: of the first four, of all further ones, and of that
// for findings.
var widths = [fieldColumns]float64{26, 46, 50, 20}

const (
	otherWidth   = 18
	findingWidth = 48
)

// widthAt is the width of a visible column.
func (p *part) widthAt(column int) float64 {
	switch {
	case column < len(p.widths):
		return p.widths[column]
	case column < len(widths):
		return widths[column]
	}
	return otherWidth
}

// sheet writes one part. What is about the sheet as a whole comes before its rows.
func (b *book) sheet(p *part) error {
	if _, err := b.file.NewSheet(p.name); err != nil {
		return err
	}
	if err := b.setUp(p); err != nil {
		return err
	}
	w, err := b.file.NewStreamWriter(p.name)
	if err != nil {
		return err
	}
	if err := b.columns(w, p); err != nil {
		return err
	}
	for i, r := range p.rows {
		if err := b.row(w, p, i+1, r); err != nil {
			return err
		}
	}
	for _, l := range p.links {
		if err := b.file.SetCellHyperLink(p.name, l.from, l.to, "Location"); err != nil {
			return err
		}
	}
	if err := b.rules(p); err != nil {
		return err
	}
	return w.Flush()
}

// columns sets the widths: of the marks, which are hidden, of those to see, and of the
// findings, which are hidden until there are some.
func (b *book) columns(w *excelize.StreamWriter, p *part) error {
	if err := w.SetColVisible(1, 1, false); err != nil {
		return err
	}
	for i := range p.width {
		if err := w.SetColWidth(i+2, i+2, p.widthAt(i)); err != nil {
			return err
		}
	}
	if err := w.SetColWidth(p.width+2, p.width+2, findingWidth); err != nil {
		return err
	}
	return w.SetColVisible(p.width+2, p.width+2, false)
}

// row writes one row.
func (b *book) row(w *excelize.StreamWriter, p *part, number int, r row) error {
	cells := make([]any, 1, len(r.cells)+1)
	if r.mark != "" {
		cells[0] = r.mark
	}
	for _, c := range r.cells {
		cells = append(cells, excelize.Cell{StyleID: int(c.look), Value: c.value})
		if text, ok := c.value.(string); ok && (c.look < lookText || c.look > lookFree) {
			b.told = append(b.told, told(r.mark, text))
		}
	}
	if r.join > 0 {
		if err := w.MergeCell(cellName(r.join-1, number), cellName(min(p.width, fieldColumns)-1, number)); err != nil {
			return err
		}
	}
	return w.SetRow("A"+strconv.Itoa(number), cells, excelize.RowOpts{Hidden: r.hidden, Height: p.height(r)})
}

// free is a name for a sheet that none has yet, of what Excel takes for one.
func (p *planner) free(name string) string {
	name = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`[]:*?/\'`, r) {
			return ' '
		}
		return r
	}, name)
	taken := func(name string) bool {
		return slices.ContainsFunc(p.parts, func(s *part) bool { return strings.EqualFold(s.name, name) }) ||
			slices.ContainsFunc([]string{memorySheet, listSheet, p.say(words.cover), p.say(words.notes), "Sheet1"}, func(own string) bool { return strings.EqualFold(own, name) })
	}
	short := func(name string, most int) string {
		for len(utf16.Encode([]rune(name))) > most {
			runes := []rune(name)
			name = string(runes[:len(runes)-1])
		}
		return name
	}
	const most = 31
	found := short(name, most)
	for i := 2; taken(found); i++ {
		tail := " " + strconv.Itoa(i)
		found = short(name, most-len(tail)) + tail
	}
	return found
}
