package admin

import (
	"errors"
	"net/http"
	"net/url"
	"strings"

	"yoshiki/cmd/internal/access/door"
	"yoshiki/cmd/internal/pages/frame"
	"yoshiki/cmd/internal/state"
)

// minePath is where people see and end their own sessions, whatever they are in the tenant.
const minePath = "/access/mine"

// signedIn serves whoever is known, and has others sign in.
func signedIn(serve func(*call) error) func(*call) error {
	return func(c *call) error {
		if c.who == nil {
			return c.SeeOther(door.SignInPath + "?to=" + url.QueryEscape(minePath))
		}
		return serve(c)
	}
}

// own are the sessions of who asks.
func (p *pages) own(c *call) (rows []sessionRow, err error) {
	all, err := p.State.Sessions(c.R.Context(), c.who.Tenant, p.Now())
	for _, s := range all {
		if s.Person == c.who.ID {
			rows = append(rows, c.sessionRow(s, c.who.Name, s.ID == c.who.Session))
		}
	}
	return rows, err
}

// mine shows where who asks is signed in.
func (p *pages) mine(c *call) error {
	rows, err := p.own(c)
	if err != nil {
		return err
	}
	return c.Show(http.StatusOK, "ad-mine", c.Text("ad-mine"), rows)
}

// endMine ends a session of who asks, or all but the one in use.
func (p *pages) endMine(c *call) error {
	rows, err := p.own(c)
	if err != nil {
		return err
	}
	which := c.R.PostFormValue("session")
	var ended []string
	for _, s := range rows {
		if s.Self || which != "" && s.ID != which {
			continue
		}
		if err := p.State.RemoveSession(c.R.Context(), s.Tenant, s.ID); err != nil && !errors.Is(err, state.ErrAbsent) {
			return err
		}
		ended = append(ended, s.ID)
	}
	if which != "" && ended == nil {
		return frame.ErrNoPage
	}
	p.changed(c, strings.Join(ended, " "))
	return c.SeeOther(minePath)
}
