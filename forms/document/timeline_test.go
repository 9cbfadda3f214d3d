package document_test

import (
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"yoshiki/forms/document"
)

func chart() document.Timeline {
	return document.Timeline{
		Caption: "見取り図", Width: 80, Today: document.Tick{At: 0.4, Label: "基準日"},
		Scale: []document.Tick{{At: 0, Label: "4月"}, {At: 0.5, Label: "5月"}},
		Rows: []document.TimelineRow{
			{Label: "監査", Lanes: 1, Spans: []document.Span{{From: 0, To: 0.5, Label: "監査対象期間", At: 0.6}}},
			{Label: "申請", Lanes: 2, Spans: []document.Span{{From: 0.5, To: 1, Due: true, Tone: document.Late, Label: "登録申請", LabelLane: 1}, {From: 1, To: 1}}},
		},
	}
}

func TestTextsOfATimeline(t *testing.T) {
	d := document.Document{Sections: []document.Section{{Blocks: []document.Block{chart()}}}}
	var got []string
	for p := range d.Texts() {
		got = append(got, p.Text)
	}
	if diff := cmp.Diff([]string{"見取り図", "4月", "5月", "基準日", "監査", "監査対象期間", "申請", "登録申請"}, got); diff != "" {
		t.Error(diff)
	}
}

// changes break one promise each.
func changes() map[string]func(*document.Timeline) {
	span := func(change func(*document.Span)) func(*document.Timeline) {
		return func(c *document.Timeline) {
			c.Rows[1].Spans = slices.Clone(c.Rows[1].Spans)
			change(&c.Rows[1].Spans[0])
		}
	}
	return map[string]func(*document.Timeline){
		"no width":        func(c *document.Timeline) { c.Width = 0 },
		"endless width":   func(c *document.Timeline) { c.Width = 1e300 },
		"tick outside":    func(c *document.Timeline) { c.Scale[1].At = 1.01 },
		"ticks in a mess": func(c *document.Timeline) { c.Scale[0].At = 0.5 },
		"many ticks":      func(c *document.Timeline) { c.Scale = make([]document.Tick, document.MaxTicks+1) },
		"today outside":   func(c *document.Timeline) { c.Today.At = -0.1 },
		"no lanes":        func(c *document.Timeline) { c.Rows[0].Lanes = 0 },
		"lane too low":    func(c *document.Timeline) { c.Rows[1].Lanes = 1 },
		"lane of no row":  span(func(s *document.Span) { s.Lane = -1 }),
		"label above":     span(func(s *document.Span) { s.Lane, s.LabelLane = 1, 0 }),
		"span backwards":  span(func(s *document.Span) { s.To = 0.4 }),
		"span outside":    span(func(s *document.Span) { s.To = 2 }),
		"label outside":   span(func(s *document.Span) { s.At = -1 }),
		"unknown tone":    span(func(s *document.Span) { s.Tone = document.Late + 1 }),
	}
}

func TestCheckTimeline(t *testing.T) {
	good := chart()
	if err := good.Check(); err != nil {
		t.Error(err)
	}
	for name, change := range changes() {
		c := chart()
		change(&c)
		if err := c.Check(); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
	for _, at := range []float64{math.NaN(), math.Inf(1)} {
		c := chart()
		if c.Today.At = at; c.Check() == nil {
			t.Errorf("today at %g: accepted", at)
		}
	}
}
