package xlsx

import "yoshiki/forms/typeset"

// add appends a row at the place that the block before said.
func (s *sheet) add(r row) {
	r.place, s.place = s.place, typeset.Amid
	s.rows = append(s.rows, r)
}

// hold keeps the rows from first to end, which is excluded, on the page of the next.
func (s *sheet) hold(first, end int) {
	for i := max(first, 0); i < end; i++ {
		s.rows[i].keep = true
	}
}

// A grid of few rows that takes at most a sixth of the page is not divided, and one of a third
// rather not; of any other no page holds the first or the last row alone, if that is a low one.
const (
	fewRows  = 12
	smallest = 1.0 / 6 // of the page: a grid
	shortest = 1.0 / 3
	lowest   = 1.0 / 16 // of the page: a row
)

// bind keeps together what belongs together of a grid whose rows end where ends says.
func (s *sheet) bind(first int, ends []int) {
	n := len(ends)
	if n == 0 {
		return
	}
	if high := s.points(first, ends[n-1]) / s.pageHeight(); n <= fewRows && high <= shortest {
		for i := first; i < ends[n-1]-1; i++ {
			s.rows[i].whole, s.rows[i].keep = true, s.rows[i].keep || high <= smallest
		}
	}
	if ends[0] == first+1 && s.points(first, ends[0]) <= s.pageHeight()*lowest && n > 1 {
		s.hold(first, ends[0])
	}
	if n > 1 && s.points(ends[n-2], ends[n-1]) <= s.pageHeight()*lowest {
		s.hold(ends[n-2]-1, ends[n-2])
	}
}

// tightSpace is what a row loses of the white in it when pages are set as tight as may be.
const tightSpace = 0.35

// paginate sets breaks between the rows where a reader expects them, and makes rows a
// little lower where that saves a page. Excel and LibreOffice round heights: some points
// are left free.
func (s *sheet) paginate() {
	const rounding = 6
	strips, repeats := make([]typeset.Strip, len(s.rows)), s.repeats()
	for i := range s.rows {
		r := &s.rows[i]
		strips[i] = typeset.Strip{Height: r.height, Give: (r.height - r.text) * tightSpace, Keep: r.keep, Whole: r.whole, Place: r.place}
		if repeats && i > s.main.body {
			strips[i].Above = s.points(s.main.header, s.main.body)
		}
	}
	room := s.pageHeight() - rounding
	starts, tight := typeset.Paginate(strips, typeset.Paper{Height: room + 2*20*mm*72, Top: 20 * mm * 72, Room: room})
	for i := range s.rows {
		_, s.rows[i].height = strips[i].At(tight)
	}
	if len(starts) > 1 {
		s.breaks = starts[1:]
	}
}
