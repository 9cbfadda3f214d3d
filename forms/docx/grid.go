package docx

import (
	"math"
	"strconv"
	"strings"

	"yoshiki/forms/document"
	"yoshiki/forms/typeset"
)

const shade = `<w:shd w:val="clear" w:color="auto" w:fill="F0F0F0"/>`

// Which cells of a table are headings, as attributes of w:tblLook.
const (
	headingRow    = `w:val="0020" w:firstRow="1"`
	headingColumn = `w:val="0080" w:firstColumn="1"`
	noHeadings    = `w:val="0000"`
)

// openTable begins a table of fixed column widths, indented from the left, in twips.
func (b *body) openTable(style string, indent int, widths []int, headings string) {
	total := 0
	for _, w := range widths {
		total += w
	}
	b.write(`<w:tbl><w:tblPr><w:tblStyle w:val="`, style, `"/><w:tblW w:w="`)
	b.number(total)
	b.write(`" w:type="dxa"/><w:tblInd w:w="`)
	b.number(indent)
	b.write(`" w:type="dxa"/><w:tblLayout w:type="fixed"/>`, b.cellMargins(style), `<w:tblLook `, headings, `/></w:tblPr><w:tblGrid>`)
	for _, w := range widths {
		b.write(`<w:gridCol w:w="`)
		b.number(w)
		b.write(`"/>`)
	}
	b.write(`</w:tblGrid>`)
}

// cellMargins are those of a grid on pages that are set tight; the style has the others.
func (b *body) cellMargins(style string) string {
	if b.plan.tight == 0 || style != styleSheet {
		return ""
	}
	margin := strconv.Itoa(45 - int(tightCell/2*b.plan.tight))
	return `<w:tblCellMar><w:top w:w="` + margin + `" w:type="dxa"/><w:left w:w="85" w:type="dxa"/><w:bottom w:w="` +
		margin + `" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar>`
}

// cellLine is markup for the lines of a cell, when they are set tighter than the style has them.
func (b *body) cellLine() string {
	if b.plan.tight == 0 {
		return ""
	}
	return `<w:spacing w:line="` + strconv.Itoa(lineHeight-b.less(tightSet)) + `" w:lineRule="atLeast"/>`
}

func (b *body) closeTable() {
	b.write(`</w:tbl>`)
	b.gap = true
}

// openRow begins a row that stays on one page; more is markup of further properties.
func (b *body) openRow(more string) {
	b.write(`<w:tr><w:trPr><w:cantSplit/>`, more, `</w:trPr>`)
}

// cellStart is the markup before a cell's content. span counts the grid columns that
// the cell covers, width is their sum; more is markup of further cell properties.
func cellStart(width, span int, more, style, paragraph string) string {
	spanning := ""
	if span > 1 {
		spanning = `<w:gridSpan w:val="` + strconv.Itoa(span) + `"/>`
	}
	return `<w:tc><w:tcPr><w:tcW w:w="` + strconv.Itoa(width) + `" w:type="dxa"/>` + spanning + more +
		`</w:tcPr><w:p><w:pPr><w:pStyle w:val="` + style + `"/>` + paragraph + `</w:pPr>`
}

// cellOpen begins the cell of a text that start opens, set narrower where that keeps words whole.
func (b *body) cellOpen(start, text string, width, em int) {
	less := inset(text, em, width-cellPads, 0)
	if less == 0 {
		b.write(start)
		return
	}
	at := strings.Index(start, `<w:jc `)
	if at < 0 {
		at = strings.LastIndex(start, `</w:pPr>`)
	}
	b.write(start[:at], `<w:ind w:right="`)
	b.number(less)
	b.write(`"/>`, start[at:])
}

const keepNext = `<w:keepNext/>`

// Heights in twips as they are guessed: Word alone knows the true ones.
const (
	cellEm     = 190
	lineHeight = 266
	cellPads   = 170  // left and right in a cell
	shortSheet = 2800 // about a sixth of a page: not divided
	wholeSheet = 4000 // about a third: rather not
	lowRow     = 900
)

// together returns whether row i of n stays on the page of the next, given what heights
// they may have: a short grid is not divided, and no page holds the first or the last row
// of any other alone, if that is a low one. The last row stays with what trails below.
func (b *body) together(n int, height func(i int) int) func(i int) bool {
	total := 0
	for i := 0; i < n && total <= shortSheet; i++ {
		total += height(i)
	}
	return func(i int) bool {
		if i == n-1 {
			return b.trailed
		}
		return total <= shortSheet || (i == 0 || i == n-2) && height(i) <= lowRow
	}
}

// cellHeight guesses the height of a row in which s stands in a cell of the given width.
func cellHeight(s string, width int) int {
	lines := 0
	for line := range strings.SplitSeq(s, "\n") {
		lines += 1 + int((typeset.Ems(line)+narrow(line))*cellEm-1)/max(width-cellPads, cellEm)
	}
	return lines*lineHeight + gridSpace
}

const cellEnd = `</w:p></w:tc>`

// shares splits total among the columns by their widths. A share that is no positive
// number counts as the whole of a column of average width.
func shares(total int, columns []document.Column) []int {
	weights := make([]float64, len(columns))
	sum := 0.0
	for i, c := range columns {
		weights[i] = 1
		if c.Width > 0 && c.Width <= math.MaxFloat32 {
			weights[i] = c.Width
		}
		sum += weights[i]
	}
	widths := make([]int, len(columns))
	edge, reached := 0, 0.0
	for i, w := range weights {
		reached += w
		next := int(math.Round(float64(total) * reached / sum))
		widths[i], edge = next-edge, next
	}
	return widths
}
