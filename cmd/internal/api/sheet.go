package api

import (
	"encoding/json"
	"errors"
	"strconv"

	"github.com/xuri/excelize/v2"

	"yoshiki/forms/findings"
	"yoshiki/forms/xlsx"
	"yoshiki/locales"
)

// marshal writes JSON for a body that is handed over as it is.
func marshal(v any) ([]byte, error) { return json.Marshal(v) }

// columns are those of a sheet of findings, with their widths.
var columns = []struct {
	word  string
	width float64
	of    func(p *locales.Printer, l *findings.Line) string
}{
	{"severity", 10, func(p *locales.Printer, l *findings.Line) string { return p.Text("severity."+string(l.Severity), nil) }},
	{"clause", 10, func(_ *locales.Printer, l *findings.Line) string { return l.Clause }},
	{"place", 40, func(_ *locales.Printer, l *findings.Line) string { return l.Pointer }},
	{"line", 8, func(_ *locales.Printer, l *findings.Line) string { return strconv.Itoa(l.Line) }},
	{"message", 70, func(p *locales.Printer, l *findings.Line) string { return l.Message.In(p.Language()) }},
	{"repair", 70, func(p *locales.Printer, l *findings.Line) string { return l.Repair.In(p.Language()) }},
}

// sheet is findings as a workbook, a row for each. Its cells are texts, never formulas.
func sheet(p *locales.Printer, all []findings.Line) (data []byte, err error) {
	book := excelize.NewFile()
	defer func() { err = errors.Join(err, book.Close()) }()
	text, err := book.NewStyle(&excelize.Style{NumFmt: 49, Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}})
	if err != nil {
		return nil, err
	}
	w, err := book.NewStreamWriter("Sheet1")
	if err != nil {
		return nil, err
	}
	heads := make([]any, len(columns))
	for i, c := range columns {
		heads[i] = excelize.Cell{StyleID: text, Value: p.Text("problem.column-"+c.word, nil)}
		if err := w.SetColWidth(i+1, i+1, c.width); err != nil {
			return nil, err
		}
	}
	if err := w.SetRow("A1", heads); err != nil {
		return nil, err
	}
	for n := range all {
		row := make([]any, len(columns))
		for i, c := range columns {
			row[i] = excelize.Cell{StyleID: text, Value: xlsx.Literally(c.of(p, &all[n]))}
		}
		if err := w.SetRow("A"+strconv.Itoa(n+2), row); err != nil {
			return nil, err
		}
	}
	if err := w.Flush(); err != nil {
		return nil, err
	}
	b, err := book.WriteToBuffer()
	if err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}
