package operator

import (
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/office"
	"yoshiki/cmd/internal/pages/frame"
	"yoshiki/forms/casefile"
	"yoshiki/package/rerender"
)

// shown is how many batches the list has.
const shown = 10

// list is the page from which batches are begun.
type list struct {
	Programs []program
	Text     string // programme and day of a text, with a slash between them
	Filed    bool
	Fault    string
	All      []*rerender.Status
	Queue    string // "here", "shared" (others' jobs are in it), or "" for no view of it
}

// batches shows the newest batches, and what a new one needs.
func (p *pages) batches(c *call) error {
	return p.showBatches(c, http.StatusOK, list{Text: c.R.FormValue("text")})
}

func (p *pages) showBatches(c *call, status int, l list) (err error) {
	if l.Programs, err = p.programs(); err != nil {
		return err
	}
	if l.Text == "" && len(l.Programs) > 0 {
		last := &l.Programs[len(l.Programs)-1]
		l.Text = string(last.Name) + "/" + string(last.Current)
	}
	if l.All, err = p.newest(c); err != nil {
		return err
	}
	if l.Queue, err = p.queueFor(c); err != nil {
		return err
	}
	return c.Show(status, "op-batches", c.Text("op-batches"), l)
}

// newest are the states of the newest batches.
func (p *pages) newest(c *call) ([]*rerender.Status, error) {
	s, err := c.Store()
	if err != nil {
		return nil, err
	}
	last, err := office.LastBatch(c.R.Context(), p.App, s)
	var all []*rerender.Status
	for err == nil {
		st, failed := last.Status(c.R.Context())
		if failed != nil {
			return nil, failed
		}
		if all = append(all, st); last.Number == 1 || len(all) == shown {
			return all, nil
		}
		last, err = office.NumberedBatch(c.R.Context(), p.App, s, last.Number-1)
	}
	if coded(err) == "batch-none" {
		err = nil
	}
	return all, err
}

// coded is the code of an error of app.
func coded(err error) string {
	var e *app.Error
	if errors.As(err, &e) {
		return e.Code
	}
	return ""
}

// begin begins a batch or a rehearsal.
func (p *pages) begin(c *call) error {
	if err := c.Posted(); err != nil {
		return err
	}
	l := list{Text: c.R.PostFormValue("text"), Filed: c.R.PostFormValue("filed") != ""}
	name, day, _ := strings.Cut(l.Text, "/")
	to := casefile.Date(day)
	all, err := p.programs()
	if err != nil {
		return err
	}
	one := find(all, name)
	switch do := c.R.PostFormValue("do"); {
	case one == nil || !one.has(to):
		l.Fault = c.Text("op-choose-text")
	case do != "run" && do != "rehearse":
		return &frame.Problem{Status: http.StatusUnprocessableEntity, Key: "op-no-text"}
	case do == "run" && !one.confirmed(to) && c.R.PostFormValue("sure") == "":
		l.Fault = c.Text("op-unconfirmed-fault")
	default:
		return p.order(c, l, office.RerenderOrder{Program: one.Name, To: to, Filed: l.Filed, Dry: do == "rehearse", Again: c.R.PostFormValue("again") != ""})
	}
	return p.showBatches(c, http.StatusUnprocessableEntity, l)
}

// confirmed reports whether the text of a day is.
func (p *program) confirmed(day casefile.Date) bool {
	return slices.ContainsFunc(p.Revisions, func(r revision) bool { return r.Day == day && r.Confirmed })
}

// order begins what is ordered, or goes on with it, and shows it.
func (p *pages) order(c *call, l list, o office.RerenderOrder) error {
	s, err := c.Store()
	if err != nil {
		return err
	}
	b, err := p.beginning(c, s, o)
	if coded(err) == "batch-cancelled" { // who begins after that means everything
		o.Again = true
		b, err = p.beginning(c, s, o)
	}
	switch code := coded(err); code {
	case "batch-open", "batch-version":
		l.Fault = c.Text("op-" + code)
		return p.showBatches(c, http.StatusConflict, l)
	}
	if err == nil {
		err = p.Work(c.R.Context(), orderOf(b))
	}
	if err != nil {
		return err
	}
	return c.SeeOther("/batches/" + strconv.Itoa(b.Number))
}

// beginning begins the batch of an order, or gives the one that is under way or was done.
func (p *pages) beginning(c *call, s *app.Store, o office.RerenderOrder) (*rerender.Batch, error) {
	m, err := office.Mover(p.App, s, o)
	if err != nil {
		return nil, err
	}
	return office.Batch(c.R.Context(), p.App, m, s)
}
