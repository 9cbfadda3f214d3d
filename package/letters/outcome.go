package letters

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"

	"github.com/xuri/excelize/v2"

	"yoshiki/forms/casefile"
	"yoshiki/forms/xlsx"
)

// Outcome is what became of one letter of a run, for the person who answers for it.
type Outcome struct {
	Place   string   `json:"place"` // of its row in the list
	Case    string   `json:"case"`
	To      string   `json:"to"`
	Service string   `json:"service"`
	Status  string   `json:"status"`
	Word    string   `json:"-"` // for the status
	Number  string   `json:"number"`
	Date    string   `json:"date"`
	Package string   `json:"package"`
	Reasons []string `json:"reasons"` // why it was not issued, and what to look at
}

// ReportJSON is a report for programs.
func ReportJSON(_ string, all []Outcome) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(map[string]any{"letters": all})
	return b.Bytes(), err
}

// reportHeads are the headings of a report.
var reportHeads = []casefile.Words{{Ja: "行", En: "Row"}, {Ja: "案件", En: "Case"}, {Ja: "宛先", En: "To"}, {Ja: "サービス", En: "Service"}, {Ja: "結果", En: "Result"},
	{Ja: "文書番号", En: "Number"}, {Ja: "日付", En: "Date"}, {Ja: "理由", En: "Reasons"}, {Ja: "パッケージ", En: "Package"}}

var reportWidths = []float64{14, 22, 30, 30, 12, 24, 12, 70, 44}

// ReportXLSX is a report for people. What is not issued stands first.
func ReportXLSX(language string, all []Outcome) (data []byte, err error) {
	file := excelize.NewFile()
	defer func() { err = errors.Join(err, file.Close()) }()
	w := &blankBook{file: file, sheet: casefile.Words{Ja: "発行の結果", En: "Letters"}.In(language)}
	if err := file.SetSheetName("Sheet1", w.sheet); err != nil {
		return nil, err
	}
	styles, err := w.styles()
	if err != nil {
		return nil, err
	}
	for i, h := range reportHeads {
		if err := w.column(i+1, head{text: h.In(language)}, styles); err != nil {
			return nil, err
		}
		name, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return nil, err
		}
		if err := file.SetColWidth(w.sheet, name, name, reportWidths[i]); err != nil {
			return nil, err
		}
	}
	if err := w.outcomes(all, styles.cell); err != nil {
		return nil, err
	}
	if err := w.paper(); err != nil {
		return nil, err
	}
	b, err := file.WriteToBuffer()
	if err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

func (w *blankBook) outcomes(all []Outcome, style int) error {
	row := 2
	for _, open := range []bool{true, false} {
		for _, x := range all {
			if (x.Number == "") != open {
				continue
			}
			for i, text := range []string{x.Place, x.Case, x.To, x.Service, x.Word, x.Number, x.Date, strings.Join(x.Reasons, "\n"), x.Package} {
				at, err := excelize.CoordinatesToCellName(i+1, row)
				if err != nil {
					return err
				}
				if err := errors.Join(w.put(at, text), w.file.SetCellStyle(w.sheet, at, at, style)); err != nil {
					return err
				}
			}
			row++
		}
	}
	return nil
}

// put writes a text as it is.
func (w *blankBook) put(at, text string) error {
	if runs, cut := xlsx.Literally(text).([]excelize.RichTextRun); cut {
		return w.file.SetCellRichText(w.sheet, at, runs)
	}
	return w.file.SetCellStr(w.sheet, at, text)
}
