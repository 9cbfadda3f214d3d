package pages

import (
	"cmp"
	"slices"

	"yoshiki/cmd/internal/app"
	"yoshiki/forms/casefile"
	"yoshiki/forms/period"
	"yoshiki/forms/schedule"
	"yoshiki/storage"
)

// line is a case on the dashboard.
type line struct {
	ID, Name, Company, Program string
	Next                       *entry // what is due next; nil for nothing
	Late                       int    // how many deadlines are past
	News                       *news  // what others did that one has not seen; nil for nothing
	Damaged                    bool   // only the ID is known
}

// entry is a deadline of a case.
type entry struct {
	schedule.Entry
	ID, Case, Title, Day, Safe, Status, By string
	Arithmetic                             []string
}

// dashboard shows the cases, each with its next deadline. Who has none is told what this is.
func (p *pages) dashboard(c *call) error {
	lines, _, err := c.cases()
	if err != nil {
		return err
	}
	if len(lines) == 0 {
		return p.welcome(c)
	}
	return c.Show(200, "dashboard", c.Text("cases"), lines)
}

// welcome explains it all on one screen.
func (p *pages) welcome(c *call) error { return c.Show(200, "welcome", c.Text("welcome"), nil) }

// calendarPage are deadlines, and cases of which none can be told.
type calendarPage struct {
	Entries []entry
	Damaged []string
}

// calendar shows the deadlines of all cases, in their order.
func (p *pages) calendar(c *call) error {
	lines, entries, err := c.cases()
	if err != nil {
		return err
	}
	page := calendarPage{Entries: entries}
	for _, l := range lines {
		if l.Damaged {
			page.Damaged = append(page.Damaged, l.ID)
		}
	}
	return c.Show(200, "calendar", c.Text("calendar"), page)
}

// cases are all cases with what is due, the most urgent first.
func (c *call) cases() (lines []line, entries []entry, err error) {
	store, err := c.Call.Store()
	if err != nil {
		return nil, nil, err
	}
	unseen, err := c.unseen()
	if err != nil {
		return nil, nil, err
	}
	for id, err := range app.Cases(c.R.Context(), store) {
		if err != nil {
			return nil, nil, err
		}
		d, err := c.p.App.Draft(c.R.Context(), store, string(id))
		switch {
		case storage.IsDamaged(err):
			lines = append(lines, line{ID: string(id), Damaged: true})
			continue
		case app.IsAbsent(err): // it is being made
			continue
		case err != nil:
			return nil, nil, err
		}
		l := lineOf(string(id), d.Typed)
		l.News = c.newsOf(unseen[l.ID])
		due := c.due(d)
		for i := range due {
			due[i].Case = cmp.Or(l.Name, l.ID)
			if l.Next == nil && due[i].State == schedule.Open {
				l.Next = &due[i]
			}
			if due[i].State == schedule.Late && due[i].Deadline.By == "applicant" && due[i].Done == (period.Date{}) {
				l.Late++
			}
		}
		lines, entries = append(lines, l), append(entries, due...)
	}
	slices.SortStableFunc(lines, func(a, b line) int { return cmp.Or(-cmp.Compare(a.Late, b.Late), cmp.Compare(a.left(), b.left())) })
	slices.SortStableFunc(entries, func(a, b entry) int { return cmp.Compare(a.Left, b.Left) })
	return lines, entries, nil
}

func lineOf(id string, c *casefile.Case) line {
	return line{ID: id, Name: string(c.Service.Name), Company: string(c.Applicant.Name), Program: string(c.Program)}
}

// left is how many days are left; many where nothing is due.
func (l line) left() int {
	if l.Next == nil {
		return 1 << 30
	}
	return l.Next.Left
}

// due are the deadlines of a case that are still open or were missed; none while its rules
// are not known.
func (c *call) due(d *app.Draft) (all []entry) {
	s, err := c.p.App.Due(d.Readable(), c.p.Today(), "")
	if err != nil {
		return nil
	}
	for _, e := range s.Entries {
		if e.State != schedule.Open && e.State != schedule.Late && e.State != schedule.Planned {
			continue
		}
		safe := e.Safe(c.Words)
		if safe == e.Due(c.Words) {
			safe = "" // it would say the same twice
		}
		all = append(all, entry{e, string(d.File.Case.ID), lineOf("", d.Typed).Name, e.Title(c.Words), e.Due(c.Words), safe, e.Status(c.Words),
			c.Words.Text("by."+e.By, nil), e.Arithmetic(c.Words)})
	}
	return all
}

// calendarFile gives the deadlines of a case for calendars.
func (p *pages) calendarFile(c *call) error {
	w, err := c.work()
	if err != nil {
		return err
	}
	s, err := p.App.Due(w.Draft.Readable(), p.Today(), "")
	if err != nil {
		return err
	}
	return c.Download("text/calendar; charset=utf-8", w.ID+".ics", s.Calendar(c.Words))
}
