package pdf

import (
	"strings"

	"yoshiki/forms/document"
	"yoshiki/forms/typeset"
)

// cell is a box of a ruled row.
type cell struct {
	x, width float64 // of the box with its padding
	text     string
	style    style
	align    document.Align
	shaded   bool
	low      bool // the text stands at the foot of the row
	under    bool // ruled below, where the grid is not
	middle   bool // a text shorter than the row stands in its middle
	spread   bool // over the width of the cell
	least    int  // lines that it has room for
	lines    []typeset.Line
	tag      tag
}

// grid prints rows of cells; sender blocks have no rules.
type grid struct {
	p           *printer
	left, width float64
	ruled       bool
	follow      bool // the first row stands on the page of what is above
	padX, padY  float64
	head        *slab   // repeated on each page; may be nil
	headHeight  float64 // as head.height, 0 without
}

// row breaks the texts of cells into lines and returns the height of the row.
func (g *grid) row(cells []cell) float64 {
	height := 0.0
	for i := range cells {
		c := &cells[i]
		c.lines = g.p.c.fonts.Lines(nil, c.text, c.style.face, c.style.size, c.inner(g), c.inner(g))
		if c.shaded && len(c.lines) > 1 && !strings.HasPrefix(c.lines[1].Text, "（") {
			width := g.p.balanced(c.text, c.style, c.inner(g))
			c.lines = g.p.c.fonts.Lines(nil, c.text, c.style.face, c.style.size, width, width)
		}
		height = max(height, float64(max(len(c.lines), c.least))*c.style.leading)
	}
	return height + 2*g.padY
}

// inner is the measure of the text in the cell.
func (c *cell) inner(g *grid) float64 { return c.width - 2*g.padX }

// put prints a row, first or last of its grid, on the page of the next if keep is said.
// A row higher than a page is cut between its lines.
func (g *grid) put(cells []cell, height, gap float64, first, last, keep bool) {
	room := g.p.flow.bottom - g.p.flow.top - g.headHeight
	if height > room {
		g.putCut(cells, gap, first, last)
		return
	}
	g.p.flow.put(slab{
		Strip: typeset.Strip{Gap: gap, Height: height, Give: g.give(height), Keep: keep, Follow: g.follow && first},
		head:  g.head, cut: g.cut(first),
		draw: func(top, height float64) {
			g.shades(cells, top, height)
			for i := range cells {
				g.lines(&cells[i], top, height)
			}
			g.rules(cells, top, height, first, last)
		},
	})
}

// A grid of few rows that takes at most a sixth of the page is not divided, and one of a third
// rather not; of any other no page holds the first or the last row alone, if that is a low one.
const (
	fewRows  = 12
	smallest = 1.0 / 6 // of the page: a grid
	shortest = 1.0 / 3
	low      = 1.0 / 16 // of the page: a row
)

// laid is a row with its height.
type laid struct {
	cells  []cell
	height float64
}

// putAll prints the n rows that row makes, gap points below what stands above. They
// follow a header unless top is said.
func (g *grid) putAll(n int, gap float64, top bool, row func(i int) []cell) {
	lay := func(i int) laid {
		cells := row(i)
		return laid{cells, g.row(cells)}
	}
	page, total := g.p.flow.bottom-g.p.flow.top, g.headHeight
	few := make([]laid, min(n, fewRows))
	for i := range few {
		few[i] = lay(i)
		total += few[i].height
	}
	whole := n <= fewRows && total <= page*shortest
	for i := range n {
		var r laid
		if i < len(few) {
			r = few[i]
		} else {
			r = lay(i)
		}
		bound := i < n-1 && (i == 0 || i == n-2 || whole && total <= page*smallest) && r.height <= page*low
		g.put(r.cells, r.height, gap, top && i == 0, i == n-1, bound)
		g.p.flow.last().Whole = whole && i < n-1
		gap = 0
	}
}

// putCut prints a row of any height as strips of one line. Such cells are not centred.
func (g *grid) putCut(cells []cell, gap float64, first, last bool) {
	n, leading := 0, 0.0
	for i := range cells {
		n, leading = max(n, len(cells[i].lines)), max(leading, cells[i].style.leading)
	}
	for k := range n {
		top, bottom := 0.0, 0.0
		if k == 0 {
			top = g.padY
		}
		if k == n-1 {
			bottom = g.padY
		}
		height := top + leading + bottom
		g.p.flow.put(slab{
			Strip: typeset.Strip{Gap: gap, Height: height, Keep: n > 1 && (k == 0 || k == n-2), Spare: g.padY},
			head:  g.head, cut: g.cutRow(cells, first, k),
			draw: func(y, _ float64) {
				g.shades(cells, y, height)
				for i := range cells {
					if c := &cells[i]; k < len(c.lines) {
						g.line(c, k, y+top, c.style)
					}
				}
				g.verticals(cells, y, height)
				g.edges(y, height, first && k == 0, k == n-1, last)
			},
		})
		gap = 0
	}
}

