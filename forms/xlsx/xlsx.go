// Package xlsx makes an Excel workbook of a filled form: one sheet per section, A4, one
// page wide, with real cells that a person can go on filling in.
//
// A [Renderer] prints every word of a [document.Document], in reading order: rows from
// top to bottom, the cells of a row from left to right. It goes through a sheet in three
// steps. The edges of all blocks become one common grid of columns (grid.go), blocks
// that span several of them are merged cells. Each block becomes bands, one or more rows
// whose height is computed from the widths of their texts, because Excel does not fit the
// height of merged cells (band.go, split.go). The rows are streamed out (sheet.go).
//
// What the formats and programs demand, and what is done about it:
//
//   - A row is at most 409.5 points high and a cell holds at most 32,767 UTF-16 units. A
//     text that needs more goes on in the same column of the following rows, where a line
//     or better a paragraph ends; the pieces put together are the text. What stands beside
//     it is merged over these rows, and no rule is drawn between them. So nothing is cut,
//     and a page ends between two lines, not within one.
//   - Numbers and dates are typed cells as long as Excel prints them exactly as the
//     document says and the column is wide enough; otherwise they are texts. Excel knows
//     no day before 1900-03-01 rightly. The year in which an era begins is 元年.
//   - A text is never a formula: cells hold inline strings, and the format of a text cell
//     is @, under which Excel keeps what is typed (0012, =1+1) as it stands.
//   - Excel reads _x0041_ as an escape for A, LibreOffice and openpyxl do not. Such a text
//     is stored as two runs, cut within the pattern, which all three show as it is.
//   - Characters that XML cannot hold are an error, never replaced.
//   - Excel repeats one range of rows per sheet on each page: the header of the longest
//     table, if that table fills most of a sheet of several pages.
//   - Cells are protected without a password, against slips: labels and printed words are
//     locked, values are not. Choices are drop-down lists; a list that Excel cannot hold
//     in the cell's rule stands in a hidden sheet.
//   - The first line of a paragraph is indented by the number format, not by spaces in its
//     text; paragraphs of more than 255 units, which old versions of Excel do not show
//     under such a format, begin flush left.
//
// The same document gives the same bytes.
package xlsx

import (
	"fmt"
	"io"

	"github.com/xuri/excelize/v2"

	"yoshiki/forms/document"
	"yoshiki/forms/typeset"
	"yoshiki/forms/xlsx/zipped"
)

// Renderer writes documents as Excel workbooks. It is safe for concurrent use.
type Renderer struct {
	fonts *typeset.Fonts
}

// New returns a renderer that measures texts with fonts.
func New(fonts *typeset.Fonts) *Renderer {
	return &Renderer{fonts: fonts}
}

// Render writes d to w as an .xlsx file (ECMA-376). A document that breaks the promises
// of package document, or holds a character that XML cannot, is an error that names the
// place, and nothing is written. An error of w is returned. A sheet of more than 16 MB
// passes through a temporary file.
func (r *Renderer) Render(w io.Writer, d *document.Document) error {
	if err := r.Check(d); err != nil {
		return fmt.Errorf("xlsx: %w", err)
	}
	file := excelize.NewFile()
	file.Theme = nil // keep the part as it is
	file.SetZipWriter(func(w io.Writer) excelize.ZipWriter { return zipped.New(w, carrying(d.Slice)) })
	book := &book{
		Renderer: r,
		doc:      d,
		file:     file,
		styles:   newStyles(),
		lists:    newLists(d),
	}
	err := book.write(w)
	if closeErr := file.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		return fmt.Errorf("xlsx: %w", err)
	}
	return nil
}
