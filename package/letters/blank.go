package letters

import (
	"bytes"
	"encoding/csv"
	"errors"
	"strings"

	"github.com/xuri/excelize/v2"

	"yoshiki/forms/casefile"
)

// entries are how many entries of each list a blank list has columns for; a person may add
// more by counting on.
const entries = 3

// head is a heading of a blank list, with what may be chosen below it.
type head struct {
	text    string
	choices []string
	need    bool
}

// Of is what a list is of.
type Of struct {
	corrects bool
	sheet    casefile.Words
}

// What lists are of.
var (
	OfLetters = Of{true, casefile.Words{Ja: "発行する文書", En: "Letters"}}
	OfCases   = Of{false, casefile.Words{Ja: "受け付ける案件", En: "Cases"}}
)

func heads(columns []Column, of Of, language string) []head {
	all := []head{{text: caseWords.In(language), need: true}, {text: dateWords.In(language)}}
	for i := range columns {
		c := &columns[i]
		if c.Many() {
			continue
		}
		all = append(all, c.head(language, 1))
	}
	for n := 1; n <= entries; n++ {
		for i := range columns {
			if c := &columns[i]; c.Many() {
				h := c.head(language, n)
				h.need = false
				all = append(all, h)
			}
		}
	}
	if of.corrects {
		all = append(all, head{text: correctsWords.In(language)})
	}
	return all
}

func (c *Column) head(language string, n int) head {
	return head{text: c.Heading(language, n), need: c.Need, choices: c.choices(language)}
}

// choices are the words that a cell of the column may say, where it is a choice.
func (c *Column) choices(language string) (all []string) {
	for _, w := range c.Known {
		if len(w.Words) > 0 { // others are of another programme
			all = append(all, pick(w.Words, language))
		}
	}
	return all
}

// allowed are the words that a cell of the column may say.
func (c *Column) allowed() casefile.Words {
	return casefile.Words{Ja: strings.Join(c.choices("ja"), "、"), En: strings.Join(c.choices("en"), ", ")}
}

// pick is the word of a choice in a language: the Japanese stand first.
func pick(words []string, language string) string {
	if language == "en" && len(words) > 1 {
		return words[1]
	}
	return words[0]
}

// BlankCSV is an empty list as CSV, which Excel opens: with a byte order mark.
func BlankCSV(columns []Column, of Of, language string) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString("\ufeff")
	w := csv.NewWriter(&b)
	w.UseCRLF = true
	var row []string
	for _, h := range heads(columns, of, language) {
		row = append(row, h.text)
	}
	err := w.Write(row)
	w.Flush()
	return b.Bytes(), errors.Join(err, w.Error())
}

// BlankXLSX is an empty list as a workbook with drop-downs.
func BlankXLSX(columns []Column, of Of, language string) (data []byte, err error) {
	file := excelize.NewFile()
	defer func() { err = errors.Join(err, file.Close()) }()
	w := &blankBook{file: file, sheet: of.sheet.In(language)}
	if err := w.write(heads(columns, of, language)); err != nil {
		return nil, err
	}
	b, err := file.WriteToBuffer()
	if err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// blankBook is a workbook in the making.
type blankBook struct {
	file  *excelize.File
	sheet string
}

func (w *blankBook) write(all []head) error {
	if err := w.file.SetSheetName("Sheet1", w.sheet); err != nil {
		return err
	}
	styles, err := w.styles()
	if err != nil {
		return err
	}
	for i, h := range all {
		if err := w.column(i+1, h, styles); err != nil {
			return err
		}
	}
	freeze := &excelize.Panes{Freeze: true, XSplit: 1, YSplit: 1, TopLeftCell: "B2", ActivePane: "bottomRight"}
	return errors.Join(w.file.SetPanes(w.sheet, freeze), w.file.SetRowHeight(w.sheet, 1, 45), w.paper())
}

// paper has the sheet printed on A4, as wide as the page, with its headings on each.
func (w *blankBook) paper() error {
	landscape, a4, one, any, fit := "landscape", 9, 1, 0, true
	return errors.Join(w.file.SetSheetProps(w.sheet, &excelize.SheetPropsOptions{FitToPage: &fit}),
		w.file.SetPageLayout(w.sheet, &excelize.PageLayoutOptions{Orientation: &landscape, Size: &a4, FitToWidth: &one, FitToHeight: &any}),
		w.file.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: "'" + w.sheet + "'!$1:$1", Scope: w.sheet}))
}

// blankStyles are those of needed headings, other headings and cells.
type blankStyles struct{ needed, heading, cell int }

func (w *blankBook) styles() (s blankStyles, err error) {
	heading := func(colour string) (int, error) {
		return w.file.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true, Family: "BIZ UDPGothic", Size: 10}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}},
			Alignment: &excelize.Alignment{WrapText: true, Vertical: "center", Horizontal: "center"}, Border: []excelize.Border{{Type: "bottom", Style: 2, Color: "404040"}}})
	}
	s.needed, err = heading("FCE4D6")
	if err != nil {
		return s, err
	}
	if s.heading, err = heading("E7EEF6"); err != nil {
		return s, err
	}
	s.cell, err = w.file.NewStyle(&excelize.Style{NumFmt: 49, Font: &excelize.Font{Family: "BIZ UDPGothic", Size: 10}, Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}})
	return s, err
}

// column writes one heading, and the drop-down below it.
func (w *blankBook) column(number int, h head, styles blankStyles) error {
	name, err := excelize.ColumnNumberToName(number)
	if err != nil {
		return err
	}
	style := styles.heading
	if h.need {
		style = styles.needed
	}
	err = errors.Join(w.file.SetColWidth(w.sheet, name, name, 20), w.file.SetColStyle(w.sheet, name, styles.cell),
		w.file.SetCellStr(w.sheet, name+"1", h.text), w.file.SetCellStyle(w.sheet, name+"1", name+"1", style))
	if len(h.choices) == 0 || len([]rune(strings.Join(h.choices, ","))) > 250 {
		return err
	}
	list := excelize.NewDataValidation(true)
	list.SetSqref(name + "2:" + name + "1000")
	return errors.Join(err, list.SetDropList(h.choices), w.file.AddDataValidation(w.sheet, list))
}