func (g *grid) shades(cells []cell, top, height float64) {
	for i := range cells {
		if c := &cells[i]; c.shaded {
			g.p.c.shades = append(g.p.c.shades, rectangle{c.x, top, c.width, height})
		}
	}
}

// give is what a row loses when its page is set as tight as may be.
func (g *grid) give(height float64) float64 {
	return (height-2*g.padY)*tightLeading + 2*g.padY*tightPad
}

// lines draws the text of a cell.
func (g *grid) lines(c *cell, top, height float64) {
	s := g.p.flow.set(c.style)
	y := top + g.padY*(1-tightPad*g.p.flow.tight)
	switch set := float64(len(c.lines)) * s.leading; {
	case c.middle:
		y = top + (height-set)/2
	case c.low:
		y = top + height - set
	}
	if c.under {
		g.p.c.rule(rule{at: top + height, from: c.x, to: c.x + c.width, width: hairline})
	}
	for k := range c.lines {
		g.line(c, k, y+float64(k)*s.leading, s)
	}
}

func (g *grid) line(c *cell, k int, top float64, s style) {
	g.p.c.text(c.lines[k].Text, s, box{x: c.x + g.padX, top: top, width: c.inner(g), align: c.align, last: c.lines[k].End, spread: c.spread, tag: c.tag})
}

// rules draws the rules of a whole row.
func (g *grid) rules(cells []cell, top, height float64, first, last bool) {
	g.verticals(cells, top, height)
	g.edges(top, height, first, true, last)
}

func (g *grid) verticals(cells []cell, top, height float64) {
	if !g.ruled {
		return
	}
	r := rule{vertical: true, at: g.left, from: top, to: top + height, width: frame}
	g.p.c.rule(r)
	for i := 1; i < len(cells); i++ {
		r.at, r.width = cells[i].x, hairline
		g.p.c.rule(r)
	}
	r.at, r.width = g.left+g.width, frame
	g.p.c.rule(r)
}

// edges draws the rule above the first row, and the one below a row that ends here.
func (g *grid) edges(top, height float64, first, ends, last bool) {
	if !g.ruled {
		return
	}
	if first {
		g.horizontal(top, frame)
	}
	if ends && last {
		g.horizontal(top+height, frame)
	} else if ends {
		g.horizontal(top+height, hairline)
	}
}

func (g *grid) horizontal(y, width float64) {
	g.p.c.rule(rule{at: y, from: g.left, to: g.left + g.width, width: width})
}

// cut closes the grid at the foot of a page and opens it at the head of the next, below
// the header if there is one. The first row of a grid has nothing to close.
func (g *grid) cut(first bool) cut {
	if first || !g.ruled {
		return cut{}
	}
	edge := func(y float64) { g.horizontal(y, frame) }
	if g.head != nil {
		return cut{close: edge, open: func(float64) {}}
	}
	return cut{close: edge, open: edge}
}

// cutRow is the cut above line k of a row, with the padding of its cells on both pages.
func (g *grid) cutRow(cells []cell, first bool, k int) cut {
	edge := g.cut(first && k == 0)
	if k == 0 || !g.ruled {
		return edge
	}
	fill := func(y float64) {
		g.shades(cells, y, g.padY)
		g.verticals(cells, y, g.padY)
	}
	return cut{
		height: g.padY,
		close: func(y float64) {
			fill(y)
			edge.close(y + g.padY)
		},
		open: func(y float64) {
			edge.open(y)
			fill(y)
			g.again(cells, k, y+g.padY)
		},
	}
}

// again says on a page that begins with line k of a row what the row is about: 原因（続き）. It
// is no part of the words of the form, and is left out where there are too few lines below.
func (g *grid) again(cells []cell, k int, top float64) {
	left := 0
	for i := range cells {
		left = max(left, len(cells[i].lines)-k)
	}
	for _, c := range cells {
		if !c.shaded || k < len(c.lines) { // or it goes on itself
			continue
		}
		one := []cell{c}
		one[0].text, one[0].tag = c.text+"（続き）", 0
		if g.row(one); len(one[0].lines) > left {
			continue
		}
		for i := range one[0].lines {
			g.line(&one[0], i, top+float64(i)*c.style.leading, c.style)
		}
	}
}
