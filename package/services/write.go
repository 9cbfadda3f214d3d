package services

import (
	"bytes"
	_ "embed"
	"encoding/csv"
	"encoding/json"
	"errors"
	"html/template"
	"strings"

	"github.com/xuri/excelize/v2"

	"yoshiki/forms/casefile"
	"yoshiki/forms/period"
	"yoshiki/forms/xlsx"
)

// headings are those of the list.
var headings = []string{"登録番号", "サービスの名称", "事業者の名称", "法人番号", "所在地", "登録日", "登録の有効期限", "状況", "状況の開始日", "次の期限", "備考"}

var columnWidths = []float64{16, 30, 30, 16, 36, 16, 16, 16, 16, 34, 40}

// cells are a line of the list in the order of the headings.
func (s *Service) cells() []string {
	next := s.Next.What
	if s.Next.Day != "" {
		next = period.EraText(string(s.Next.Day)) + "　" + next
	}
	return []string{s.Number, s.Name, s.Provider, string(s.CorporateNumber), s.Address, period.EraText(string(s.Date)), period.EraText(string(s.Expiry)), s.Status.Word(), period.EraText(string(s.Since)), next, s.Remarks}
}

// CSV is the list for programs and old spreadsheets, with a byte order mark. A text that a
// spreadsheet would take for a formula has an apostrophe before it.
func CSV(all []Service) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString("\ufeff")
	w := csv.NewWriter(&b)
	w.UseCRLF = true
	rows := [][]string{headings}
	for i := range all {
		cells := all[i].cells()
		for n, c := range cells {
			if c != "" && strings.ContainsRune("=+-@", rune(c[0])) {
				cells[n] = "'" + c
			}
		}
		rows = append(rows, cells)
	}
	err := w.WriteAll(rows)
	return b.Bytes(), err
}

// JSON is the list for programs.
func JSON(all []Service) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(map[string]any{"services": all})
	return b.Bytes(), err
}

// XLSX is the list as a workbook, with filters, that prints on A4.
func XLSX(all []Service) (data []byte, err error) {
	file := excelize.NewFile()
	defer func() { err = errors.Join(err, file.Close()) }()
	const sheet = "サービスリスト"
	if err := file.SetSheetName("Sheet1", sheet); err != nil {
		return nil, err
	}
	stream, err := file.NewStreamWriter(sheet)
	if err != nil {
		return nil, err
	}
	if err := lay(file, stream, all); err != nil {
		return nil, err
	}
	landscape, a4, one, any, fit := "landscape", 9, 1, 0, true
	err = errors.Join(file.SetSheetProps(sheet, &excelize.SheetPropsOptions{FitToPage: &fit}),
		file.SetPageLayout(sheet, &excelize.PageLayoutOptions{Orientation: &landscape, Size: &a4, FitToWidth: &one, FitToHeight: &any}),
		file.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: "'" + sheet + "'!$1:$1", Scope: sheet}))
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = file.Write(&b)
	return b.Bytes(), err
}

// lay writes the rows.
func lay(file *excelize.File, stream *excelize.StreamWriter, all []Service) error {
	heading, err := file.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true, Family: "BIZ UDPGothic", Size: 10}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E7EEF6"}},
		Alignment: &excelize.Alignment{WrapText: true, Vertical: "center", Horizontal: "center"}, Border: []excelize.Border{{Type: "bottom", Style: 2, Color: "404040"}}})
	if err != nil {
		return err
	}
	cell, err := file.NewStyle(&excelize.Style{NumFmt: 49, Font: &excelize.Font{Family: "BIZ UDPGothic", Size: 10}, Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"},
		Border: []excelize.Border{{Type: "bottom", Style: 1, Color: "BFBFBF"}}})
	if err != nil {
		return err
	}
	for i, w := range columnWidths {
		if err := stream.SetColWidth(i+1, i+1, w); err != nil {
			return err
		}
	}
	if err := stream.SetPanes(&excelize.Panes{Freeze: true, XSplit: 1, YSplit: 1, TopLeftCell: "B2", ActivePane: "bottomRight"}); err != nil {
		return err
	}
	row := func(n, style int, texts []string) error {
		values := make([]any, len(texts))
		for i, t := range texts {
			values[i] = excelize.Cell{StyleID: style, Value: xlsx.Literally(t)}
		}
		at, err := excelize.CoordinatesToCellName(1, n)
		if err != nil {
			return err
		}
		return stream.SetRow(at, values)
	}
	if err := row(1, heading, headings); err != nil {
		return err
	}
	for i := range all {
		if err := row(i+2, cell, all[i].cells()); err != nil {
			return err
		}
	}
	return stream.Flush()
}

//go:embed list.html
var page string

var pages = template.Must(template.New("list").Funcs(template.FuncMap{"era": func(day casefile.Date) string { return period.EraText(string(day)) }}).Parse(page))

// List is the public list as a web page.
type List struct {
	Title    string
	Day      casefile.Date
	Services []Service
	Pages    map[casefile.CaseID]string // address of the page of a service
}

// HTML is the list as a web page that stands alone.
func HTML(l List) ([]byte, error) {
	var b bytes.Buffer
	err := pages.Execute(&b, l)
	return b.Bytes(), err
}
