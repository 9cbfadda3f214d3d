package office

import (
	"errors"
	"net/http"
	"slices"
	"strings"

	"yoshiki/cmd/internal/access"
	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/office"
	"yoshiki/package/letters"
	"yoshiki/storage"
)

// approvalsPage is what waits for a second person.
type approvalsPage struct {
	Waiting   []waiting
	Damaged   []string // cases with letters that cannot be told of
	Wanted    bool     // a second person is wanted
	ByKey     bool     // with keys, on the command line
	MayChange bool
	Told      []said // what became of what was judged
	Approved  int
	Returned  int
	Fault     string
	Reason    string
}

// waiting is a letter that waits.
type waiting struct {
	letterLine
	Own bool
	Who string // prepared it
}

func (c *call) approvals() error { return c.showApprovals(http.StatusOK, approvalsPage{}) }

func (c *call) showApprovals(status int, p approvalsPage) error {
	policy, err := office.Policy(c.R.Context(), c.store)
	if err != nil {
		return err
	}
	p.Wanted, p.ByKey, p.MayChange = policy.Accounts, len(policy.Signers) > 0, c.Shown(access.AccessWrite)
	id, _ := c.account()
	for x, err := range office.Waiting(c.R.Context(), c.store) {
		d, err := c.caseWith(x, err)
		if storage.IsDamaged(err) {
			p.Damaged = append(p.Damaged, string(x.Case))
			continue
		}
		if err != nil {
			return err
		}
		p.Waiting = append(p.Waiting, waiting{c.line(d, x.Record), x.Prepared.Account != "" && x.Prepared.Account == id, x.Prepared.Name})
	}
	p.Damaged = once(p.Damaged)
	return c.show(status, "approvals", c.Text("office-approvals"), p)
}

// approve judges the letters that were chosen. One that cannot be judged stops no other.
func (c *call) approve() error {
	if err := c.Posted(); err != nil {
		return err
	}
	p := approvalsPage{Reason: strings.TrimSpace(c.R.PostFormValue("reason"))}
	chosen, back := c.R.PostForm["letter"], c.R.PostFormValue("do") == "turn-down"
	switch {
	case len(chosen) == 0:
		p.Fault = c.Text("office-choose")
	case back && p.Reason == "":
		p.Fault = c.Text("office-need-reason")
	}
	if p.Fault != "" {
		return c.showApprovals(http.StatusUnprocessableEntity, p)
	}
	o := office.ApproveOrder{Store: c.store}
	o.Account, o.Name = c.account()
	if back {
		o.Reason = p.Reason
	}
	all, err := c.waiting(chosen)
	if err != nil {
		return err
	}
	if len(all) == 0 {
		p.Fault = c.Text("office-not-waiting")
		return c.showApprovals(http.StatusUnprocessableEntity, p)
	}
	for _, x := range all {
		if err := p.judge(c, o, x); err != nil {
			return err
		}
	}
	p.Reason = ""
	return c.showApprovals(http.StatusOK, p)
}

// caseWith is the case of a letter of a list, unless the letter itself cannot be told of.
func (c *call) caseWith(x office.Prepared, err error) (*app.Draft, error) {
	if err != nil {
		return nil, err
	}
	d, _, err := c.stored(string(x.Case))
	return d, err
}

// waiting are those of the chosen letters that wait for a second person.
func (c *call) waiting(chosen []string) (all []office.Prepared, err error) {
	for x, err := range office.Waiting(c.R.Context(), c.store) {
		if storage.IsDamaged(err) { // it cannot be judged
			continue
		}
		if err != nil {
			return nil, err
		}
		if slices.Contains(chosen, x.Package) {
			all = append(all, x)
		}
	}
	return all, nil
}

// judge approves a letter or turns it down, and counts it.
func (p *approvalsPage) judge(c *call, o office.ApproveOrder, x office.Prepared) error {
	err := office.Approve(c.R.Context(), c.o.App, o, x)
	var told *app.Error
	switch {
	case errors.As(err, &told) && told.Kind == app.Wrong:
		p.Told = append(p.Told, said{Place: x.Number, Text: c.told(told)})
	case err != nil:
		return err
	case o.Reason != "":
		p.Returned++
	default:
		p.Approved++
	}
	return nil
}

// policy says whether a second person has to approve letters.
func (c *call) policy() error {
	if err := c.Posted(); err != nil {
		return err
	}
	was, err := office.Policy(c.R.Context(), c.store)
	if err != nil {
		return err
	}
	if want := c.R.PostFormValue("second") == "on"; want != was.Accounts {
		was.Accounts = want
		if err := letters.SetPolicy(c.R.Context(), c.store, was); err != nil {
			return err
		}
	}
	return c.SeeOther("/office/approvals")
}
