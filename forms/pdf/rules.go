package pdf

import "github.com/go-pdf/fpdf"

// rectangle is a box filled with the grey of labels.
type rectangle struct{ x, y, width, height float64 }

func (c *canvas) drawShades() {
	for _, s := range c.shades {
		c.pdf.Rect(s.x, s.y, s.width, s.height, "F")
	}
	c.shades = c.shades[:0]
}

// figure is a filled shape of a timeline: a rectangle, or a diamond of that width.
type figure struct {
	gray    uint8
	area    rectangle
	diamond bool
}

func (c *canvas) fill(gray uint8, area rectangle) {
	c.figures = append(c.figures, figure{gray: gray, area: area})
}

// diamond fills a diamond around x, y, whose tips are as far from there as said.
func (c *canvas) diamond(gray uint8, x, y, tip float64) {
	c.figures = append(c.figures, figure{gray, rectangle{x - tip, y - tip, 2 * tip, 2 * tip}, true})
}

// drawFigures fills the figures of the page, later ones over earlier.
func (c *canvas) drawFigures() {
	for _, f := range c.figures {
		c.pdf.SetFillColor(int(f.gray), int(f.gray), int(f.gray))
		a := f.area
		if !f.diamond {
			c.pdf.Rect(a.x, a.y, a.width, a.height, "F")
			continue
		}
		x, y := a.x+a.width/2, a.y+a.height/2
		c.pdf.Polygon([]fpdf.PointType{{X: x, Y: a.y}, {X: a.x + a.width, Y: y}, {X: x, Y: a.y + a.height}, {X: a.x, Y: y}}, "F")
	}
	if len(c.figures) > 0 {
		c.pdf.SetFillColor(shade, shade, shade)
	}
	c.figures = c.figures[:0]
}

// rule is a straight line, horizontal or vertical.
type rule struct {
	vertical bool
	at       float64 // x of a vertical, y of a horizontal rule
	from, to float64
	width    float64
}

// rule draws a line. Vertical rules that continue each other become one.
func (c *canvas) rule(r rule) {
	if !r.vertical {
		c.rules = append(c.rules, r)
		return
	}
	for i := len(c.verticals) - 1; i >= 0; i-- {
		p := &c.verticals[i]
		if near(p.at, r.at) && near(p.to, r.from) && p.width == r.width {
			p.to = r.to
			return
		}
	}
	c.verticals = append(c.verticals, r)
}

func near(a, b float64) bool { return a-b < 0.01 && b-a < 0.01 }

// drawRules strokes the rules of the page, each width in turn.
func (c *canvas) drawRules() {
	if len(c.rules)+len(c.verticals) > 0 {
		c.pdf.RawWriteStr("2 J") // corners are square
	}
	for _, width := range []float64{hairline, frame} {
		c.pdf.SetLineWidth(width)
		for _, r := range c.rules {
			if r.width == width {
				c.pdf.Line(r.from, r.at, r.to, r.at)
			}
		}
		for _, r := range c.verticals {
			if r.width == width {
				c.pdf.Line(r.at, r.from, r.at, r.to)
			}
		}
	}
	c.rules, c.verticals = c.rules[:0], c.verticals[:0]
}
