package xlsx

import (
	"math"
	"slices"

	"yoshiki/forms/document"
)

// Lengths across a sheet are pixels of 1/96 inch, the unit in which Excel keeps the
// widths of columns; heights and type are points.
const (
	em       = 14  // running text of 10.5 points
	portrait = 623 // 165 mm between the margins
	wide     = 971 // 257 mm
	digit    = 7   // width of a digit of the workbook's normal font
	snap     = 12  // edges nearer than this fall together: 3 mm
	tight    = 16  // least width of a table's column
)

// grid is the sorted left edges of a sheet's columns and the right edge of the last.
type grid []int

// newGrid collects the edges of all blocks. The longest table comes first, so that its
// columns are undivided where possible and can be sorted and filtered.
func newGrid(s *document.Section) grid {
	width := portrait
	if s.Landscape {
		width = wide
	}
	g := grid{0, width}
	main := longest(s.Blocks)
	if main >= 0 {
		g.addAll(edges(s.Blocks[main], width))
	}
	for i, b := range s.Blocks {
		if i != main {
			g.addAll(edges(b, width))
		}
	}
	return g
}

func (g grid) width() int { return g[len(g)-1] }

// addAll adds the edges of one block, which are sorted, each near an old one falling on
// it unless two of the block would meet there.
func (g *grid) addAll(edges []int) {
	last := 0
	for _, x := range edges {
		at := (*g)[g.near(x)]
		if at-x >= snap || x-at >= snap || at <= last {
			at = x
			if i, found := slices.BinarySearch(*g, x); !found {
				*g = slices.Insert(*g, i, x)
			}
		}
		last = at
	}
}

// near is the index of the edge nearest to x.
func (g grid) near(x int) int {
	i, found := slices.BinarySearch(g, x)
	if found || i == 0 {
		return i
	}
	if i == len(g) || x-g[i-1] <= g[i]-x {
		return i - 1
	}
	return i
}

// columns turns the edges of a block within a page into grid columns: cell i of the
// block reaches from column at[i] to at[i+1].
func (g grid) columns(edges []int) []int {
	at := make([]int, 0, len(edges)+2)
	at = append(at, 0)
	for _, x := range edges {
		i := g.near(x)
		if last := at[len(at)-1]; i <= last {
			i, _ = slices.BinarySearch(g, x)
			i = max(i, last+1)
		}
		at = append(at, i)
	}
	return append(at, len(g)-1)
}

// edges of a block that lie within the page.
func edges(b document.Block, width int) []int {
	switch b := b.(type) {
	case document.Paragraph:
		if x := indent(b); x > 0 {
			return []int{x}
		}
	case document.Item:
		return itemEdges(b)
	case document.Sender:
		return senderEdges(b, width)
	case document.Fields:
		return fieldEdges(b, width)
	case document.Table:
		return columnEdges(b, width)
	case document.Timeline:
		return timelineEdges(width)
	}
	return nil
}

// columnEdges shares width among the columns, none narrower than tight, nor than its days,
// ids and names if there is room for them.
func columnEdges(t document.Table, width int) []int {
	columns := t.Columns
	leasts := leastWidths(t, width)
	var total float64
	for _, c := range columns {
		total += c.Width
	}
	spare, x := float64(width), 0.0
	for _, least := range leasts {
		spare -= least
	}
	shares := make([]float64, len(columns))
	var over float64
	for i, c := range columns {
		shares[i] = max(0, c.Width/total*float64(width)-leasts[i])
		over += shares[i]
	}
	edges := make([]int, 0, len(columns))
	for i := range columns[:len(columns)-1] {
		x += leasts[i] + shares[i]/over*spare
		edges = append(edges, int(math.Round(x)))
	}
	return edges
}

// leastWidths are those of the columns of a table in pixels: of their words and of the days
// within texts, of their words alone, or all tight, as there is room.
func leastWidths(t document.Table, width int) []float64 {
	leasts := make([]float64, len(t.Columns))
	for _, days := range []bool{true, false} {
		for i := range leasts {
			leasts[i] = tight
		}
		t.Words(days, func(i int, word string) { leasts[i] = max(leasts[i], float64(room(word))) })
		sum := 0.0
		for _, w := range leasts {
			sum += w
		}
		if sum <= float64(width)*4/5 {
			return leasts
		}
	}
	for i := range leasts {
		leasts[i] = tight
	}
	return leasts
}

func longest(blocks []document.Block) int {
	at, rows := -1, -1
	for i, b := range blocks {
		if t, ok := b.(document.Table); ok && len(t.Rows) > rows {
			at, rows = i, len(t.Rows)
		}
	}
	return at
}
