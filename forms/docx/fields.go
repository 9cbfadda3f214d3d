package docx

import (
	"slices"
	"strconv"
	"strings"

	"yoshiki/forms/document"
	"yoshiki/forms/typeset"
)

// fieldRow is one row of a grid of fields: one field, or two halves.
type fieldRow []document.Field

// fields writes a ruled grid of two columns, or of four if two fields share a row.
func (b *body) fields(f document.Fields) {
	rows := f.Lines()
	if len(rows) == 0 {
		return
	}
	widths := fieldWidths(b.width)
	if !slices.ContainsFunc(rows, func(line []document.Field) bool { return len(line) == 2 }) {
		widths = []int{widths[0], b.width - widths[0]}
	}
	keep := b.together(len(rows), func(i int) int { return fieldRow(rows[i]).height(b.width, widths) })
	b.openTable(styleSheet, 0, widths, headingColumn)
	for i, row := range rows {
		more := ""
		if keep(i) {
			more = keepNext
		}
		b.fieldRow(row, widths, more)
	}
	b.closeTable()
}

// fieldWidths are those of a row of two fields. All labels of a form are as wide.
func fieldWidths(width int) []int {
	return shares(width, []document.Column{{Width: 1}, {Width: 1}, {Width: 1}, {Width: 1}})
}

// fieldRow writes one field, whose value takes all columns but the first, or two halves.
func (b *body) fieldRow(row fieldRow, widths []int, more string) {
	more += b.cellLine()
	label := cellStart(widths[0], 1, shade+middle, styleLabel, more)
	value := cellStart(b.width-widths[0], len(widths)-1, middle, styleCell, more)
	if len(row) == 2 {
		value = cellStart(widths[1], 1, middle, styleCell, more)
	}
	least := fieldHigh
	for _, f := range row {
		least = max(least, f.Lines*fieldLine+gridSpace)
	}
	b.openRow(`<w:trHeight w:val="` + strconv.Itoa(least-b.less(float64(tightBy(least)))) + `"/>`)
	room := b.width - widths[0]
	if len(row) == 2 {
		room = widths[1]
	}
	for _, field := range row {
		b.write(label)
		b.text(field.Label, "")
		b.write(cellEnd)
		b.cellOpen(value, field.Value.Text, room, cellEm)
		b.value(field.Value, field.Label)
		b.write(cellEnd)
	}
	b.write(`</w:tr>`)
}

// height guesses the height of the row in twips on a page of the given width.
func (r fieldRow) height(width int, widths []int) int {
	height, room := fieldHigh, width-widths[0]
	if len(r) == 2 {
		room = widths[1]
	}
	for _, f := range r {
		height = max(height, cellHeight(f.Label, widths[0]), cellHeight(f.Value.Text, room), f.Lines*fieldLine+gridSpace)
	}
	return height
}

func (b *body) field(f document.Field, label, value string) {
	b.write(label)
	b.text(f.Label, "")
	b.write(cellEnd, value)
	b.value(f.Value, f.Label)
	b.write(cellEnd)
}

// A place to sign is ruled below; its label stands at its foot.
const (
	low    = `<w:vAlign w:val="bottom"/>`
	signed = `<w:tcBorders><w:bottom w:val="single" w:sz="4" w:space="0" w:color="auto"/></w:tcBorders>` + low
)

// spread is a label over the width of its cell, but for what parts it from the value.
const spread = `<w:ind w:right="180"/><w:jc w:val="distribute"/>`

// partInset is markup that makes a cell so narrow that its text, which takes two lines, parts at
// a full-width space: an address before the building, a title before the name.
func (b *body) partInset(s string, width int) string {
	at := strings.LastIndex(s, "\u3000")
	if at < 0 || strings.Contains(s, "\n") {
		return ""
	}
	wide := func(s string) int { return int((typeset.Ems(s) + narrow(s)) * textEm) }
	head, tail := wide(s[:at]), wide(s[at+len("\u3000"):])
	if need := max(head, tail) + textEm/2; wide(s) > width && need < width {
		return `<w:ind w:right="` + strconv.Itoa(width-need) + `"/>`
	}
	return ""
}

// sender writes the block of a letter's sender: a table without rules from the middle of
// the page on, its rows kept together.
func (b *body) sender(s document.Sender) {
	if len(s.Rows) == 0 {
		return
	}
	half := b.width - b.middle
	labels := 0
	for _, f := range s.Rows {
		labels = max(labels, b.twips(typeset.Ems(f.Label)+1, textEm))
	}
	labels = min(labels, half*2/5)
	widths := []int{labels, half - labels}
	b.emptyParagraph(styleTableGap, "")
	b.openTable(styleColumns, b.middle, widths, noHeadings)
	for i, f := range s.Rows {
		keep := keepNext
		if i == len(s.Rows)-1 {
			keep = ""
		}
		height, label, value := "", "", ""
		if f.Signed() {
			height, label, value = `<w:trHeight w:val="`+strconv.Itoa(f.Lines*textLine)+`"/>`, low, signed
		}
		b.openRow(height)
		b.field(f, cellStart(widths[0], 1, label, styleSender, keep+spread),
			cellStart(widths[1], 1, value, styleSender, keep+b.partInset(f.Value.Text, widths[1])))
		b.write(`</w:tr>`)
	}
	b.closeTable()
}
