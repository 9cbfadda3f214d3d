package pdf

// rectangle is a box filled with the grey of labels.
type rectangle struct{ x, y, width, height float64 }

func (c *canvas) drawShades() {
	for _, s := range c.shades {
		c.pdf.Rect(s.x, s.y, s.width, s.height, "F")
	}
	c.shades = c.shades[:0]
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
