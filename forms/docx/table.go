package docx

import (
	"fmt"

	"yoshiki/forms/document"
	"yoshiki/forms/typeset"
)

// mostColumns is how many columns a table can have in Word.
const mostColumns = 63

const middle = `<w:vAlign w:val="center"/>`

// table writes a ruled grid under its caption.
func (b *body) table(t document.Table) {
	if n := len(t.Columns); n == 0 || n > mostColumns {
		b.fail(fmt.Errorf("table %s has %d columns; 1 to %d can stand in a Word file", place(t.Caption, ""), n, mostColumns))
		return
	}
	if t.Caption != "" {
		b.paragraph(styleCaption, b.above(captionGap), t.Caption, "")
	}
	widths, set := tableWidths(b.width, t)
	b.openTable(styleSheet, 0, widths, headingRow)
	b.headerRow(t.Columns, widths, set.label)
	b.rows(t, widths, set)
	if len(t.Rows) == 0 && t.Empty != "" {
		b.openRow("")
		more := b.cellLine() + justification(document.Center)
		if b.trailed {
			more = keepNext + more
		}
		b.write(cellStart(b.width, len(widths), "", styleCell, more))
		b.text(t.Empty, "")
		b.write(cellEnd, `</w:tr>`)
	}
	b.closeTable()
}

// tableType is how the cells of a table are set.
type tableType struct {
	cell, label string // styles
	em          float64
}

// The type of tables, and of one whose days have room in no other.
var (
	plainType  = tableType{styleCell, styleLabel, cellEm}
	narrowType = tableType{styleNarrowCell, styleNarrowLabel, 170}
)

// tableWidths shares total among the columns, each as wide as its words and the days within
// its texts, in smaller type if need be, or its words alone, as there is room.
func tableWidths(total int, t document.Table) ([]int, tableType) {
	widths := shares(total, t.Columns)
	for _, try := range []struct {
		days bool
		set  tableType
	}{{true, plainType}, {true, narrowType}, {false, plainType}} {
		leasts, sum := make([]int, len(widths)), 0
		t.Words(try.days, func(j int, word string) {
			leasts[j] = max(leasts[j], int((typeset.Ems(word)+narrow(word))*try.set.em)+cellPads+20)
		})
		for _, w := range leasts {
			sum += w
		}
		if sum <= total*9/10 && widen(widths, leasts) {
			return widths, try.set
		}
	}
	return widths, plainType
}

// widen gives widths what they need at least, taken from those that can spare it, if they can.
func widen(widths, leasts []int) bool {
	short, spare, left := 0, 0, 0
	for j, w := range widths {
		short, spare, left = short+max(0, leasts[j]-w), spare+max(0, w-max(leasts[j], 3*cellEm)), left+w
	}
	if short > spare || len(widths) == 0 {
		return false
	}
	for j, w := range widths {
		if w >= leasts[j] && spare > 0 {
			w -= short * max(0, w-max(leasts[j], 3*cellEm)) / spare
		}
		widths[j] = max(w, leasts[j])
		left -= widths[j]
	}
	widths[len(widths)-1] += left
	return true
}

// headerRow writes the row that every page repeats and that never ends a page.
func (b *body) headerRow(columns []document.Column, widths []int, style string) {
	b.openRow(`<w:tblHeader/>`)
	for i, c := range columns {
		b.write(cellStart(widths[i], 1, shade+middle, style, keepNext+b.cellLine()+justification(document.Center)))
		b.text(c.Label, "")
		b.write(cellEnd)
	}
	b.write(`</w:tr>`)
}

func (b *body) rows(t document.Table, widths []int, set tableType) {
	style, em := set.cell, int(set.em)
	starts, keeping := make([]string, len(widths)), make([]string, len(widths))
	for i, c := range t.Columns {
		starts[i] = cellStart(widths[i], 1, "", style, b.cellLine()+justification(c.Align))
		keeping[i] = cellStart(widths[i], 1, "", style, keepNext+b.cellLine()+justification(c.Align))
	}
	keep := b.together(len(t.Rows), func(i int) int { return rowHeight(t.Rows[i], widths) })
	for i, row := range t.Rows {
		if len(row) != len(starts) {
			b.fail(fmt.Errorf("table %s: row %d has %d values for %d columns", place(t.Caption, ""), i+1, len(row), len(starts)))
			return
		}
		cells := starts
		if keep(i) {
			cells = keeping
		}
		b.openRow("")
		for j, v := range row {
			b.cellOpen(cells[j], v.Text, widths[j], em)
			b.value(v, t.Columns[j].Label)
			b.write(cellEnd)
		}
		b.write(`</w:tr>`)
	}
}

func rowHeight(row []document.Value, widths []int) int {
	height := 0
	for j := range min(len(row), len(widths)) {
		height = max(height, cellHeight(row[j].Text, widths[j]))
	}
	return height
}
