package pdf

import (
	"bytes"
	"time"

	"github.com/go-pdf/fpdf"

	"yoshiki/forms/document"
	"yoshiki/forms/typeset"
)

// canvas draws on pages. Positions are points from the top left of the page.
type canvas struct {
	fonts   *typeset.Fonts
	pdf     *fpdf.Fpdf
	subsets []*typeset.Subset // by number of the font; nil if not used
	pages   []*page
	page    *page           // that text goes to
	glyphs  []typeset.Glyph // of the line that is being drawn
	tree    tree            // that the text belongs to

	// Of the page that is being drawn.
	shades           []rectangle
	figures          []figure
	rules, verticals []rule
	marked           bool // 下書き

	boxed  bool // lines are kept in placed
	placed []placed
}

// page is one whose shades and rules are drawn; its text follows when the number of
// pages is known, so that text always lies above.
type page struct {
	width, height float64
	left, measure float64 // of the text
	index         int
	pen
}

func newCanvas(fonts *typeset.Fonts) *canvas {
	p := fpdf.New("P", "pt", "A4", "")
	p.SetCompression(false)
	p.SetCatalogSort(true)
	p.SetAutoPageBreak(false, 0)
	p.SetCreationDate(time.Unix(0, 0).UTC())
	p.SetModificationDate(time.Unix(0, 0).UTC())
	p.SetFillColor(shade, shade, shade)
	return &canvas{fonts: fonts, pdf: p}
}

// geometry is a page on which nothing stands.
func geometry(landscape bool) *page {
	s := &page{width: paperShort, height: paperLong, left: marginLeft}
	if landscape {
		s = &page{width: paperLong, height: paperShort, left: margin}
	}
	s.measure = s.width - s.left - margin
	return s
}

// newPage begins a new page.
func (c *canvas) newPage(landscape bool) {
	c.endPage()
	s, orientation := geometry(landscape), "P"
	if landscape {
		orientation = "L"
	}
	s.index = len(c.pages)
	c.pdf.AddPageFormat(orientation, fpdf.SizeType{Wd: paperShort, Ht: paperLong})
	c.pdf.RawWriteStr("/Artifact BMC")
	c.pages, c.page = append(c.pages, s), s
}

// endPage draws what still belongs to the page among its shades, figures and rules, which are one
// artifact.
func (c *canvas) endPage() {
	if c.page != nil {
		c.drawShades()
		if c.marked {
			c.draft()
		}
		c.drawFigures()
		c.drawRules()
		c.pdf.RawWriteStr("EMC\n0 g")
	}
}

// ruleSpace is about what the rules and shades of a page take in the file of fpdf.
const ruleSpace = 8 << 10

// close puts the text on the pages and returns the file as fpdf writes it.
func (c *canvas) close() ([]byte, error) {
	c.endPage()
	size := ruleSpace
	for i, s := range c.pages {
		s.unmark()
		c.pdf.SetPage(i + 1)
		c.pdf.RawWriteStr(string(s.out))
		size += len(s.out) + ruleSpace
	}
	var out bytes.Buffer
	out.Grow(size)
	err := c.pdf.Output(&out)
	return out.Bytes(), err
}

// box is where a line of text stands.
type box struct {
	x, top, width float64
	align         document.Align
	last          bool // of its paragraph, hence not justified
	spread        bool // over all of the width: 均等割付
	tag           tag
}

// text draws one line.
func (c *canvas) text(line string, s style, b box) {
	if line == "" {
		return
	}
	c.glyphs = c.fonts.Shape(c.glyphs[:0], line, s.face)
	c.mark(b.tag)
	baseline := c.page.height - b.top - s.baseline()
	f := c.fit(s, b)
	if c.boxed {
		c.remember(f, s, b)
	}
	c.page.line(f, baseline, s.size, c)
}

// subset returns the document's subset of a font.
func (c *canvas) subset(font uint8) *typeset.Subset {
	for int(font) >= len(c.subsets) {
		c.subsets = append(c.subsets, nil)
	}
	if c.subsets[font] == nil {
		c.subsets[font] = c.fonts.Subset(font)
	}
	return c.subsets[font]
}
