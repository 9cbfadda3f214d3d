package workbook

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"
)

// setUp lays down how a sheet is seen, printed and protected: A4, as wide as a page, the rows
// down to the headings on top of each page.
func (b *book) setUp(p *part) error {
	yes, no, size, one, any, orientation := true, false, 9, 1, 0, "landscape"
	if p.onePage {
		any = 1
	}
	steps := []func() error{
		func() error { return b.file.SetSheetProps(p.name, &excelize.SheetPropsOptions{FitToPage: &yes}) },
		func() error { return b.file.SetSheetView(p.name, 0, &excelize.ViewOptions{ShowGridLines: &no}) },
		func() error {
			return b.file.SetPageLayout(p.name, &excelize.PageLayoutOptions{Size: &size, Orientation: &orientation, FitToWidth: &one, FitToHeight: &any})
		},
		func() error { return b.margins(p.name) },
		func() error {
			return b.file.SetHeaderFooter(p.name, &excelize.HeaderFooterOptions{OddFooter: `&L&8&A&R&8&P／&N`})
		},
		func() error { return b.protect(p.name) },
		func() error {
			return b.define(p.name, "_xlnm.Print_Area", "$B$1:"+absolute(cellName(p.width-1, len(p.rows))))
		},
		func() error { return b.freeze(p.name, p.heads()) },
		func() error { return b.part(p) },
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// part parts the rows into pages.
func (b *book) part(p *part) error {
	if p.onePage {
		return nil
	}
	for _, row := range p.breaks() {
		if err := b.file.InsertPageBreak(p.name, cellName(-1, row)); err != nil {
			return err
		}
	}
	return nil
}

// heads is the row of headings that is to stay in view, if all rows below are of one kind: the
// fields of one group, or one list.
func (p *part) heads() int {
	first, lists := 0, 0
	for i, r := range p.rows {
		if strings.HasPrefix(r.mark, markList) {
			lists++
		}
		if len(r.cells) > 0 && r.cells[0].look == lookHead {
			if first > 0 && (lists > 0 || r.cells[1].value != p.rows[first-1].cells[1].value) {
				return 0
			}
			if first == 0 {
				first = i + 1
			}
		}
	}
	if first > maxFrozen {
		return 0
	}
	return first
}

// maxFrozen is how many rows may stay in view.
const maxFrozen = 8

func (b *book) margins(name string) error {
	side, edge, foot := 0.45, 0.55, 0.3
	return b.file.SetPageMargins(name, &excelize.PageLayoutMarginsOptions{Left: &side, Right: &side, Top: &edge, Bottom: &edge, Header: &foot, Footer: &foot})
}

// protect locks all but the cells to fill in, without a password: against slips. Rows and
// columns may be made larger.
func (b *book) protect(name string) error {
	return b.file.ProtectSheet(name, protection())
}

func protection() *excelize.SheetProtectionOptions {
	return &excelize.SheetProtectionOptions{SelectLockedCells: true, SelectUnlockedCells: true, FormatCells: true, FormatColumns: true, FormatRows: true}
}

// freeze keeps the rows down to heads in view, and repeats the headings on each page.
func (b *book) freeze(name string, heads int) error {
	if heads == 0 {
		return nil
	}
	if err := b.define(name, "_xlnm.Print_Titles", fmt.Sprintf("$%d:$%[1]d", heads)); err != nil {
		return err
	}
	return b.file.SetPanes(name, &excelize.Panes{Freeze: true, YSplit: heads, TopLeftCell: fmt.Sprintf("A%d", heads+1), ActivePane: "bottomLeft"})
}

func (b *book) define(sheet, name, cells string) error {
	return b.file.SetDefinedName(&excelize.DefinedName{Name: name, RefersTo: quoted(sheet) + "!" + cells, Scope: sheet})
}

func quoted(sheet string) string { return "'" + strings.ReplaceAll(sheet, "'", "''") + "'" }

// absolute is a cell as a name refers to it: $B$5.
func absolute(cell string) string {
	at := strings.IndexAny(cell, "0123456789")
	return "$" + cell[:at] + "$" + cell[at:]
}

// rules gives the cells of a sheet their choices, and their colour as long as they are needed.
func (b *book) rules(p *part) error {
	for i, key := range b.order {
		if p.picks[key] == nil {
			continue
		}
		v := excelize.NewDataValidation(true)
		v.SetSqref(strings.Join(p.picks[key], " "))
		if b.closed(key) {
			v.SetError(excelize.DataValidationErrorStyleStop, b.say(words.choices), b.say(words.pick))
		} else {
			v.ShowErrorMessage = false
		}
		v.SetSqrefDropList(listName(i))
		if err := b.file.AddDataValidation(p.name, v); err != nil {
			return err
		}
	}
	paint := 0
	for _, n := range p.needs {
		if err := b.file.SetConditionalFormat(p.name, n.cells, []excelize.ConditionalFormatOptions{{Type: "formula", Criteria: n.formula, Format: &paint}}); err != nil {
			return err
		}
	}
	return nil
}

// closed reports whether nothing else may be written: of a choice, not of a paper.
func (b *book) closed(key string) bool {
	for _, o := range b.offered[key] {
		for _, p := range b.Papers {
			if p.Name == o.value {
				return false
			}
		}
	}
	return true
}

// listSheet is the hidden sheet of the choices.
const listSheet = "選択肢"

func listName(i int) string { return fmt.Sprintf("yoshiki_list_%d", i+1) }

// lists writes the hidden sheet of the choices, a column for each list.
func (b *book) lists() error {
	if len(b.order) == 0 {
		return nil
	}
	if _, err := b.file.NewSheet(listSheet); err != nil {
		return err
	}
	w, err := b.file.NewStreamWriter(listSheet)
	if err != nil {
		return err
	}
	longest := 0
	for i, key := range b.order {
		longest = max(longest, len(b.offered[key]))
		column := absolute(cellName(i-1, 1))
		to := absolute(cellName(i-1, len(b.offered[key])))
		if err := b.file.SetDefinedName(&excelize.DefinedName{Name: listName(i), RefersTo: quoted(listSheet) + "!" + column + ":" + to}); err != nil {
			return err
		}
	}
	for r := range longest {
		cells := make([]any, len(b.order))
		for i, key := range b.order {
			if all := b.offered[key]; r < len(all) {
				cells[i] = all[r].shown
			}
		}
		if err := w.SetRow(fmt.Sprintf("A%d", r+1), cells); err != nil {
			return err
		}
	}
	b.hide(listSheet, "hidden")
	return w.Flush()
}
