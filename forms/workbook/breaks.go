package workbook

// What a page in landscape has room for, in points.
const (
	pageWidth  = 777
	pageHeight = 505
	unitWidth  = 5.6 // of a column
	blankRow   = 14
)

// breaks are the rows that begin a page. No heading stands at the foot of one without the first
// rows below it, and what is less than half a page is not parted. A sheet of one list needs none.
func (p *part) breaks() (all []int) {
	if p.heads() > 0 {
		return nil
	}
	total := 0.0
	for i := range p.width {
		total += p.widthAt(i) * unitWidth
	}
	page := pageHeight * max(1, total/pageWidth)
	used := 0.0
	for i, r := range p.rows {
		if isHeading(r) && used > 0 && used+p.together(i, page) > page {
			all, used = append(all, i+1), 0
		}
		if used += p.printed(r); used > page { // the program begins a page of itself
			used = p.printed(r)
		}
	}
	return all
}

// together is how much of what a heading begins has to stand on its page.
func (p *part) together(from int, page float64) float64 {
	if height := p.group(from); height <= page/2 {
		return height
	}
	return p.begins(from)
}

// group is how high a heading is with what belongs to it.
func (p *part) group(from int) (height float64) {
	for i := from; i < len(p.rows) && (i == from || len(p.rows[i].cells) > 0 && !isHeading(p.rows[i])); i++ {
		height += p.printed(p.rows[i])
	}
	return height
}

func isHeading(r row) bool {
	return !r.hidden && len(r.cells) > 0 && (r.cells[0].look == lookHeading || r.cells[0].look == lookSection)
}

// begins is how high what a heading begins is: down to the second row that is filled in.
func (p *part) begins(from int) (height float64) {
	filled := 0
	for i := from; i < len(p.rows) && filled < 2; i++ {
		if height += p.printed(p.rows[i]); i > from && len(p.rows[i].cells) == 0 {
			break
		}
		for _, c := range p.rows[i].cells {
			if formats[c.look].open {
				filled++
				break
			}
		}
	}
	return height
}

// printed is the height of a row on paper.
func (p *part) printed(r row) float64 {
	switch height := p.height(r); {
	case r.hidden:
		return 0
	case height == 0:
		return blankRow
	default:
		return height
	}
}
