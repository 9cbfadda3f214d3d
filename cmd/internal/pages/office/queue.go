package office

import (
	"cmp"
	"net/http"
	"slices"
	"strings"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/office"
	"yoshiki/cmd/internal/pages/frame"
	"yoshiki/forms/casefile"
	"yoshiki/forms/period"
	"yoshiki/forms/schedule"
	"yoshiki/package/letters"
	"yoshiki/storage"
)

// due is a deadline of a case.
type due struct {
	schedule.Entry
	ID, Case, Company       string
	What, Day, Safe, Status string
	Who                     string // has to do it
	Arithmetic              []string
	Late                    bool
}

// queuePage tells what came in and what is due.
type queuePage struct {
	Due       []due
	Came      []came
	Waiting   int
	By, Query string
	Whose     []choice
	All       int // deadlines before they were filtered
	Unread    []string
	Damaged   []string // cases that cannot be told of, or not wholly
	Cases     []choice
}

// came is a submission that came in.
type came struct {
	letters.Reception
	Case, Service, Company, Kind, On string
}

// recent is how many of what came in is shown.
const recent = 20

// queue shows what is due by day, and what came in.
func (c *call) queue() error {
	q := queuePage{By: cmp.Or(c.R.FormValue("by"), "office"), Query: strings.TrimSpace(c.R.FormValue("q"))}
	for _, by := range []string{"office", "applicant", "all"} {
		q.Whose = append(q.Whose, choice{by, c.Text("office-by-" + by), "", by == q.By})
	}
	for id, err := range app.Cases(c.R.Context(), c.store) {
		if err != nil {
			return err
		}
		if err := c.look(string(id), &q); err != nil {
			return err
		}
	}
	for x, err := range office.Waiting(c.R.Context(), c.store) {
		if storage.IsDamaged(err) {
			q.Damaged = append(q.Damaged, string(x.Case))
			continue
		}
		if err != nil {
			return err
		}
		q.Waiting++
	}
	slices.SortStableFunc(q.Due, func(a, b due) int { return cmp.Compare(a.Left, b.Left) })
	slices.SortStableFunc(q.Came, func(a, b came) int { return cmp.Or(-cmp.Compare(a.Day, b.Day), -cmp.Compare(a.Number, b.Number)) })
	q.Damaged = once(q.Damaged)
	q.Came = q.Came[:min(len(q.Came), recent)]
	return c.show(http.StatusOK, "queue", c.Text("office-queue"), q)
}

// look takes what one case adds.
func (c *call) look(id string, q *queuePage) error {
	d, name, err := c.stored(id)
	switch {
	case storage.IsDamaged(err):
		q.Damaged = append(q.Damaged, id)
		return nil
	case app.IsAbsent(err): // it is being made
		return nil
	case err != nil:
		return err
	}
	company := string(d.Typed.Applicant.Name)
	seen := q.Query == "" || strings.Contains(strings.Join([]string{id, name, company}, "\n"), q.Query)
	all, err := c.dues(d, name)
	if err != nil {
		q.Unread = append(q.Unread, id)
	}
	q.All += len(all)
	if seen {
		q.Cases = append(q.Cases, choice{Value: id, Title: name, Note: company})
	}
	for _, x := range all {
		if seen && (q.By == "all" || (x.By == "applicant") == (q.By == "applicant")) {
			q.Due = append(q.Due, x)
		}
	}
	in, err := c.receptions(d, name)
	if storage.IsDamaged(err) {
		q.Damaged, err = append(q.Damaged, id), nil
	}
	if seen {
		q.Came = append(q.Came, in...)
	}
	return err
}

// once are names, each once, sorted.
func once(names []string) []string { return slices.Compact(slices.Sorted(slices.Values(names))) }

// dues are the deadlines of a case that are open.
func (c *call) dues(d *app.Draft, name string) (all []due, err error) {
	s, err := c.o.App.Due(d.Readable(), c.o.Today(), "")
	if err != nil {
		return nil, err
	}
	for _, e := range s.Entries {
		if e.Done != (period.Date{}) || e.State != schedule.Open && e.State != schedule.Late {
			continue
		}
		all = append(all, due{Entry: e, ID: string(d.File.Case.ID), Case: name, Company: string(d.Typed.Applicant.Name), What: e.Title(c.Words), Day: e.Due(c.Words), Safe: e.Safe(c.Words), Status: e.Status(c.Words),
			Who: c.Words.Text("by."+e.By, nil), Arithmetic: e.Arithmetic(c.Words), Late: e.State == schedule.Late})
	}
	return all, nil
}

// receptions are the submissions of a case.
func (c *call) receptions(d *app.Draft, name string) (all []came, err error) {
	id := d.File.Case.ID
	in, err := letters.Receptions(c.R.Context(), c.store, id)
	for _, r := range in {
		all = append(all, came{r, string(id), name, string(d.Typed.Applicant.Name), c.kind(d, r.Kind), frame.Day(c.Words, string(r.Day))})
	}
	return all, err
}

// kind is what a kind of package is called.
func (c *call) kind(d *app.Draft, kind string) string {
	catalog, err := c.o.App.Catalog(textOf(d.Typed))
	if err != nil {
		return kind
	}
	p, err := catalog.Package(kind)
	if err != nil {
		return kind
	}
	return c.In(casefile.Words{Ja: p.Ja, En: p.En})
}

// textOf are the rules of a case.
func textOf(c *casefile.Case) app.Text { return app.Text{Program: c.Program, Revision: c.Revision} }
