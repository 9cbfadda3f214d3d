package xlsx

import (
	"fmt"
	"io"

	"github.com/xuri/excelize/v2"

	"yoshiki/forms/document"
)

const (
	stylesPart = "xl/styles.xml"
	normalSize = 10.5 // of the workbook's normal font, which scales the widths of columns
)

// palette is the style table that all workbooks begin with: the looks that nearly every
// form uses, made once and stored as the finished part. It is never changed.
type palette struct {
	ids  map[look]int
	part []byte
}

func newPalette() (*palette, error) {
	file := excelize.NewFile()
	normal := file.Styles.Fonts.Font[0]
	*normal.Name.Val, *normal.Sz.Val = mincho, normalSize
	p := &palette{ids: make(map[look]int)}
	for _, l := range usual() {
		id, err := file.NewStyle(l.style())
		if err != nil {
			return nil, fmt.Errorf("style %+v: %w", l, err)
		}
		p.ids[l] = id
	}
	if err := file.Write(io.Discard); err != nil {
		return nil, err
	}
	part, _ := file.Pkg.Load(stylesPart)
	p.part, _ = part.([]byte)
	return p, file.Close()
}

// usual lists the looks of the palette. A look that is missing here costs a document that
// needs it the parsing of the style table, and nothing else.
func usual() []look {
	looks := []look{
		{role: number, format: asText},
		{role: title, align: document.Center, height: middle, format: asText},
		{role: heading1, height: low, format: asText},
		{role: heading2, height: low, format: asText},
		{role: label, height: middle, sides: ruled, format: asText},
		{role: label, align: document.Center, height: middle, sides: ruled, format: asText},
	}
	for _, open := range []bool{false, true} {
		for _, align := range []document.Align{document.Left, document.Center, document.Right} {
			for _, h := range []height{high, middle} {
				looks = append(looks, look{role: value, align: align, height: h, sides: ruled, open: open, format: asText})
			}
			looks = append(looks, look{role: body, align: align, open: open, format: asText})
		}
		looks = append(looks,
			look{role: body, open: open, format: leadFormat(1)},
			look{role: value, height: middle, sides: ruled, open: open, format: currentEra},
			look{role: value, align: document.Right, height: middle, sides: ruled, open: open, format: grouped})
	}
	return looks
}

// styles is the style table of one workbook: the palette and what the document needs
// beyond it.
type styles struct {
	base *palette
	file *excelize.File
	more map[look]int
}

// newStyles lays the palette into file as bytes; excelize parses them only when a style
// is added to them.
func newStyles(base *palette, file *excelize.File) *styles {
	file.Styles = nil
	file.Pkg.Store(stylesPart, base.part)
	return &styles{base: base, file: file, more: make(map[look]int)}
}

// id is the number of a look in the workbook.
func (s *styles) id(l look) (int, error) {
	if id, ok := s.base.ids[l]; ok {
		return id, nil
	}
	if id, ok := s.more[l]; ok {
		return id, nil
	}
	id, err := s.file.NewStyle(l.style())
	if err != nil {
		return 0, fmt.Errorf("style %+v: %w", l, err)
	}
	s.more[l] = id
	return id, nil
}
