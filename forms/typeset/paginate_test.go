package typeset_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"yoshiki/forms/typeset"
)

// strips are n strips of the height, of which every part-th begins a part.
func strips(n int, height float64, part int) []typeset.Strip {
	all := make([]typeset.Strip, n)
	for i := range all {
		all[i] = typeset.Strip{Height: height, Give: height / 10}
		if part > 0 && i%part == 0 {
			all[i].Place = typeset.Part
		}
	}
	return all
}

// On a paper of 110 points with room for 100 below 5: few pages, none nearly empty, broken
// where parts begin, and set tighter when that saves a page.
func TestPaginate(t *testing.T) {
	paper := typeset.Paper{Height: 110, Top: 5, Room: 100}
	kept := strips(12, 10, 0)
	for i := range kept[:11] {
		kept[i].Keep = true
	}
	annex := strips(16, 10, 0)
	annex[8].Place = typeset.Annex
	short := strips(9, 10, 0)
	short[5].Place = typeset.Annex
	for name, c := range map[string]struct {
		strips []typeset.Strip
		starts []int
		tight  float64
	}{
		"nothing":                            {nil, nil, 0},
		"one page":                           {strips(10, 10, 0), []int{0}, 0},
		"a little too much":                  {strips(11, 10, 0), []int{0}, 1},
		"parts":                              {strips(16, 10, 4), []int{0, 8}, 0},
		"a last page that is not all empty":  {strips(13, 10, 0), []int{0, 8}, 0},
		"more held together than a page has": {kept, []int{0, 9}, 0},
		"an annex on a page of its own":      {annex, []int{0, 8}, 0},
		"an annex that would take a page":    {short, []int{0}, 0},
		"a strip higher than a page":         {strips(2, 150, 0), []int{0, 1}, 0},
	} {
		starts, tight := typeset.Paginate(c.strips, paper)
		if diff := cmp.Diff(c.starts, starts); diff != "" || tight != c.tight {
			t.Errorf("%s: tight %g, want %g; %s", name, tight, c.tight, diff)
		}
	}
}
