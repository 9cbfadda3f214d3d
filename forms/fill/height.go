package fill

import (
	"math"
	"strconv"
	"strings"

	"yoshiki/forms/document"
	"yoshiki/forms/fill/ooxml"
)

// Grown is a row of a workbook with a height of its own that was made higher, because what was
// filled in would have been cut. Heights are in points.
type Grown struct {
	Sheet    string
	Row      int
	From, To float64
	Label    string // of the value
	Value    document.Value
}

// maxHeight is the most that a row may be high.
const maxHeight = 409

// line is how text is set in a cell.
type line struct {
	wraps bool
	size  float64 // of the font in points
}

// lines reads how text is set in the cells of each style.
func (b *book) lines(root *ooxml.Node) {
	var sizes []float64
	for _, k := range root.Kid("x:fonts").Children() {
		n, err := strconv.ParseFloat(k.Kid("x:sz").Attr("val"), 64)
		if err != nil || n <= 0 {
			n = 11
		}
		sizes = append(sizes, n)
	}
	for _, k := range root.Kid("x:cellXfs").Children() {
		l := line{wraps: truth(k.Kid("x:alignment").Attr("wrapText")), size: 11}
		if n, err := strconv.Atoi(k.Attr("fontId")); err == nil && n >= 0 && n < len(sizes) {
			l.size = sizes[n]
		}
		b.set = append(b.set, l)
	}
	if len(sizes) > 0 {
		b.size = sizes[0]
	}
}

// room is the room for text in the cell or the merged cells that a value stands in: how many
// half-width characters of the default font stand in a line, and the last row of it.
func (s *sheet) room(c *cell) (halves float64, at area) {
	at = area{c.column, c.row, c.column, c.row}
	for _, k := range s.root.Kid("x:mergeCells").Children() {
		if a, ok := parseArea(k.Attr("ref")); ok && a.left == c.column && a.top == c.row {
			at = a
		}
	}
	for column := at.left; column <= at.right; column++ {
		halves += s.width(column)
	}
	return halves, at
}

func (s *sheet) width(column int) float64 {
	for _, k := range s.root.Kid("x:cols").Children() {
		from, _ := strconv.Atoi(k.Attr("min"))
		to, _ := strconv.Atoi(k.Attr("max"))
		if n, err := strconv.ParseFloat(k.Attr("width"), 64); err == nil && column >= from && column <= to {
			return n
		}
	}
	n, err := strconv.ParseFloat(s.root.Kid("x:sheetFormatPr").Attr("defaultColWidth"), 64)
	if err != nil {
		n = 8.43
	}
	return n
}

// height is how high a row of the sheet is, and whether it stays so.
func (s *sheet) height(row *ooxml.Node) (points float64, own bool) {
	all := s.root.Kid("x:sheetFormatPr")
	points, err := strconv.ParseFloat(all.Attr("defaultRowHeight"), 64)
	if err != nil {
		points = 13.5
	}
	if n, err := strconv.ParseFloat(row.Attr("ht"), 64); err == nil {
		return n, truth(row.Attr("customHeight"))
	}
	return points, truth(all.Attr("customHeight"))
}

// need notes how high a row has to be for the words of a cell.
func (w *filler) need(c *cell, text string, m *Marker, v document.Value, row int) {
	b := w.bound.book
	style, _ := strconv.Atoi(c.node.Attr("s"))
	if style >= len(b.set) || !b.set[style].wraps {
		return
	}
	at, set := c.merged, b.set[style]
	capacity := math.Max(2, 2*math.Floor((c.halves-1)*b.size/set.size/2))
	lines := 0.0
	for _, paragraph := range strings.Split(text, "\n") {
		lines += math.Max(1, math.Ceil(float64(halfWidths(paragraph))/capacity))
	}
	standard, _ := c.sheet.height(nil)
	needed := lines*set.size*math.Min(math.Max(standard/b.size, 1.2), 1.75) + 1
	for r := at.top; r < at.bottom; r++ {
		had, _ := c.sheet.height(c.sheet.rows[r])
		needed -= had
	}
	last := c.sheet.rows[at.bottom]
	had, own := c.sheet.height(last)
	if last == nil || needed <= had || w.heights[last].points >= needed {
		return
	}
	w.heights[last] = height{math.Min(math.Ceil(needed*4)/4, maxHeight), own || at != area{c.column, c.row, c.column, c.row}}
	if own || needed > maxHeight {
		w.grew = append(w.grew, Grown{c.sheet.title, row + at.bottom - at.top, had, w.heights[last].points, w.bound.label(m), v})
	}
}

// height is what a row has to be high; one that no cell fixes is left to the program.
type height struct {
	points float64
	fixed  bool
}

// raise makes the edits by which a row is as high as it has to be.
func (w *filler) raise(row *ooxml.Node) []ooxml.Edit {
	h, needs := w.heights[row]
	if !needs {
		return nil
	}
	delete(w.heights, row)
	ht, custom := row.Attribute("ht"), row.Attribute("customHeight")
	points := strconv.FormatFloat(h.points, 'f', -1, 64)
	at := row.From + 1 + len(row.Raw)
	switch {
	case !h.fixed && ht.To == 0:
		return nil
	case !h.fixed:
		return []ooxml.Edit{{From: ht.Start, To: ht.To + 1}}
	case ht.To == 0:
		return []ooxml.Edit{{From: at, To: at, With: ` ht="` + points + `" customHeight="1"`}}
	case custom.To == 0:
		return []ooxml.Edit{{From: ht.From, To: ht.To, With: points + `" customHeight="1`}}
	}
	return []ooxml.Edit{{From: ht.From, To: ht.To, With: points}, {From: custom.From, To: custom.To, With: "1"}}
}
