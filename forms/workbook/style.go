package workbook

import (
	"encoding/xml"
	"fmt"
	"strings"
)

// look is the format of a cell, by its number in the style part.
type look int

// The looks. Those from lookText to lookFree may be filled in.
const (
	lookPlain look = iota
	lookTitle
	lookSection
	lookHeading
	lookLead
	lookHead
	lookLabel
	lookHelp
	lookClause
	lookFixed
	lookMore
	lookFinding
	lookText
	lookDate
	lookTime
	lookNumber
	lookFree
	lookBody
	lookCommand
	lookLink
	lookYellow
	lookWhite
	looks
)

// format is how a look is set: numbers of the lists below.
type format struct {
	font, fill, border, number int
	vertical, horizontal       string
	indent                     int  // from the left, in characters
	open, loose                bool // may be filled in; not wrapped
}

// The number formats, by number: 49 is text, under which Excel keeps what is typed as it is.
const (
	asText   = 49
	asDate   = 164
	asTime   = 165
	asNumber = 0
)

var formats = [looks]format{
	lookPlain:   {},
	lookTitle:   {font: 1, vertical: "center", loose: true},
	lookSection: {font: 2, fill: 5, vertical: "center", indent: 1, loose: true},
	lookHeading: {font: 2, border: 2, vertical: "bottom", loose: true},
	lookLead:    {font: 3, vertical: "center"},
	lookHead:    {font: 4, fill: 2, border: 1, vertical: "center", horizontal: "center"},
	lookLabel:   {fill: 3, border: 1, vertical: "center", indent: 1},
	lookHelp:    {font: 3, fill: 3, border: 1, vertical: "center", indent: 1},
	lookClause:  {font: 3, fill: 3, border: 1, vertical: "center", indent: 1},
	lookFixed:   {fill: 3, border: 1, number: asText, vertical: "center", indent: 1},
	lookMore:    {font: 3, vertical: "center"},
	lookFinding: {font: 5, vertical: "center"},
	lookText:    {border: 1, number: asText, vertical: "center", indent: 1, open: true},
	lookDate:    {border: 1, number: asDate, vertical: "center", indent: 1, open: true},
	lookTime:    {border: 1, number: asTime, vertical: "center", indent: 1, open: true},
	lookNumber:  {border: 1, number: asNumber, vertical: "center", indent: 1, open: true},
	lookFree:    {border: 1, number: asText, vertical: "center", indent: 1, open: true},
	lookBody:    {vertical: "center"},
	lookCommand: {font: 6, vertical: "center", indent: 3},
	lookLink:    {font: 7, vertical: "center"},
	lookYellow:  {fill: 4, border: 1, vertical: "center", indent: 1},
	lookWhite:   {border: 1, vertical: "center", indent: 1},
}

// What the formats are made of. The font is one that Windows has since 2018 and that is made
// for forms; its character set is that of Shift_JIS, by which a Japanese one is found elsewhere.
var (
	fonts = []string{"", "<b/>16", "<b/>11", "9 595959", "<b/>10", "9 B3261E", "10 mono", "10 1F4E79"}
	fills = []string{"", "", "E3EAF2", "F5F6F8", yellow, "EEF3E6"}
)

const yellow = "FFF6D6"

// dates are the formats of days, by language.
var dates = map[string]string{"ja": `yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;`, "en": `yyyy\-mm\-dd`}

// styleSheet is the style part of a workbook. It is written here because the fonts that
// excelize writes break the order of the schema.
func styleSheet(language string) string {
	var b strings.Builder
	b.WriteString(xml.Header + `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">` +
		`<numFmts count="2"><numFmt numFmtId="164" formatCode="` + dates[language] + `"/><numFmt numFmtId="165" formatCode="` + dates[language] + `\ h:mm:ss"/></numFmts>`)
	fmt.Fprintf(&b, `<fonts count="%d">`, len(fonts))
	for _, f := range fonts {
		b.WriteString(fontXML(f))
	}
	fmt.Fprintf(&b, `</fonts><fills count="%d"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>`, len(fills))
	for _, color := range fills[2:] {
		fmt.Fprintf(&b, `<fill><patternFill patternType="solid"><fgColor rgb="FF%s"/><bgColor indexed="64"/></patternFill></fill>`, color)
	}
	b.WriteString(`</fills><borders count="3"><border><left/><right/><top/><bottom/><diagonal/></border>` + borderXML("left", "right", "top", "bottom") + borderXML("bottom") + `</borders>` +
		`<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>`)
	fmt.Fprintf(&b, `<cellXfs count="%d">`, looks)
	for _, f := range formats {
		b.WriteString(f.xml())
	}
	b.WriteString(`</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>` +
		`<dxfs count="1"><dxf><fill><patternFill patternType="solid"><fgColor rgb="FF` + yellow + `"/><bgColor rgb="FF` + yellow + `"/></patternFill></fill></dxf></dxfs></styleSheet>`)
	return b.String()
}

// fontXML writes a font: bold or not, its size, and its colour or face.
func fontXML(f string) string {
	bold, size, color, name := "", "10", "", "BIZ UDPゴシック"
	if rest, ok := strings.CutPrefix(f, "<b/>"); ok {
		bold, f = "<b/>", rest
	}
	if f != "" {
		size, color, _ = strings.Cut(f, " ")
	}
	if color == "mono" {
		color, name = "", "BIZ UDゴシック"
	}
	if color != "" {
		color = `<color rgb="FF` + color + `"/>`
	}
	return fmt.Sprintf(`<font>%s<sz val="%s"/>%s<name val="%s"/><charset val="128"/></font>`, bold, size, color, name)
}

// borderXML writes a border with rules at some sides.
func borderXML(sides ...string) string {
	all := " " + strings.Join(sides, " ") + " "
	b := "<border>"
	for _, side := range []string{"left", "right", "top", "bottom"} {
		if strings.Contains(all, " "+side+" ") {
			b += `<` + side + ` style="thin"><color rgb="FFB4BCC6"/></` + side + `>`
		} else {
			b += `<` + side + `/>`
		}
	}
	return b + "<diagonal/></border>"
}

func (f format) xml() string {
	x := fmt.Sprintf(`<xf numFmtId="%d" fontId="%d" fillId="%d" borderId="%d" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1" applyProtection="1"><alignment`,
		f.number, f.font, f.fill, f.border)
	if f.indent > 0 {
		x += fmt.Sprintf(` horizontal="left" indent="%d"`, f.indent)
	} else if f.horizontal != "" {
		x += ` horizontal="` + f.horizontal + `"`
	}
	if f.vertical != "" {
		x += ` vertical="` + f.vertical + `"`
	}
	if !f.loose {
		x += ` wrapText="1"`
	}
	x += `/>`
	if f.open {
		x += `<protection locked="0"/>`
	}
	return x + `</xf>`
}
