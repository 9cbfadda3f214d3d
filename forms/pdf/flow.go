package pdf

import "yoshiki/forms/typeset"

// slab is a strip of the page that is never cut: a line of text, a row of a grid.
type slab struct {
	typeset.Strip
	head   *slab                     // drawn above when this one begins a page; may be nil
	draw   func(top, height float64) // draws from top on the current page
	cut    cut                       // what a page break above this slab needs
	begins int                       // sections that begin with it
}

// cut is what a page break adds to both pages: the edges of a grid, and white of the
// given height between them and a row that is cut in two. close draws it below the
// slabs of the old page, open above those of the new one.
type cut struct {
	height      float64
	close, open func(y float64) // may be nil, both
}

// flow gathers the slabs of sections that share their pages, and stacks them on pages.
type flow struct {
	newPage     func()
	begun       func(n int) // called when n sections begin on the current page
	top, bottom float64
	height      float64 // of the page
	slabs       []slab
	place       typeset.Place // of the next slab
	begins      int           // sections that begin with the next slab
	tight       float64       // how tight the pages are set, of 0 to 1
	y           float64
}

// put adds a slab below the others.
func (f *flow) put(s slab) {
	s.Place, s.begins = f.place, f.begins
	f.place, f.begins = typeset.Amid, 0
	s.Above = s.cut.height
	if s.head != nil {
		s.Above += s.head.Height
	}
	f.slabs = append(f.slabs, s)
}

// last is the slab that was put last.
func (f *flow) last() *slab { return &f.slabs[len(f.slabs)-1] }

// flush draws all slabs. Sections without any are a page.
func (f *flow) flush() {
	if len(f.slabs) == 0 && f.begins > 0 {
		f.newPage()
	}
	strips := make([]typeset.Strip, len(f.slabs))
	for i := range f.slabs {
		strips[i] = f.slabs[i].Strip
	}
	starts, tight := typeset.Paginate(strips, typeset.Paper{Height: f.height, Top: f.top, Room: f.bottom - f.top})
	f.tight = tight
	for i := range f.slabs {
		s := &f.slabs[i]
		gap, height := s.At(tight)
		if len(starts) > 0 && starts[0] == i {
			starts, gap = starts[1:], 0
			f.turn(s, i == 0)
		}
		f.begun(s.begins)
		f.y += gap
		s.draw(f.y, height)
		f.y += height
	}
	f.slabs = f.slabs[:0]
	if f.begins > 0 {
		f.begun(f.begins)
	}
}

// turn begins the page on which next stands.
func (f *flow) turn(next *slab, first bool) {
	if next.cut.close != nil && !first {
		next.cut.close(f.y)
	}
	f.newPage()
	f.y = f.top
	if first {
		return
	}
	if next.head != nil {
		_, height := next.head.At(f.tight)
		next.head.draw(f.y, height)
		f.y += height
	}
	if next.cut.open != nil {
		next.cut.open(f.y)
		f.y += next.cut.height
	}
}

// The leading and the padding of cells that a page loses when it is set as tight as may be.
const (
	tightLeading = 0.1
	tightPad     = 0.3
)

// set is a style on the pages.
func (f *flow) set(s style) style {
	s.leading *= 1 - tightLeading*f.tight
	return s
}
