package document

import (
	"errors"
	"fmt"
)

// Timeline is a chart of days: a row for each procedure, in it a bar for each span of
// days, a diamond at the end of those that are deadlines, and a line through all rows at
// the day of the report.
//
// Places across are fractions of the axis, from 0 at its left end to 1 at its right.
// Down, every row has lanes, each as high as one line of its labels. Labels were placed
// for an axis of Width ems of their type, one em for a full-width character and half for
// any other: drawn at that or any smaller size, none meets another or leaves the axis.
type Timeline struct {
	Caption string
	Width   float64 // of the axis, in ems of the labels; > 0
	Scale   []Tick  // months or years, from left to right; at most MaxTicks
	Today   Tick    // Label ends at the line when that lies in the right half; "" is no line
	Rows    []TimelineRow
}

// MaxTicks is how many ticks every format has room for.
const MaxTicks = 16

// Tick is a day on the axis.
type Tick struct {
	At    float64
	Label string
}

// TimelineRow is one procedure.
type TimelineRow struct {
	Label string
	Lanes int // at least 1
	Spans []Span
}

// Span is a bar of days with its words.
type Span struct {
	From, To  float64
	Due       bool // To is a deadline: a diamond
	Tone      Tone
	Label     string
	At        float64 // left end of the label
	Lane      int     // of the bar, from 0
	LabelLane int     // of the label: that of the bar, or the next
}

// Tone is what a span means. [Tone.Color] keeps tones apart, in grey as well.
type Tone int

// The tones.
const (
	Fact Tone = iota // a period that is a fact: assessed, registered
	Met              // a deadline that was kept
	Open             // one that is still to come
	Late             // one that was not kept, or has passed
)

// RGB is a colour of the sRGB space.
type RGB [3]uint8

// Color gives a tone's colours, those of bars and those of diamonds: the graver the tone,
// the darker, so that a print in grey says the same.
func (t Tone) Color() (bar, diamond RGB) {
	switch t {
	case Met:
		return RGB{0xD5, 0xDF, 0xD5}, RGB{0xFF, 0xFF, 0xFF}
	case Open:
		return RGB{0xF3, 0xD4, 0x8C}, RGB{0xD9, 0x8E, 0x04}
	case Late:
		return RGB{0xD8, 0x8C, 0x84}, RGB{0x8E, 0x12, 0x12}
	}
	return RGB{0xA9, 0xC1, 0xDD}, RGB{0x3F, 0x67, 0x96}
}

// Check tells which promise of a Timeline t breaks.
func (t *Timeline) Check() error {
	if !(t.Width > 0 && t.Width < 1e6) {
		return fmt.Errorf("timeline: width %g", t.Width)
	}
	if len(t.Scale) > MaxTicks {
		return fmt.Errorf("timeline: %d ticks", len(t.Scale))
	}
	for i, tick := range append([]Tick{t.Today}, t.Scale...) {
		if !fraction(tick.At) || i > 1 && tick.At <= t.Scale[i-2].At {
			return fmt.Errorf("timeline: %s lies at %g", tick.Label, tick.At)
		}
	}
	for i, row := range t.Rows {
		for k, s := range row.Spans {
			if err := s.check(row.Lanes); err != nil {
				return fmt.Errorf("timeline: row %d: span %d: %w", i+1, k+1, err)
			}
		}
		if row.Lanes < 1 {
			return fmt.Errorf("timeline: row %d has no lanes", i+1)
		}
	}
	return nil
}

func (s *Span) check(lanes int) error {
	switch {
	case !fraction(s.From) || !fraction(s.To) || !fraction(s.At) || s.From > s.To:
		return fmt.Errorf("from %g to %g, label at %g", s.From, s.To, s.At)
	case s.Lane < 0 || s.Lane > s.LabelLane || s.LabelLane >= lanes:
		return fmt.Errorf("lanes %d and %d of %d", s.Lane, s.LabelLane, lanes)
	case s.Tone < Fact || int(s.Tone) >= len(toneWords):
		return errors.New("unknown tone")
	}
	return nil
}

func fraction(x float64) bool { return x >= 0 && x <= 1 }

// Gray is the grey that is as light as the colour (Rec. 709).
func (c RGB) Gray() uint8 {
	return uint8((2126*int(c[0]) + 7152*int(c[1]) + 722*int(c[2]) + 5000) / 10000)
}
