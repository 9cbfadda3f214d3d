package typeset

// Strip is a strip of a page that is never cut, for [Paginate]: a line of text, a row of
// a grid. Lengths are points.
type Strip struct {
	Gap    float64 // white above, left out at the top of a page
	Height float64
	Give   float64 // of Height: what it loses when a page is set as tight as may be
	Spare  float64 // white that must be left below if a page ends here
	Above  float64 // what a page that begins here shows above it: the header of a table
	Keep   bool    // stands on the page of the strip that follows
	Whole  bool    // the same, if that leaves no wide white below
	Follow bool    // stands on the page of the strip before
	Place  Place
}

// Place is what begins with a strip: how natural it is that a page does.
type Place uint8

// The places, from the worst to the best.
const (
	Amid  Place = iota // a further line of a text, a further row of a grid
	Block              // a block
	Part               // a heading
	Annex              // a title within a run of pages, which stands at the top if that costs no page
)

// Paper is the room that Paginate has on each page: its height, where text begins, how much
// there may be of it, and by how much the heights of strips may be wrong.
type Paper struct{ Height, Top, Room, Spare float64 }

// What a page costs, and what makes it cost more. As few pages as may be come first.
const (
	perPage  = 1000.0
	illegal  = 1e5   // broken where Keep and Follow forbid it
	nearly   = 250.0 // a page that is nearly empty, and more the emptier it is
	gaping   = 400.0 // white below a page that goes on: worse than a page that is nearly empty
	divided  = 90.0  // broken where Whole wants no page to end
	joined   = 30.0  // an annex below something else
	perTight = 60.0  // set as tight as may be

	emptyFill = 0.43 // of the height: the lowest ink of a page that is nearly empty
	widest    = 0.24 // of the height: white below a page that goes on
)

// What it costs to begin a page with a strip, and what the square of the white above costs.
var (
	placeCost = [...]float64{Amid: 12, Block: 6, Part: 0, Annex: 0}
	amiss     = [...]float64{Amid: 2000, Block: 400, Part: 100, Annex: 100}
)

// steps are how tight pages may be set, of what strips give.
var steps = [...]float64{0, 0.35, 0.7, 1}

// most is how many strips are tried at every tightness: pages beyond are many, and one
// less of them is no gain.
const most = 600

// Paginate chooses where pages begin: the index of the first strip of each, and how tight
// all of them are set, of 0 to 1. It wants few pages, none of them nearly empty, no wide
// white below those that go on, and breaks where a reader expects them.
func Paginate(strips []Strip, paper Paper) (starts []int, tight float64) {
	if len(strips) == 0 {
		return nil, 0
	}
	cheapest := 0.0
	for i, step := range steps {
		pages, cost := paginate(strips, paper, step)
		if cost += step * perTight; i == 0 || cost < cheapest {
			starts, tight, cheapest = pages, step, cost
		}
		if len(strips) > most || cheapest < perPage*float64(len(starts))+perTight*steps[1] && len(starts) == 1 {
			break
		}
	}
	return starts, tight
}

const rounding = 0.01 // of sums of heights

// paginate is Paginate with one tightness; it also gives the cost.
func paginate(strips []Strip, paper Paper, tight float64) ([]int, float64) {
	n, room := len(strips), paper.Room-paper.Spare+rounding
	best, next := make([]float64, n+1), make([]int, n+1)
	for i := n - 1; i >= 0; i-- {
		_, y := strips[i].At(tight)
		y, extra := y+strips[i].Above, 0.0
		best[i], next[i] = -1, i+1
		for j := i + 1; ; j++ {
			if j > i+1 && y+strips[j-1].Spare > room {
				if y > room {
					break
				}
			} else if cost := best[j] + extra + paper.cost(strips, j, y); best[i] < 0 || cost < best[i] {
				best[i], next[i] = cost, j
			}
			if j == n {
				break
			}
			s := &strips[j]
			gap, height := s.At(tight)
			y += gap + height
			if s.Place == Annex {
				extra += joined
			}
		}
	}
	var starts []int
	for i := 0; i < n; i = next[i] {
		starts = append(starts, i)
	}
	return starts, best[0]
}

// cost is that of a page on which y points stand, before the strip j.
func (p Paper) cost(strips []Strip, j int, y float64) float64 {
	cost := perPage
	ends := j == len(strips) || strips[j].Place == Annex
	if fill := (p.Top + y) / p.Height; fill < emptyFill {
		cost += nearly * (1 + 2*(emptyFill-fill))
	}
	if ends {
		return cost
	}
	white := max(0, p.Room-y) / p.Height
	if cost += placeCost[strips[j].Place] + amiss[strips[j].Place]*white*white; white > widest {
		cost += gaping * (1 + 2*(white-widest))
	}
	if strips[j-1].Keep || strips[j].Follow {
		cost += illegal
	} else if strips[j-1].Whole {
		cost += divided
	}
	return cost
}

// tightGap is what white above loses when a page is set as tight as may be.
const tightGap = 0.4

// At is the white above and the height of a strip set that tight.
func (s *Strip) At(tight float64) (gap, height float64) {
	return s.Gap * (1 - tightGap*tight), s.Height - s.Give*tight
}
