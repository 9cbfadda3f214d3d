package xlsx

import (
	"io"

	"github.com/xuri/excelize/v2"

	"yoshiki/forms/document"
)

// book is one workbook in the making.
type book struct {
	*Renderer
	doc    *document.Document
	file   *excelize.File
	styles *styles
	lists  *lists
}

func (b *book) write(w io.Writer) error {
	if err := b.file.SetSheetName("Sheet1", b.doc.Sections[0].Name); err != nil {
		return err
	}
	for i := range b.doc.Sections {
		if err := b.section(i); err != nil {
			return err
		}
	}
	if err := b.lists.write(b.file); err != nil {
		return err
	}
	if err := b.properties(); err != nil {
		return err
	}
	b.styles.lay(b.file)
	return b.file.Write(w)
}

func (b *book) section(i int) error {
	section := &b.doc.Sections[i]
	if i > 0 {
		if _, err := b.file.NewSheet(section.Name); err != nil {
			return err
		}
	}
	s := newSheet(b, section)
	if i == 0 && b.doc.Number != "" {
		s.number(b.doc.Number)
	}
	for _, block := range section.Blocks {
		s.block(block)
	}
	s.overflow()
	if err := s.setUp(); err != nil {
		return err
	}
	return s.stream()
}

// noDate stands in a file whose document has no date: the first day that zip can hold.
const noDate = "1980-01-01"

func (b *book) properties() error {
	date := b.doc.Date
	if date == "" {
		date = noDate
	}
	return b.file.SetDocProps(&excelize.DocProperties{
		Title:    b.doc.Title,
		Creator:  b.doc.Author,
		Language: "ja-JP",
		Created:  date + "T00:00:00Z",
		Modified: date + "T00:00:00Z",
	})
}
