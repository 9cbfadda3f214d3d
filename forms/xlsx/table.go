package xlsx

import "yoshiki/forms/document"

// grown is where a table stands in its sheet: rows counted from 0, ends excluded.
type grown struct {
	header, body, end int
	count             int // rows of the document
}

func (s *sheet) table(t document.Table) {
	if t.Caption != "" {
		s.line(t.Caption, look{role: heading2, height: low}, 0)
		s.hold(len(s.rows)-1, len(s.rows))
	}
	at := s.grid.columns(columnEdges(t, s.grid.width()))
	g := grown{header: len(s.rows), count: len(t.Rows)}
	slots := make([]slot, len(t.Columns))
	for i, c := range t.Columns {
		l := look{role: label, align: document.Center, height: middle, sides: ruled, format: textFormat(c.Label)}
		slots[i] = slot{from: at[i], to: at[i+1], look: l, text: c.Label}
	}
	s.band(fieldRow, slots...)
	g.body = len(s.rows)
	s.hold(g.header, g.body)
	ends := make([]int, 0, len(t.Rows))
	for _, values := range t.Rows {
		for i, v := range values {
			l := look{role: value, align: t.Columns[i].Align, height: middle, sides: ruled}
			slots[i] = s.valued(v, l, at[i], at[i+1])
		}
		s.band(fieldRow, slots...)
		ends = append(ends, len(s.rows))
	}
	s.bind(g.body, ends)
	if len(t.Rows) == 0 && t.Empty != "" {
		l := look{role: value, align: document.Center, height: middle, sides: ruled, format: textFormat(t.Empty)}
		s.band(fieldRow, slot{to: len(s.grid) - 1, look: l, text: t.Empty})
	}
	g.end = len(s.rows)
	if g.count > s.main.count || s.main.end == 0 {
		s.main = g
	}
	s.space(gap)
}
