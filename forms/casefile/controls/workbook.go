package controls

import (
	"errors"
	"fmt"
	"io"
	"unicode/utf16"

	"yoshiki/forms/casefile/table"

	"github.com/xuri/excelize/v2"
)

// ErrTooLong is wrapped by the error for a text that does not fit into a cell of Excel.
var ErrTooLong = errors.New("text longer than a cell")

// mostUnits is the most that a cell of Excel holds, in UTF-16 units.
const mostUnits = 32767

// sheetNames are the names of the sheet, by language.
var sheetNames = map[string]string{"ja": "管理策一覧", "en": "Controls"}

// widths of the columns, in characters; of those that a person added, otherWidth.
var widths = map[string]float64{
	"id": 14, "name": 45, "kind": 13, "adopted": 10, "reason": 36, "implementation": 50, "department": 18, "documents": 24, "change": 22,
	"since": 15, "versions.implementation": 40, "versions.from": 15, "versions.to": 15, "taken_over.service": 24, "taken_over.registration": 15,
}

const otherWidth = 30

// WriteXLSX writes the annex as a workbook to fill in: headings that stay in view, choices
// to pick, and every cell text, so that Excel never takes a number for a day. Equal tables
// give equal bytes.
func (l Layout) WriteXLSX(w io.Writer, t *Table) (err error) {
	file := excelize.NewFile()
	defer func() { err = errors.Join(err, file.Close()) }()
	b := &annex{Layout: l, file: file, sheet: sheetNames[l.Language]}
	if err := b.write(l.grid(t)); err != nil {
		return err
	}
	return file.Write(w)
}

// annex is a workbook that is being written.
type annex struct {
	Layout
	file       *excelize.File
	sheet      string
	head, body int // styles
}

func (b *annex) write(rows [][]string) error {
	if err := b.file.SetSheetName("Sheet1", b.sheet); err != nil {
		return err
	}
	if err := b.styles(); err != nil {
		return err
	}
	stream, err := b.file.NewStreamWriter(b.sheet)
	if err != nil {
		return err
	}
	if err := b.frame(stream, len(rows[0])); err != nil {
		return err
	}
	for i, row := range rows {
		if err := b.row(stream, i+1, row); err != nil {
			return err
		}
	}
	if err := stream.Flush(); err != nil {
		return err
	}
	return b.choices(len(rows))
}

// styles makes the looks of headings and cells. 49 is the format of text.
func (b *annex) styles() (err error) {
	lines := []excelize.Border{{Type: "left", Color: "808080", Style: 1}, {Type: "right", Color: "808080", Style: 1},
		{Type: "top", Color: "808080", Style: 1}, {Type: "bottom", Color: "808080", Style: 1}}
	top := &excelize.Alignment{Vertical: "top", WrapText: true}
	b.body, err = b.file.NewStyle(&excelize.Style{NumFmt: 49, Alignment: top, Border: lines})
	if err != nil {
		return err
	}
	b.head, err = b.file.NewStyle(&excelize.Style{NumFmt: 49, Alignment: top, Border: lines, Font: &excelize.Font{Bold: true},
		Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E7E6E6"}}})
	return err
}

// frame sets the widths of the columns and keeps headings and numbers in view.
func (b *annex) frame(stream *excelize.StreamWriter, count int) error {
	for i := range count {
		width := float64(otherWidth)
		if i < len(columns) {
			width = widths[columns[i].key]
		}
		if err := stream.SetColWidth(i+1, i+1, width); err != nil {
			return err
		}
	}
	if err := stream.SetColStyle(1, count, b.body); err != nil {
		return err
	}
	return stream.SetPanes(&excelize.Panes{Freeze: true, XSplit: 1, YSplit: 1, TopLeftCell: "B2", ActivePane: "bottomRight"})
}

// row writes one row of texts.
func (b *annex) row(stream *excelize.StreamWriter, number int, texts []string) error {
	style := b.body
	if number == 1 {
		style = b.head
	}
	cells := make([]any, len(texts))
	for i, text := range texts {
		cells[i] = excelize.Cell{StyleID: style, Value: text}
		if text == "" {
			cells[i] = excelize.Cell{StyleID: style}
		}
		if len(text) > mostUnits && len(utf16.Encode([]rune(text))) > mostUnits {
			return fmt.Errorf("%s: %w", table.Place{Sheet: b.sheet, Line: number, Column: i + 1}, ErrTooLong)
		}
	}
	return stream.SetRow(fmt.Sprintf("A%d", number), cells)
}

// choices lets people pick what a column may hold.
func (b *annex) choices(rows int) error {
	for i, c := range columns {
		var values []string
		switch c.key {
		case "adopted":
			values = []string{printed[b.Language][yes], printed[b.Language][no]}
		case "kind":
			values = []string{printed[b.Language][objective], printed[b.Language][detail]}
		default:
			continue
		}
		v := excelize.NewDataValidation(true)
		name := table.ColumnName(i + 1)
		v.Sqref = fmt.Sprintf("%s2:%s%d", name, name, max(rows, 2))
		if err := v.SetDropList(values); err != nil {
			return err
		}
		if err := b.file.AddDataValidation(b.sheet, v); err != nil {
			return err
		}
	}
	return b.file.AutoFilter(b.sheet, fmt.Sprintf("A1:%s%d", table.ColumnName(len(columns)), rows), nil)
}
