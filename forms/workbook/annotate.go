package workbook

import (
	"bytes"
	"errors"
	"strings"

	"github.com/xuri/excelize/v2"

	"yoshiki/forms/casefile/table"
)

// Remark is what is to stand beside a row: some words about it. Without a sheet it is about
// the workbook as a whole, and stands on its cover.
type Remark struct {
	Sheet string
	Row   int
	Text  string
}

// Annotate writes remarks beside the rows that they are about, in place of those that stand
// there. Nothing else of the workbook changes: what people filled in, also where it is wrong,
// stays as it is.
func Annotate(data []byte, remarks []Remark) (out []byte, err error) {
	book, err := table.Read(data, limits)
	if err != nil {
		return nil, err
	}
	file, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{UnzipSizeLimit: mostUnzipped})
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	a := annotator{file: file, texts: map[string]map[int]string{}, parts: map[string][]byte{}}
	file.SetZipWriter(archive(a.parts))
	if err := a.addStyle(data); err != nil {
		return nil, err
	}
	a.sort(book, remarks)
	for i := range book.Sheets {
		if err := a.sheet(&book.Sheets[i]); err != nil {
			return nil, err
		}
	}
	var b bytes.Buffer
	err = file.Write(&b)
	return b.Bytes(), err
}

// mostUnzipped bounds what a workbook may hold beside its sheets, in bytes: pictures, say.
const mostUnzipped = 256 << 20

// annotator writes remarks into a workbook.
type annotator struct {
	file  *excelize.File
	style int
	parts map[string][]byte         // of the file, in place of those that excelize writes
	texts map[string]map[int]string // by sheet and row
}

// sort puts remarks beside their rows, and those that have none on the cover.
func (a *annotator) sort(book *table.Book, remarks []Remark) {
	cover, next := "", 0
	known := map[string]bool{}
	for i := range book.Sheets {
		s := scan{sheetAt: &book.Sheets[i], used: map[[2]int]bool{}}
		first, kind := s.find()
		known[s.sheetAt.Name] = s.findings > 0
		if kind == markCover {
			cover, next = s.sheetAt.Name, s.sheetAt.Rows[first].Number
		}
	}
	for _, r := range remarks {
		if r.Sheet == "" || !known[r.Sheet] {
			r.Sheet, r.Row = cover, next
			next++
		}
		if a.texts[r.Sheet] == nil {
			a.texts[r.Sheet] = map[int]string{}
		}
		text := findingMark + r.Text
		if before := a.texts[r.Sheet][r.Row]; before != "" {
			text = before + "\n" + text
		}
		a.texts[r.Sheet][r.Row] = text
	}
}

// sheet writes the remarks on a sheet, and shows their column if there are any.
func (a *annotator) sheet(sheet *table.Sheet) error {
	s := scan{sheetAt: sheet, used: map[[2]int]bool{}}
	first, _ := s.find()
	if s.findings == 0 {
		return nil
	}
	name, texts := sheet.Name, a.texts[sheet.Name]
	for _, r := range sheet.Rows[first:] {
		if c := r.At(s.findings); strings.HasPrefix(c.Text, findingMark) && texts[r.Number] == "" {
			if err := a.file.SetCellValue(name, cellName(s.findings-2, r.Number), nil); err != nil {
				return err
			}
		}
	}
	for row, text := range texts {
		if err := a.write(name, row, s.findings, text); err != nil {
			return err
		}
	}
	return a.show(name, s.findings, len(texts) > 0)
}

// write writes the text of a row, and makes the row as high as the text.
func (a *annotator) write(sheet string, row, column int, text string) error {
	cell := cellName(column-2, row)
	if len(text) > mostInCell {
		text = strings.ToValidUTF8(text[:mostInCell], "") + "…"
	}
	if err := a.file.SetCellValue(sheet, cell, text); err != nil {
		return err
	}
	if err := a.file.SetCellStyle(sheet, cell, cell, a.style); err != nil {
		return err
	}
	height := min(float64(linesOf(text, findingWidth, 9))*12+6, mostHeight) + 0.5
	if is, err := a.file.GetRowHeight(sheet, row); err != nil || is >= height {
		return err
	}
	return a.file.SetRowHeight(sheet, row, height)
}

// show shows or hides the column of remarks, on paper too, and protects the sheet as it was.
func (a *annotator) show(sheet string, column int, shown bool) error {
	letters := table.ColumnName(column)
	if err := a.file.SetColVisible(sheet, letters, shown); err != nil {
		return err
	}
	if err := a.file.SetColWidth(sheet, letters, letters, findingWidth); err != nil {
		return err
	}
	if err := a.area(sheet, column, shown); err != nil {
		return err
	}
	if is, err := a.file.GetSheetProtection(sheet); err != nil || is == (excelize.SheetProtectionOptions{}) {
		return err
	}
	return a.file.ProtectSheet(sheet, protection())
}

// area has the column of remarks in the print area, or outside of it.
func (a *annotator) area(sheet string, column int, shown bool) error {
	last := table.ColumnName(column)
	if !shown {
		last = table.ColumnName(column - 1)
	}
	for _, n := range a.file.GetDefinedName() {
		if n.Name != "_xlnm.Print_Area" || n.Scope != sheet {
			continue
		}
		from, to, ok := strings.Cut(n.RefersTo, ":$")
		at := strings.IndexByte(to, '$')
		if !ok || at < 0 {
			continue
		}
		if err := a.file.DeleteDefinedName(&n); err != nil {
			return err
		}
		n.RefersTo = from + ":$" + last + to[at:]
		return a.file.SetDefinedName(&n)
	}
	return nil
}
