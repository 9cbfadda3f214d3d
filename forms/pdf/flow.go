package pdf

// slab is a strip of the page that is never cut: a line of text, a row of a grid.
type slab struct {
	gap    float64 // white above, left out at the top of a page
	height float64
	spare  float64           // white that must be left below if a page ends here
	keep   bool              // stands on the page of the slab that follows
	follow bool              // stands on the page of the slab before
	head   *slab             // drawn above when this one begins a page; may be nil
	draw   func(top float64) // draws from top on the current page
	cut    cut               // what a page break above this slab needs
}

// cut is what a page break adds to both pages: the edges of a grid, and white of the
// given height between them and a row that is cut in two. close draws it below the
// slabs of the old page, open above those of the new one.
type cut struct {
	height      float64
	close, open func(y float64) // may be nil, both
}

// flow stacks slabs on pages.
type flow struct {
	newPage     func()
	top, bottom float64
	y           float64
	empty       bool   // nothing stands on the page
	chain       []slab // held back until one comes that need not stand on the same page
}

// put adds a slab below the others.
func (f *flow) put(s slab) {
	if n := len(f.chain); n > 0 && !f.chain[n-1].keep && !s.follow {
		f.flush()
	}
	f.chain = append(f.chain, s)
}

// flush places the chain: on this page if it fits, otherwise on the next, and slab by
// slab if no page holds it.
func (f *flow) flush() {
	if len(f.chain) == 0 {
		return
	}
	height := f.chain[len(f.chain)-1].spare
	for _, s := range f.chain {
		height += s.gap + s.height
	}
	if !f.fits(height) && f.fitsPage(height) {
		f.turn(&f.chain[0])
	}
	for i := range f.chain {
		f.place(&f.chain[i])
	}
	f.chain = f.chain[:0]
}

const slack = 0.01 // rounding of sums of heights

func (f *flow) fits(height float64) bool {
	if f.empty {
		height -= f.chain[0].gap
	}
	return f.y+height <= f.bottom+slack
}

// fitsPage reports whether the chain fits on a page of its own.
func (f *flow) fitsPage(height float64) bool {
	first := &f.chain[0]
	height += first.cut.height - first.gap
	if first.head != nil {
		height += first.head.height
	}
	return f.top+height <= f.bottom+slack
}

func (f *flow) place(s *slab) {
	gap := s.gap
	if f.empty {
		gap = 0
	}
	if !f.empty && f.y+gap+s.height+s.spare > f.bottom+slack {
		f.turn(s)
		gap = 0
	}
	f.y += gap
	s.draw(f.y)
	f.y += s.height
	f.empty = false
}

// turn begins the page on which next stands.
func (f *flow) turn(next *slab) {
	if next.cut.close != nil {
		next.cut.close(f.y)
	}
	f.newPage()
	f.y, f.empty = f.top, true
	if next.head != nil {
		next.head.draw(f.y)
		f.y += next.head.height
		f.empty, next.gap = false, 0
	}
	if next.cut.open != nil {
		next.cut.open(f.y)
		f.y += next.cut.height
	}
}
