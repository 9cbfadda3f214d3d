package schedule

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"yoshiki/forms"
	"yoshiki/forms/period"
	"yoshiki/locales"
)

// Title is what is due: "登録申請", "File the registration application".
func (e *Entry) Title(p *locales.Printer) string {
	title := e.Deadline.Title.In(p.Language())
	if e.Number > 0 {
		title = p.Text("count.number", map[string]string{"title": title, "n": strconv.Itoa(e.Number)})
	}
	return title
}

// Status is how it stands, in a few words: "済（令和8年6月19日（金））", "あと12日".
func (e *Entry) Status(p *locales.Printer) string {
	args := map[string]string{"done": Day(p, e.Done), "days": length(p, max(e.Left, -e.Left), period.Day)}
	none := e.Done == period.Date{}
	switch {
	case e.State == Open && e.Step.Unit == forms.WithoutDelay && e.Dated && e.Left < 0:
		return p.Text("state.since", args)
	case e.State == Open && e.Step.Unit == forms.WithoutDelay:
		return p.Text("state.without-delay", nil)
	case e.State == Kept && !e.Dated:
		return p.Text("state.kept", nil)
	case e.State == Kept && e.Left < 0:
		return p.Text("state.kept-over", nil)
	case e.State == Kept:
		return p.Text("state.kept-until", args)
	case e.State == Late && none:
		return p.Text("state.past", args)
	case e.State == Late:
		return p.Text("state.late", args)
	case e.State != Open:
		return p.Text("state."+string(e.State), args)
	case !e.Dated:
		return p.Text("state.open", nil)
	case e.Left == 0:
		return p.Text("state.today", nil)
	}
	return p.Text("state.left", args)
}

// Due writes the last day; of a period without a number the day from which it runs.
func (e *Entry) Due(p *locales.Printer) string {
	if e.Step.Unit == forms.WithoutDelay {
		return p.Text("count.since", map[string]string{"day": Day(p, e.Step.From)})
	}
	return Day(p, e.Step.End)
}

// Safe writes the last working day; a period without a number has none.
func (e *Entry) Safe(p *locales.Printer) string {
	if e.Step.Unit == forms.WithoutDelay {
		return ""
	}
	return Day(p, e.Step.Safe)
}

// Day writes a day with its weekday; no day is "".
func Day(p *locales.Printer, d period.Date) string {
	if d == (period.Date{}) {
		return ""
	}
	day := d.String()
	if p.Language() == "ja" {
		day = period.Era(d)
	}
	return p.Text("count.day", map[string]string{"day": day, "weekday": weekdays[d.Weekday()]})
}

// weekdays are keys of the section "weekday".
var weekdays = [...]string{time.Sunday: "sun", "mon", "tue", "wed", "thu", "fri", "sat"}

// Arithmetic says in sentences how the last day was found.
func (e *Entry) Arithmetic(p *locales.Printer) []string {
	w := &sentences{printer: p, args: e.args(p)}
	switch {
	case e.Step.Unit == forms.WithoutDelay:
		w.say(string(forms.WithoutDelay))
		return w.said
	case e.Step.N == 0:
		w.say("fixed")
	default:
		w.say(e.startKey())
		w.say(e.lengthKey())
	}
	if e.Timed {
		w.say("clock")
	}
	if e.Step.Unit != period.WorkingDay && e.Step.Safe != e.Step.End && !e.Keep {
		w.say("not-moved")
	}
	if !e.Step.Official {
		w.say("unofficial")
	}
	return w.said
}

func (e *Entry) startKey() string {
	if e.Step.Counted {
		return "counted"
	}
	return "next-day"
}

func (e *Entry) lengthKey() string {
	if e.Step.Rule == period.ByWorkingDays && len(e.Step.Off) == 0 {
		return "working-days-alone"
	}
	return string(e.Step.Rule)
}

// args are the values of the sentences.
func (e *Entry) args(p *locales.Printer) map[string]string {
	s := &e.Step
	return map[string]string{
		"from": e.from(p), "first": Day(p, s.First), "end": Day(p, s.End), "safe": Day(p, s.Safe),
		"corresponding": Day(p, s.Corresponding), "length": length(p, s.N, s.Unit), "off": daysOff(p, e.off()),
		"clock": e.Target.String(), "year": strconv.Itoa(period.OfficialUntil()),
	}
}

// length is a number of units: "3か月", "1 day".
func length(p *locales.Printer, n int, unit period.Unit) string {
	key := string(unit)
	if n == 1 {
		key = "one-" + key
	}
	return p.Text("unit."+key, map[string]string{"n": strconv.Itoa(n)})
}

// from is the event, with its clock when that counts.
func (e *Entry) from(p *locales.Printer) string {
	day := Day(p, e.Step.From)
	switch {
	case !e.Timed:
		return day
	case e.Step.Counted: // at 0:00, of which the target is 24:00
		return p.Text("count.moment", map[string]string{"day": day, "clock": period.Clock(0).String()})
	}
	return p.Text("count.moment", map[string]string{"day": day, "clock": e.Target.String()})
}

// off are the days off that the sentences name: those left out, or those behind the safe day.
func (e *Entry) off() []period.DayOff {
	if e.Step.N > 0 {
		return e.Step.Off
	}
	var off []period.DayOff
	for d := e.Step.Safe.AddDays(1); !d.After(e.Step.End); d = d.AddDays(1) {
		name, _ := period.Holiday(d)
		off = append(off, period.DayOff{Date: d, Name: name})
	}
	return off
}

// daysOff names days off: 5/3 憲法記念日.
func daysOff(p *locales.Printer, off []period.DayOff) string {
	words := make([]string, len(off))
	for i, d := range off {
		words[i] = p.Text("count.off", map[string]string{"day": fmt.Sprintf("%d/%d", int(d.Date.Month), d.Date.Day), "holiday": d.Name})
	}
	return strings.Join(words, p.Text("count.comma", nil))
}

// sentences gathers what is said.
type sentences struct {
	printer *locales.Printer
	args    map[string]string
	said    []string
}

func (w *sentences) say(key string) {
	w.said = append(w.said, w.printer.Text("count."+key, w.args))
}
