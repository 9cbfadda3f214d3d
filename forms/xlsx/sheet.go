package xlsx

import (
	"github.com/xuri/excelize/v2"

	"yoshiki/forms/document"
	"yoshiki/forms/typeset"
)

// sheet is one section in the making: its rows and what lies over them.
type sheet struct {
	*book
	section *document.Section
	first   bool // sheet of the book
	grid    grid
	rows    []row
	place   typeset.Place // of the next row
	breaks  []int         // rows that begin a page, but the first
	merges  []area
	main    grown // the longest table
	picks   picks
	split   [][]piece // see pieces
	store   []cell    // see cells
}

// area is a range of cells, counted from 0, ends included.
type area struct{ col, row, lastCol, lastRow int }

func newSheet(b *book, section *document.Section) *sheet {
	return &sheet{book: b, section: section, grid: newGrid(section)}
}

// stream writes the sheet into the workbook. Excelize takes nothing more for it then.
func (s *sheet) stream() error {
	w, err := s.file.NewStreamWriter(s.section.Name)
	if err != nil {
		return err
	}
	for i := range len(s.grid) - 1 {
		width := float64((s.grid[i+1]-s.grid[i])*256/digit) / 256
		if err := w.SetColWidth(i+1, i+1, width); err != nil {
			return err
		}
	}
	if err := s.streamRows(w); err != nil {
		return err
	}
	for _, a := range s.merges {
		if err := w.MergeCell(cellName(a.col, a.row), cellName(a.lastCol, a.lastRow)); err != nil {
			return err
		}
	}
	for _, row := range s.breaks {
		if err := w.InsertPageBreak(cellName(0, row)); err != nil {
			return err
		}
	}
	return w.Flush()
}

func (s *sheet) streamRows(w *excelize.StreamWriter) error {
	cells := make([]excelize.Cell, len(s.grid)-1)
	values := make([]any, len(cells))
	for i, r := range s.rows {
		clear(values)
		for _, c := range r.cells {
			id := s.styles.id(c.look)
			for at := c.from; at < c.to; at++ {
				cells[at] = excelize.Cell{StyleID: id}
				values[at] = &cells[at]
			}
			cells[c.from].Value = Literally(c.value)
		}
		if err := w.SetRow(cellName(0, i), values, excelize.RowOpts{Height: r.height}); err != nil {
			return err
		}
	}
	return nil
}

// cellName is A1 for 0, 0. It is "" beyond the end of a sheet, which excelize reports.
func cellName(col, row int) string {
	name, err := excelize.CoordinatesToCellName(col+1, row+1)
	if err != nil {
		return ""
	}
	return name
}
