package admin

import (
	"net/http"

	"yoshiki/cmd/internal/access"
	"yoshiki/cmd/internal/pages/frame"
)

// personPage is one person.
type personPage struct {
	person
	All      []access.Role
	Form     *form
	Sessions int
	Warning  string // why the change has to be confirmed; "" for no reason
}

// person shows one person.
func (p *pages) person(c *call) error {
	one, err := p.one(c)
	if err != nil {
		return err
	}
	f := &form{Chosen: map[string]bool{}}
	for _, role := range one.Roles {
		f.Chosen["role "+string(role)] = true
	}
	return p.showPerson(c, http.StatusOK, personPage{person: *one, Form: f})
}

func (p *pages) showPerson(c *call, status int, page personPage) error {
	page.All = access.AllRoles()
	all, err := p.State.Sessions(c.R.Context(), c.who.Tenant, p.Now())
	if err != nil {
		return err
	}
	for _, s := range all {
		if s.Person == page.ID {
			page.Sessions++
		}
	}
	return c.Show(status, "ad-person", page.Name, page)
}

// one is the person of the tenant that the path names; one of another is not there.
func (p *pages) one(c *call) (*person, error) {
	all, err := p.everybody(c)
	if err != nil {
		return nil, err
	}
	for i := range all {
		if all[i].ID == c.R.PathValue("id") {
			return &all[i], nil
		}
	}
	return nil, frame.ErrNoPage
}

// changePerson gives a person other roles; without any, the person is in the tenant no more.
func (p *pages) changePerson(c *call) error {
	f, err := c.read("do sure", "role")
	if err != nil {
		return err
	}
	one, err := p.one(c)
	if err != nil {
		return err
	}
	roles := rolesOf(f)
	switch do := f.Value("do"); {
	case do == "remove":
		roles = nil
	case do != "save":
		return &frame.Problem{Status: http.StatusUnprocessableEntity, Key: "ad-what"}
	case len(roles) == 0:
		c.wrong(f, "role", "ad-need-role-or-remove")
		return p.showPerson(c, http.StatusUnprocessableEntity, personPage{person: *one, Form: f})
	}
	if f.Value("sure") == "" {
		page := personPage{person: *one, Form: f}
		if page.Warning, err = p.lockOut(c, one, roles); err != nil {
			return err
		}
		if page.Warning != "" {
			return p.showPerson(c, http.StatusUnprocessableEntity, page)
		}
	}
	p.changed(c, one.ID)
	if err := p.State.SetRoles(c.R.Context(), c.who.Tenant, one.ID, roles); err != nil {
		return missing(err)
	}
	switch {
	case one.Self && !has(roles, access.Admin):
		return c.SeeOther("/")
	case len(roles) == 0:
		return c.SeeOther("/access")
	}
	return c.SeeOther("/access/people/" + one.ID)
}

// lockOut says whom a change of a person's roles keeps out of these pages: everybody, or oneself.
func (p *pages) lockOut(c *call, one *person, roles []access.Role) (string, error) {
	if has(roles, access.Admin) || !has(one.Roles, access.Admin) {
		return "", nil
	}
	ways, err := p.ways(c)
	if err != nil {
		return "", err
	}
	delete(ways, one.ID)
	return c.warning(len(ways), one.Self), nil
}

func (c *call) warning(left int, self bool) string {
	switch {
	case left == 0:
		return c.Text("ad-last-admin")
	case self:
		return c.Text("ad-own-admin")
	}
	return ""
}
