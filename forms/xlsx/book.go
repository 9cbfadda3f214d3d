package xlsx

import (
	"io"
	"slices"

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
	for i := 0; i < len(b.doc.Sections); {
		end := i + 1
		for end < len(b.doc.Sections) && b.doc.Joined(end) {
			end++
		}
		if err := b.sheet(i, end); err != nil {
			return err
		}
		i = end
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

// sheet prints the sections from first to end, which is excluded, on one sheet.
func (b *book) sheet(first, end int) error {
	section := b.doc.Sections[first]
	for _, more := range b.doc.Sections[first+1 : end] {
		section.Blocks = slices.Concat(section.Blocks, more.Blocks)
	}
	if first > 0 {
		if _, err := b.file.NewSheet(section.Name); err != nil {
			return err
		}
	}
	s := newSheet(b, &section)
	s.first = first == 0
	if first == 0 && b.doc.Number != "" {
		s.number(b.doc.Number)
	}
	for i := first; i < end; i++ {
		s.blocks(b.doc.Sections[i].Blocks, i > first)
	}
	s.overflow()
	s.paginate()
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
