package xlsx

import (
	"bytes"
	"encoding/xml"
	"fmt"

	"github.com/xuri/excelize/v2"

	"yoshiki/forms/document"
)

// styles is the style table of one workbook (ECMA-376 part 1, 18.8). It is written here
// and not by excelize, whose fonts break the order of the schema and whose search for
// equal styles costs more than the rest of a form. Fonts are numbered by role and borders
// by sides, so that only formats and looks depend on the document.
type styles struct {
	ids     map[look]int // from 1; 0 is the workbook's normal look
	looks   []look
	formats map[string]int
	named   []string // the formats that are not Excel's own
}

// ownFormats is the first number that Excel leaves to workbooks.
const ownFormats = 164

func newStyles() *styles {
	return &styles{
		ids:     make(map[look]int),
		formats: map[string]int{general: 0, plain: 1, grouped: 3, asText: 49},
	}
}

// id is the number of a look in the workbook.
func (s *styles) id(l look) int {
	id, ok := s.ids[l]
	if !ok {
		s.looks = append(s.looks, l)
		id = len(s.looks)
		s.ids[l] = id
	}
	if _, ok := s.formats[l.format]; !ok {
		s.formats[l.format] = ownFormats + len(s.named)
		s.named = append(s.named, l.format)
	}
	return id
}

// lay puts the table into file in place of excelize's.
func (s *styles) lay(file *excelize.File) {
	file.Styles = nil
	file.Pkg.Store("xl/styles.xml", s.part())
}

func (s *styles) part() []byte {
	var b bytes.Buffer
	b.WriteString(xml.Header + `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">`)
	if len(s.named) > 0 {
		fmt.Fprintf(&b, `<numFmts count="%d">`, len(s.named))
		for i, format := range s.named {
			fmt.Fprintf(&b, `<numFmt numFmtId="%d" formatCode="`, ownFormats+i)
			xml.EscapeText(&b, []byte(format))
			b.WriteString(`"/>`)
		}
		b.WriteString(`</numFmts>`)
	}
	writeFonts(&b)
	writeFills(&b)
	writeBorders(&b)
	b.WriteString(`<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>`)
	fmt.Fprintf(&b, `<cellXfs count="%d"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>`, len(s.looks)+1)
	for _, l := range s.looks {
		s.writeLook(&b, l)
	}
	b.WriteString(`</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`)
	return b.Bytes()
}

// normalFont is the workbook's normal font, whose digits are the unit of the widths of
// columns. They are half an em in the font that Excel takes for it, too; the others are
// named as Japanese Excel has them.
const normalFont = "BIZ UDMincho"

// writeFonts writes the normal font and that of each role in each size. The character set is that of Shift_JIS, by
// which Excel finds a Japanese font where the named one is missing.
func writeFonts(b *bytes.Buffer) {
	fmt.Fprintf(b, `<fonts count="%d"><font><sz val="%g"/><name val="`+normalFont+`"/><charset val="128"/></font>`, int(roles)*(mostLess+1)+1, body.typo().size)
	for less := range mostLess + 1 {
		for r := range roles {
			t := r.typo()
			b.WriteString(`<font>`)
			if t.bold {
				b.WriteString(`<b/>`)
			}
			fmt.Fprintf(b, `<sz val="%g"/><name val="%s"/><charset val="128"/></font>`, t.size-float64(less)*lessSize, t.font)
		}
	}
	b.WriteString(`</fonts>`)
}

// writeFills writes the two fills that Excel expects first, the shade of labels, and the
// fills of timelines in their order.
func writeFills(b *bytes.Buffer) {
	fmt.Fprintf(b, `<fills count="%d"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>`, shadeFill+1+2*tones)
	solid := func(color string) {
		fmt.Fprintf(b, `<fill><patternFill patternType="solid"><fgColor rgb="FF%s"/><bgColor indexed="64"/></patternFill></fill>`, color)
	}
	solid(shadeColor)
	for _, tips := range []bool{false, true} {
		for t := range tones {
			color, tip := document.Tone(t).Color()
			if tips {
				color = tip
			}
			solid(fmt.Sprintf("%02X%02X%02X", color[0], color[1], color[2]))
		}
	}
	b.WriteString(`</fills>`)
}

func writeBorders(b *bytes.Buffer) {
	fmt.Fprintf(b, `<borders count="%d">`, ruled+1)
	for all := range ruled + 1 {
		b.WriteString(`<border>`)
		for i, name := range [...]string{"left", "right", "top", "bottom"} {
			if all&(1<<i) != 0 {
				fmt.Fprintf(b, `<%s style="thin"><color auto="1"/></%[1]s>`, name)
			} else {
				fmt.Fprintf(b, `<%s/>`, name)
			}
		}
		b.WriteString(`<diagonal/></border>`)
	}
	b.WriteString(`</borders>`)
}

var (
	horizontal = [...]string{"left", "center", "right", "justify"} // by document.Align
	vertical   = [...]string{"top", "center", "bottom"}            // by height
)

const (
	shadeColor = "F0F0F0"
	shadeFill  = 2 // its number
)

func (s *styles) writeLook(b *bytes.Buffer, l look) {
	fill := 0
	switch {
	case l.fill > 0:
		fill = shadeFill + int(l.fill)
	case l.role.typo().shade:
		fill = shadeFill
	}
	fmt.Fprintf(b, `<xf numFmtId="%d" fontId="%d" fillId="%d" borderId="%d" xfId="0" applyNumberFormat="1" applyFont="1" `+
		`applyFill="1" applyBorder="1" applyAlignment="1" applyProtection="1"><alignment horizontal="%s" vertical="%s" wrapText="1"`,
		s.formats[l.format], int(l.less)*int(roles)+int(l.role)+1, fill, l.sides, horizontal[l.align], vertical[l.height])
	if l.indent > 0 {
		fmt.Fprintf(b, ` indent="%d"`, l.indent)
	}
	b.WriteString(`/>`)
	if l.open {
		b.WriteString(`<protection locked="0"/>`)
	}
	b.WriteString(`</xf>`)
}
