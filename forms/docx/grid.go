package docx

import (
	"math"
	"strconv"

	"yoshiki/forms/document"
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
	b.write(`" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblLook `, headings, `/></w:tblPr><w:tblGrid>`)
	for _, w := range widths {
		b.write(`<w:gridCol w:w="`)
		b.number(w)
		b.write(`"/>`)
	}
	b.write(`</w:tblGrid>`)
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
