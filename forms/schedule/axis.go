package schedule

import (
	"time"

	"github.com/rivo/uniseg"

	"yoshiki/forms/document"
	"yoshiki/forms/period"
	"yoshiki/locales"
)

// axis turns days into places. It runs over whole months, from the first day of one to
// the first day of another.
type axis struct {
	first, end period.Date
	today      period.Date
	width      float64 // in ems
}

// axisOf is the axis that holds the days of all rows and, unless that lies years away,
// the day of the report.
func axisOf(rows []row, asOf period.Date, width float64) *axis {
	x := &axis{first: rows[0].spans[0].from, end: rows[0].spans[0].to, width: width}
	for _, r := range rows {
		for _, s := range r.spans {
			x.hold(s.from)
			x.hold(s.to)
			x.width = max(x.width, Width(s.label))
		}
	}
	if asOf != (period.Date{}) && x.near(asOf) {
		x.today = asOf
		x.hold(asOf)
	}
	x.hold(x.end.AddDays(1 + x.first.DaysUntil(x.end)/100)) // a diamond at the last day has room
	x.first = period.Date{Year: x.first.Year, Month: x.first.Month, Day: 1}
	x.end = addMonths(period.Date{Year: x.end.Year, Month: x.end.Month, Day: 1}, 1)
	return x
}

func (x *axis) hold(d period.Date) {
	if d.Before(x.first) {
		x.first = d
	}
	if d.After(x.end) {
		x.end = d
	}
}

// near reports whether d lies less than a year away from the axis.
func (x *axis) near(d period.Date) bool {
	return d.DaysUntil(x.first) < 366 && x.end.DaysUntil(d) < 366
}

// at is the place of the beginning of a day.
func (x *axis) at(d period.Date) float64 {
	return float64(x.first.DaysUntil(d)) / float64(x.first.DaysUntil(x.end))
}

func addMonths(d period.Date, n int) period.Date {
	m := d.Year*12 + int(d.Month) - 1 + n
	return period.Date{Year: m / 12, Month: time.Month(m%12 + 1), Day: d.Day}
}

// steps are the months between two labels of the axis.
var steps = [...]int{1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200}

// scale labels the axis as densely as the labels have room.
func (x *axis) scale(p *locales.Printer) []document.Tick {
	months := (x.end.Year-x.first.Year)*12 + int(x.end.Month) - int(x.first.Month)
	step := steps[len(steps)-1]
	room := Width(monthLabel(p, x.first, true)) + 0.8
	for i := len(steps) - 1; i >= 0; i-- {
		if float64(steps[i])/float64(months)*x.width*27/31 >= room && months < steps[i]*document.MaxTicks {
			step = steps[i]
		}
	}
	var ticks []document.Tick
	for d := x.first; d.Before(x.end); d = addMonths(d, 1) {
		if (d.Year*12+int(d.Month)-1)%step != 0 {
			continue
		}
		t := document.Tick{At: x.at(d), Label: monthLabel(p, d, len(ticks) == 0)}
		if t.At+Width(t.Label)/x.width <= 1 {
			ticks = append(ticks, t)
		}
	}
	return ticks
}

// Measures of a chart in ems of its labels.
const (
	diamond = 0.5 // from the middle of a diamond to its tip
	beside  = 0.4 // between a bar and its label
	apart   = 1.2 // between two spans of one lane
)

// place gives every span of a row a lane in which neither its bar nor its label meets
// another: the first that is free. The label stands behind the bar, or before it where the
// axis ends; where neither has room, in the lane below.
func (x *axis) place(r row, p *locales.Printer) document.TimelineRow {
	out := document.TimelineRow{Label: p.Text("timeline."+r.key, nil), Lanes: 1}
	var taken lanes
	for _, s := range r.spans {
		d := document.Span{From: x.at(s.from), To: x.at(s.to.AddDays(1)), Due: s.due, Tone: s.tone, Label: s.label}
		bar := extent{d.From, d.To}
		if s.due {
			d.To = (x.at(s.to) + x.at(s.to.AddDays(1))) / 2
			bar = extent{min(d.From, d.To-diamond/x.width), d.To + diamond/x.width}
		}
		d.At, d.Lane, d.LabelLane = x.label(bar, Width(s.label)/x.width, &taken)
		out.Lanes = max(out.Lanes, d.LabelLane+1)
		out.Spans = append(out.Spans, d)
	}
	return out
}

// label finds the place of a label as wide as said, and the lanes of its bar and of itself.
func (x *axis) label(bar extent, width float64, taken *lanes) (at float64, lane, labelLane int) {
	gap, margin := beside/x.width, apart/2/x.width
	at = bar.right + gap
	if at+width > 1 {
		at = bar.left - gap - width
	}
	if at >= 0 {
		lane = taken.take(margin, extent{min(bar.left, at), max(bar.right, at+width)})
		return at, lane, lane
	}
	at = max(0, min(bar.left, 1-width))
	lane = taken.take(margin, bar, extent{at, at + width})
	return at, lane, lane + 1
}

// extent is what a bar or a label takes of a lane.
type extent struct{ left, right float64 }

// lanes are the extents taken in each lane.
type lanes [][]extent

// take takes the first lane in which there is room for the first extent, and for each
// further one in the lane below, with a margin at both sides.
func (l *lanes) take(margin float64, parts ...extent) int {
	for first := 0; ; first++ {
		for len(*l) < first+len(parts) {
			*l = append(*l, nil)
		}
		if !l.free(first, margin, parts) {
			continue
		}
		for i, e := range parts {
			(*l)[first+i] = append((*l)[first+i], extent{e.left - margin, e.right + margin})
		}
		return first
	}
}

func (l *lanes) free(first int, margin float64, parts []extent) bool {
	for i, e := range parts {
		for _, o := range (*l)[first+i] {
			if e.left-margin < o.right && o.left < e.right+margin {
				return false
			}
		}
	}
	return true
}

// Width is how wide a text is in ems: one for a full-width character, half for any other,
// as terminals and the fonts of forms have it (UAX #11).
func Width(text string) float64 { return float64(uniseg.StringWidth(text)) / 2 }
