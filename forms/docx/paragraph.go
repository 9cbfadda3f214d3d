package docx

import (
	"fmt"
	"math"
	"strings"

	"yoshiki/forms/document"
	"yoshiki/forms/typeset"
)

// The em of running text (10.5 pt) and of notes (8.5 pt), in twips.
const (
	textEm  = 210
	smallEm = 170
)

// paragraph writes s in a style; more is markup of further properties in schema order.
func (b *body) paragraph(style, more, s, path string) {
	b.openParagraph(style, more)
	b.text(s, path)
	b.write(`</w:p>`)
}

func (b *body) openParagraph(style, more string) {
	rest, keep := strings.CutPrefix(more, keepNext)
	b.write(`<w:p><w:pPr><w:pStyle w:val="`, style, `"/>`)
	if keep {
		b.write(keepNext)
	}
	if b.begins {
		b.write(`<w:pageBreakBefore/>`)
		b.begins = false
	}
	b.write(rest, `</w:pPr>`)
}

func (b *body) emptyParagraph(style, more string) { b.paragraph(style, more, "", "") }

func (b *body) heading(h document.Heading) {
	style, more := styleHeading1, b.headed(headGapOf(1, b.parted), 80, textLine)
	if h.Level >= 2 {
		style, more = styleHeading2, b.headed(headGapOf(2, b.parted), 60, 320)
	}
	b.paragraph(style, more, h.Text, "")
}

// running writes a paragraph of a letter or table.
func (b *body) running(p document.Paragraph) {
	style, em, spacing, more := alignedStyle(p.Align), textEm, "", ""
	if p.Small {
		style, em, more = styleSmall, smallEm, justification(p.Align)
		if b.plan.tight > 0 {
			spacing = fmt.Sprintf(`<w:spacing w:line="%d" w:lineRule="atLeast"/>`, smallLine-int(tightSmall*b.plan.tight))
		}
	}
	if white := centreGap - b.less(tightWhite); white < centreGap && style == styleCentre {
		spacing = fmt.Sprintf(`<w:spacing w:before="%d" w:after="%d"/>`, white, white)
	}
	keep := ""
	if b.trailed {
		keep = keepNext
	}
	b.paragraph(style, keep+spacing+b.indent(p, em)+more, p.Text, p.Path)
}

func alignedStyle(a document.Align) string {
	switch a {
	case document.Center:
		return styleCentre
	case document.Right:
		return styleRight
	case document.Justify:
		return styleJustified
	}
	return styleNormal
}

func justification(a document.Align) string {
	switch a {
	case document.Center:
		return `<w:jc w:val="center"/>`
	case document.Right:
		return `<w:jc w:val="right"/>`
	case document.Justify:
		return `<w:jc w:val="both"/>`
	}
	return ""
}

// indent is the w:ind of p. The first line's indent also stands in characters, the
// measure that Japanese Word shows, so that it follows the type when that is changed.
func (b *body) indent(p document.Paragraph, em int) string {
	side, indent, first := "left", b.twips(p.Indent, em), b.twips(p.First, em)
	if p.Align == document.Right {
		side = "right"
	}
	markup := ""
	if indent != 0 {
		markup += fmt.Sprintf(` w:%s="%d"`, side, indent)
	}
	if p.Align == document.Left || p.Align == document.Justify {
		if less := inset(p.Text, em, b.width-indent, first); less > 0 {
			markup += fmt.Sprintf(` w:right="%d"`, less)
		}
	}
	if first != 0 {
		markup += fmt.Sprintf(` w:firstLineChars="%d" w:firstLine="%d"`, first*100/em, first)
	}
	if markup == "" {
		return ""
	}
	return `<w:ind` + markup + `/>`
}

// twips is n ems, kept between nothing and two fifths of the line.
func (b *body) twips(n float64, em int) int {
	if !(n > 0) {
		return 0
	}
	return int(math.Round(min(n*float64(em), float64(b.width)*2/5)))
}

// item writes a marker, a tab and the text, which hangs right of the marker.
func (b *body) item(it document.Item) {
	hang := b.hangs[it.Level]
	left := b.twips(float64(it.Level), textEm) + hang
	less := inset(it.Text, textEm, b.width-left, 0)
	b.openParagraph(styleItem, fmt.Sprintf(`<w:ind w:left="%d" w:right="%d" w:hanging="%d"/>`, left, less, hang))
	b.text(it.Marker, "")
	b.write(`<w:r><w:tab/></w:r>`)
	b.text(it.Text, it.Path)
	b.write(`</w:p>`)
}

// hangs returns for each level the room that its widest marker needs: two ems, or the
// marker and half an em more, up to a fifth of the line.
func hangs(blocks []document.Block) map[int]int {
	room := map[int]int{}
	for _, block := range blocks {
		if it, ok := block.(document.Item); ok {
			need := int(math.Ceil(typeset.Ems(it.Marker)+0.5)) * textEm
			room[it.Level] = max(room[it.Level], 2*textEm, min(need, 9*textEm))
		}
	}
	return room
}
