package pdf

import (
	"strconv"
	"strings"

	"yoshiki/forms/document"
	"yoshiki/forms/typeset"
)

// The foot of a page, from its top: white, the lines of edition and note with the number of
// the page at the end of the last, white.
const (
	footGap    = 10.0
	footBottom = 26.0
	folioRoom  = 48.0
)

// footLines returns what the form is, broken to the width of the page: its edition, and on
// the first page the note, on one line if there is room.
func (p *printer) footLines(width float64, first bool) []typeset.Line {
	text := strings.Join(p.document.Foot(first), "　")
	return p.c.fonts.Lines(nil, text, foot.face, foot.size, width-folioRoom, width-folioRoom)
}

// footHeight is the height of the bottom margin, which grows with the foot.
func (p *printer) footHeight(width float64) float64 {
	lines := float64(len(p.footLines(width, true)))
	return max(margin, footGap+lines*foot.leading+footBottom)
}

// feet prints the foot of each page and the head of each but the first, now that their number is known.
func (p *printer) feet() {
	total := strconv.Itoa(len(p.c.pages))
	for i, s := range p.c.pages {
		p.c.page = s
		lines := p.footLines(s.measure, i == 0)
		last := s.height - footBottom - foot.leading
		at := box{x: s.left, width: s.measure, top: last - foot.leading*float64(len(lines)-1)}
		for _, line := range lines {
			p.c.text(line.Text, foot, at)
			at.top += foot.leading
		}
		at.top, at.align = last+foot.baseline()-folio.baseline(), document.Right
		p.c.text(strconv.Itoa(i+1)+"／"+total, folio, at)
		if i > 0 {
			p.head(s, i)
		}
	}
}

// headTop is where the head of a page stands.
const headTop = 34.0

// head prints what the document is at the left, and at the right the section at the top of
// the page unless it is the first. What has no room on the line is left out.
func (p *printer) head(s *page, number int) {
	at := box{x: s.left, width: s.measure, top: headTop}
	right := ""
	if section := p.tops[number]; section > 0 {
		right = p.document.Sections[section].Name
	}
	left, room := p.document.Head(), s.measure-p.c.fonts.Width(right, foot.face, foot.size)-foot.size
	if p.c.fonts.Width(left, foot.face, foot.size) <= room {
		p.c.text(left, foot, at)
	}
	at.align = document.Right
	if room > 0 {
		p.c.text(right, foot, at)
	}
}

// draft writes 下書き across the page, large, light and rising by 50 degrees. It lies
// between shades and the figures and rules, and is part of their artifact.
func (c *canvas) draft() {
	const (
		size     = 120.0
		sin, cos = 0.766, 0.643
	)
	c.glyphs = c.fonts.Shape(c.glyphs[:0], "下書き", typeset.GothicBold)
	half := c.fonts.Width("下書き", typeset.GothicBold, size) / 2
	p := pen{out: []byte("q 0.88 g ")}
	for _, v := range []float64{cos, sin, -sin, cos} {
		p.num(v, " ")
	}
	p.num(c.page.width/2-half*cos+size*0.38*sin, " ")
	p.num(c.page.height/2-half*sin-size*0.38*cos, " cm\n")
	p.line(setting{visible: len(c.glyphs), squeeze: 1}, 0, size, c)
	c.pdf.RawWriteStr(string(p.out) + "Q")
}
