package admin

import (
	"net/http"

	"yoshiki/cmd/internal/state"
)

// sessionRow is somebody who has signed in.
type sessionRow struct {
	state.Session
	Name                 string
	Since, Seen, Expires string
	Self                 bool
}

// sessions shows who has signed in.
func (p *pages) sessions(c *call) error {
	all, err := p.State.Sessions(c.R.Context(), c.who.Tenant, p.Now())
	if err != nil {
		return err
	}
	rows := make([]sessionRow, len(all))
	for i, s := range all {
		one, err := p.State.Person(c.R.Context(), s.Person)
		if err != nil {
			return err
		}
		rows[i] = c.sessionRow(s, one.Name, s.Person == c.who.ID)
	}
	return c.Show(http.StatusOK, "ad-sessions", c.Text("ad-sessions"), map[string]any{"Sessions": rows, "Webhooks": p.Secret != nil})
}

func (c *call) sessionRow(s state.Session, name string, self bool) sessionRow {
	return sessionRow{s, name, c.moment(s.Created), c.moment(s.Seen), c.moment(s.Expires), self}
}

// endSession signs somebody out.
func (p *pages) endSession(c *call) error {
	id := c.R.PathValue("id")
	if err := p.State.RemoveSession(c.R.Context(), c.who.Tenant, id); err != nil {
		return missing(err)
	}
	p.changed(c, id)
	return c.SeeOther("/access/sessions")
}
