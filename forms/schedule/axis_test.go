package schedule

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"yoshiki/forms/document"
	"yoshiki/forms/period"
	"yoshiki/locales"
)

// TestPlaceAnySpans: whatever spans a row has, what stands in one lane keeps apart, and
// labels stay on the axis.
func TestPlaceAnySpans(t *testing.T) {
	random, ja := rand.New(rand.NewPCG(1, 2)), locales.New("ja")
	start := period.Date{Year: 2026, Month: time.January, Day: 1}
	for range 3000 {
		r := row{key: "review"}
		for i := range 1 + random.IntN(12) {
			from := start.AddDays(random.IntN(1 + random.IntN(4000)))
			r.spans = append(r.spans, span{from: from, to: from.AddDays(random.IntN(1 + random.IntN(900))), due: random.IntN(2) == 0,
				label: fmt.Sprint(i, strings.Repeat("期", random.IntN(45)))})
		}
		x := axisOf([]row{r}, period.Date{}, float64(20+random.IntN(100)))
		placed := x.place(r, ja)
		c := document.Timeline{Width: x.width, Scale: x.scale(ja), Rows: []document.TimelineRow{placed}}
		if err := c.Check(); err != nil {
			t.Fatal(err)
		}
		if len(placed.Spans) != len(r.spans) {
			t.Fatalf("%d spans of %d", len(placed.Spans), len(r.spans))
		}
		apartInLanes(t, x, placed)
	}
}

func apartInLanes(t *testing.T, x *axis, placed document.TimelineRow) {
	t.Helper()
	taken := make([][]extent, placed.Lanes)
	for _, s := range placed.Spans {
		bar, label := extent{s.From, s.To}, extent{s.At, s.At + Width(s.Label)/x.width}
		if s.Due {
			bar = extent{min(s.From, s.To-diamond/x.width), s.To + diamond/x.width}
		}
		if label.right > 1+1e-9 {
			t.Fatalf("%q leaves the axis", s.Label)
		}
		for _, part := range []struct {
			lane int
			extent
		}{{s.Lane, bar}, {s.LabelLane, label}} {
			for _, o := range taken[part.lane] {
				if part.left < o.right-1e-9 && o.left < part.right-1e-9 {
					t.Fatalf("%q: %v meets %v in lane %d", s.Label, part.extent, o, part.lane)
				}
			}
			taken[part.lane] = append(taken[part.lane], part.extent)
		}
	}
}
