package workbook

import (
	"strconv"
	"strings"
)

// height is that of a row, in points. Excel fits it to what is typed where it ends in a half;
// see loosen.
func (p *part) height(r row) float64 {
	lines := 1
	for i, c := range r.cells {
		text, _ := c.value.(string)
		room := p.widthAt(i)
		if r.join == i+1 {
			for k := i + 1; k < min(p.width, fieldColumns); k++ {
				room += p.widthAt(k)
			}
		}
		if !formats[c.look].loose {
			lines = max(lines, linesOf(text, room-1.5*float64(formats[c.look].indent), sizeOf(c.look)))
		}
	}
	height := min(float64(lines)*13+6, mostHeight)
	switch {
	case r.hidden || len(r.cells) == 0:
		return 0
	case r.cells[0].look == lookTitle, r.cells[0].look == lookHeading, r.cells[0].look == lookSection:
		return 26
	case r.join > 0:
		return height
	}
	return height + 0.5
}

// mostHeight is nearly the greatest height of a row that Excel knows, in points.
const mostHeight = 400

// linesOf counts the lines of a text of a size in a column, with some room to spare.
func linesOf(text string, width, size float64) int {
	const point, slack = 6, 0.97 // of a unit of width; what the ends of lines leave
	lines := 0
	for line := range strings.SplitSeq(text, "\n") {
		used := 0.0
		for _, r := range line {
			if r < 0x2000 {
				used += size * 0.56
			} else {
				used += size * 0.94
			}
		}
		lines += 1 + int(used/(width*point*slack))
	}
	return lines
}

func sizeOf(l look) float64 {
	size, _, _ := strings.Cut(strings.TrimPrefix(fonts[formats[l].font], "<b/>"), " ")
	if n, err := strconv.ParseFloat(size, 64); err == nil {
		return n
	}
	return 10
}
