package operator

import (
	"net/http"
	"strconv"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/office"
	"yoshiki/cmd/internal/pages/frame"
	"yoshiki/forms/casefile"
	"yoshiki/package/rerender"
)

// batchPage is one batch.
type batchPage struct {
	*rerender.Status
	State   string // running, paused, finished, cancelled
	Program casefile.Program
	To      casefile.Date
	Text    string // as it is ordered
	Known   bool   // the text is confirmed
	Filed   bool
	Formats []string // of its report
	Several []string // its texts, where it is of several programmes
	Outcomes
	Impact []impact
}

// found is the batch that the path names. What is no number is a batch that is not there.
func (p *pages) found(c *call) (*app.Store, *rerender.Batch, error) {
	s, err := c.Store()
	if err != nil {
		return nil, nil, err
	}
	n, err := strconv.Atoi(c.R.PathValue("n"))
	if err != nil || n < 1 || n > 999999 || strconv.Itoa(n) != c.R.PathValue("n") {
		return nil, nil, frame.ErrNoPage
	}
	b, err := office.NumberedBatch(c.R.Context(), p.App, s, n)
	if coded(err) == "batch-none" {
		err = frame.ErrNoPage
	}
	return s, b, err
}

// batch shows how far a batch is and, once it is over, what became of each package.
func (p *pages) batch(c *call) error {
	_, b, err := p.found(c)
	if err != nil {
		return err
	}
	st, err := b.Status(c.R.Context())
	if err != nil {
		return err
	}
	page := batchPage{Status: st, State: stateOf(st), Filed: b.Plan.Filed, Formats: []string{"pdf", "xlsx", "json"}}
	if page.Program, page.To = single(b); page.Program == "" {
		page.Several = rerender.Targets(b.Plan.Target)
	} else {
		page.Text = string(page.Program) + "/" + string(page.To)
		all, err := p.programs()
		if err != nil {
			return err
		}
		of := find(all, string(page.Program))
		page.Known = of != nil && of.confirmed(page.To)
	}
	if page.State == "finished" || page.State == "cancelled" {
		if err := p.outcomes(c, b, &page); err != nil {
			return err
		}
	}
	title := "op-batch-n"
	if st.Dry {
		title = "op-rehearsal-n"
	}
	return c.Show(http.StatusOK, "op-batch", c.Text(title, "n", strconv.Itoa(st.Number)), page)
}

func stateOf(s *rerender.Status) string {
	switch {
	case s.Finished:
		return "finished"
	case s.Cancelled:
		return "cancelled"
	case s.Paused:
		return "paused"
	}
	return "running"
}

// single is the text that a batch moves to; nothing where it moves to several.
func single(b *rerender.Batch) (casefile.Program, casefile.Date) {
	if len(b.Plan.Target) == 1 {
		for program, day := range b.Plan.Target {
			return program, day
		}
	}
	return "", ""
}

// orderOf is the order by which a batch is gone on with.
func orderOf(b *rerender.Batch) office.RerenderOrder {
	program, to := single(b)
	return office.RerenderOrder{Program: program, To: to, Filed: b.Plan.Filed, Dry: b.Plan.Dry}
}

// steer pauses a batch, has it go on, or ends it.
func (p *pages) steer(c *call) error {
	if err := c.Posted(); err != nil {
		return err
	}
	_, b, err := p.found(c)
	if err != nil {
		return err
	}
	switch c.R.PathValue("do") {
	case "pause":
		err = b.Pause(c.R.Context())
	case "resume":
		if err = b.Resume(c.R.Context()); err == nil {
			err = p.Work(c.R.Context(), orderOf(b))
		}
	case "cancel":
		if c.R.PostFormValue("sure") == "" {
			return &frame.Problem{Status: http.StatusUnprocessableEntity, Key: "op-cancel-sure"}
		}
		err = b.Cancel(c.R.Context())
	default:
		return frame.ErrNoPage
	}
	if err != nil {
		return err
	}
	return c.SeeOther("/batches/" + c.R.PathValue("n"))
}
