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
	file  *excelize.File
	sheet string
}

func (b *annex) write(rows [][]string) error {
	if err := b.file.SetSheetName("Sheet1", b.sheet); err != nil {
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
	if err := b.choices(len(rows)); err != nil {
		return err
	}
	b.file.Styles = nil // in whose place
	b.file.Pkg.Store("xl/styles.xml", []byte(styleSheet))
	return stream.Flush()
}

// frame sets the widths of the columns, has rows that are added below look alike, and
// keeps headings and numbers in view. excelize asks to be told of the styles that there
// will be.
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
	for i := range bodyStyle {
		if _, err := b.file.NewStyle(&excelize.Style{NumFmt: i + 1}); err != nil {
			return err
		}
	}
	if err := stream.SetColStyle(1, count, bodyStyle); err != nil {
		return err
	}
	return stream.SetPanes(&excelize.Panes{Freeze: true, XSplit: 1, YSplit: 1, TopLeftCell: "B2", ActivePane: "bottomRight"})
}

// row writes one row of texts.
func (b *annex) row(stream *excelize.StreamWriter, number int, texts []string) error {
	style := bodyStyle
	if number == 1 {
		style = headStyle
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
		v.Sqref = fmt.Sprintf("%s2:%s1048576", name, name)
		if err := v.SetDropList(values); err != nil {
			return err
		}
		if err := b.file.AddDataValidation(b.sheet, v); err != nil {
			return err
		}
	}
	return b.file.AutoFilter(b.sheet, fmt.Sprintf("A1:%s%d", table.ColumnName(len(columns)), rows), nil)
}
