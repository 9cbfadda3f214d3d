package fill

import (
	"strings"

	"yoshiki/forms/fill/ooxml"
)

// excel reads the sheets of a workbook that a person sees.
func (s *suggester) excel() {
	hidden := map[string]bool{}
	for _, k := range s.template.book.root.Kid("x:sheets").Children() {
		hidden[k.Attr("name")] = k.Attr("state") != "" && k.Attr("state") != "visible"
	}
	for _, sheet := range s.template.book.sheets {
		if !hidden[sheet.title] {
			s.sheet(sheet)
		}
	}
}

func (s *suggester) sheet(sh *sheet) {
	merged := map[[2]int]area{}
	covered := map[[2]int]bool{}
	for _, k := range sh.root.Kid("x:mergeCells").Children() {
		a, ok := parseArea(k.Attr("ref"))
		if !ok || (a.right-a.left+1)*(a.bottom-a.top+1) > 100_000 {
			continue
		}
		merged[[2]int{a.left, a.top}] = a
		for row := a.top; row <= a.bottom; row++ {
			for column := a.left; column <= a.right; column++ {
				covered[[2]int{column, row}] = row != a.top || column != a.left
			}
		}
	}
	g := &grid{}
	for _, c := range sh.ordered {
		at := [2]int{c.column, c.row}
		if covered[at] {
			continue
		}
		q := &square{area: area{c.column, c.row, c.column, c.row}, part: sh.part, place: c.place()}
		if a, is := merged[at]; is {
			q.area = a
		}
		q.holds(c)
		g.cells = append(g.cells, q)
	}
	s.read(g)
}

// holds takes what stands in a cell.
func (q *square) holds(c *cell) {
	n := c.node
	switch {
	case c.text != nil:
		q.flow = c.flow()
		q.text = q.flow.text()
		if strings.Trim(q.text, " 　\u00a0") == "" {
			q.flow, q.closed = nil, q.text != ""
		}
	case n.Kid("x:f") != nil || n.Kid("x:v") != nil:
		q.text, q.closed = c.sheet.text(n.Kid("x:v")), true
		return
	}
	q.put = func(marker string) []ooxml.Edit {
		x := n.Prefix()
		return []ooxml.Edit{{From: n.From, To: n.To, With: c.tag(c.row) + ` t="inlineStr"><` + x + "is><" + x + "t>" + ooxml.Escape(marker) + "</" + x + "t></" + x + "is></" + n.Raw + ">"}}
	}
}
