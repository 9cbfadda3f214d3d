package schedule

import (
	"fmt"
	"strings"

	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/forms/document"
	"yoshiki/forms/period"
	"yoshiki/locales"
)

// Timeline draws the case as a chart: a row for each of its procedures, with the periods
// that are facts and the deadlines as they stand. Labels are placed for an axis of width
// ems, or of as many as the longest label has. What is
// only to be kept is left out, for its days lie years behind the others, and a period without
// a number, which has no end. A case
// without any day gives nil.
func (s *Schedule) Timeline(width float64, p *locales.Printer) *document.Timeline {
	rows := s.rows(p)
	if len(rows) == 0 {
		return nil
	}
	x := axisOf(rows, s.AsOf, width)
	t := &document.Timeline{Caption: p.Text("timeline.caption", nil), Width: x.width, Scale: x.scale(p)}
	if x.today != (period.Date{}) {
		t.Today = document.Tick{At: x.at(x.today), Label: p.Text("timeline.today", map[string]string{"day": Day(p, x.today)})}
	}
	for _, r := range rows {
		t.Rows = append(t.Rows, x.place(r, p))
	}
	return t
}

// row is a procedure in the making.
type row struct {
	key   string
	spans []span
}

// span is a bar that has no place yet; from and to are whole days, both included.
type span struct {
	from, to period.Date
	due      bool
	tone     document.Tone
	label    string
}

// places say to which row a deadline belongs, by the beginning of the pointer to the value
// that shows the act; the first that fits counts. The rows stand in the order of rowKeys.
var places = [...][2]string{
	{"/prior", "prior"}, {"/assessment", "report"}, {"/application/receipt", "review"}, {"/application", "application"},
	{"/improvement_plan", "application"}, {"/review", "review"}, {"/registration/date", "review"}, {"/registration", "registration"},
	{"/hold", "hold"}, {"/incident_reports", "incident"}, {"/suspension", "suspension"}, {"/monitoring", "monitoring"}, {"/re_audit", "re-audit"},
}

var rowKeys = [...]string{"prior", "audit", "report", "application", "review", "registration",
	"hold", "incident", "suspension", "monitoring", "re-audit", "other"}

func place(pointer string) string {
	for _, p := range places {
		if strings.HasPrefix(pointer, p[0]) {
			return p[1]
		}
	}
	return "other"
}

// rows are those that have something to show.
func (s *Schedule) rows(p *locales.Printer) []row {
	byKey := map[string][]span{}
	for _, f := range facts(s.Case) {
		if bar, ok := f.span(p); ok {
			byKey[f.row] = append(byKey[f.row], bar)
		}
	}
	for i := range s.Entries {
		if e := &s.Entries[i]; !e.Keep && e.Step.Unit != forms.WithoutDelay {
			key := place(e.Pointer)
			byKey[key] = append(byKey[key], e.span(p))
		}
	}
	var rows []row
	for _, key := range rowKeys {
		if len(byKey[key]) > 0 {
			rows = append(rows, row{key, byKey[key]})
		}
	}
	return rows
}

func (e *Entry) span(p *locales.Printer) span {
	tone := document.Met
	switch e.State {
	case Open:
		tone = document.Open
	case Late:
		tone = document.Late
	}
	first := e.Step.First
	if e.Step.N == 0 {
		first = e.Step.End
	}
	return span{from: first, to: e.Step.End, due: true, tone: tone,
		label: p.Text("timeline.due", map[string]string{"title": e.Title(p), "day": Day(p, e.Step.End), "status": e.Status(p)})}
}

// fact is a period that the case tells of.
type fact struct {
	row, title string
	from, to   casefile.Date
}

// facts are the periods of a case; those of which it knows nothing have no first day.
func facts(c *casefile.Case) []fact {
	all := []fact{
		{"prior", "prior-decision", c.Prior.Date, c.Prior.Result.Date},
		{"audit", "previous-period", c.Assessment.PreviousPeriod.From, c.Assessment.PreviousPeriod.To},
		{"audit", "period", c.Statement.Period.From, c.Statement.Period.To},
		{"registration", registered(c), c.Registration.Date, c.Registration.Expiry},
	}
	for i := range c.Holds {
		h := &c.Holds[i]
		all = append(all, fact{"hold", "held", h.Notice.Date, h.Application.Date},
			fact{"hold", "hold-period", h.Statement.Period.From, h.Statement.Period.To})
	}
	for i := range c.Suspensions {
		s := &c.Suspensions[i]
		all = append(all, fact{"suspension", "suspended", s.Notice.Date, s.Application.Date})
	}
	for i := range c.ReAudits {
		p := &c.ReAudits[i].Statement.Period
		all = append(all, fact{"re-audit", "re-audit-period", p.From, p.To})
	}
	return all
}

// registered reports whether the registration is that before the renewal applied for.
func registered(c *casefile.Case) string {
	if c.Registration.Expiry != "" && c.Registration.Expiry == c.Application.PreviousExpiry {
		return "previous-registered"
	}
	return "registered"
}

// span is nothing unless the case knows the first day. What has no end yet is a point.
func (f *fact) span(p *locales.Printer) (span, bool) {
	from, err := period.Parse(string(f.from))
	if err != nil {
		return span{}, false
	}
	to, err := period.Parse(string(f.to))
	key := "timeline.fact"
	if err != nil || to.Before(from) {
		key, to = "timeline.since", from
	}
	title := p.Text("timeline."+f.title, nil)
	return span{from: from, to: to, tone: document.Fact,
		label: p.Text(key, map[string]string{"title": title, "from": Day(p, from), "to": Day(p, to)})}, true
}

// monthLabel names a month on the axis; the year stands at its first.
func monthLabel(p *locales.Printer, d period.Date, first bool) string {
	month := p.Text("timeline.month", map[string]string{"month": fmt.Sprint(int(d.Month))})
	if !first && d.Month != 1 {
		return month
	}
	return p.Text("timeline.year", map[string]string{"year": fmt.Sprint(d.Year)}) + month
}
