package admin

import (
	"net/http"
	"strings"

	"yoshiki/cmd/internal/access"
	"yoshiki/cmd/internal/access/door"
	"yoshiki/cmd/internal/state"
)

// person is somebody of the tenant.
type person struct {
	state.Person
	Roles   []access.Role
	ByToken bool // came in with a token
	Self    bool
}

// peoplePage is the list of people, and what is needed to add one.
type peoplePage struct {
	People        []person
	Issuer        string
	Roles         []access.Role
	Add, Invite   *form
	Token, SignIn string // of an invitation, once
	Webhooks      bool
}

// people shows who is in the tenant.
func (p *pages) people(c *call) error { return p.showPeople(c, http.StatusOK, peoplePage{}) }

func (p *pages) showPeople(c *call, status int, page peoplePage) (err error) {
	if page.People, err = p.everybody(c); err != nil {
		return err
	}
	page.Issuer, page.Roles, page.SignIn, page.Webhooks = p.Issuer, access.AllRoles(), door.EnterPath, p.Secret != nil
	if page.Add == nil {
		page.Add = &form{Values: map[string]string{"issuer": p.Issuer}}
	}
	if page.Invite == nil {
		page.Invite = &form{Values: map[string]string{"until": p.inDays(30)}}
	}
	return c.Show(status, "ad-people", c.Text("ad-access"), page)
}

// everybody are the people of the tenant.
func (p *pages) everybody(c *call) ([]person, error) {
	all, err := p.State.People(c.R.Context(), c.who.Tenant)
	if err != nil {
		return nil, err
	}
	people := make([]person, len(all))
	for i, one := range all {
		people[i] = person{Person: one, ByToken: one.Issuer == state.TokenIssuer, Self: one.ID == c.who.ID}
		if people[i].Roles, err = p.State.Roles(c.R.Context(), c.who.Tenant, one.ID); err != nil {
			return nil, err
		}
	}
	return people, nil
}

// addPerson gives somebody whom the identity provider knows roles.
func (p *pages) addPerson(c *call) error {
	f, err := c.read("issuer subject name mail", "role")
	if err != nil {
		return err
	}
	c.needs(f, "subject", "ad-need-subject")
	c.needs(f, "name", "ad-need-name")
	if issuer := f.Value("issuer"); !strings.HasPrefix(issuer, "https://") && issuer != p.Issuer || issuer == "" || len(issuer) > 2*longest {
		c.wrong(f, "issuer", "ad-bad-issuer")
	}
	if mail := f.Value("mail"); mail != "" && (!strings.Contains(mail, "@") || len(mail) > longest) {
		c.wrong(f, "mail", "ad-bad-mail")
	}
	roles := rolesOf(f)
	if len(roles) == 0 {
		c.wrong(f, "role", "ad-need-role")
	}
	if len(f.Faults) > 0 {
		return p.showPeople(c, http.StatusUnprocessableEntity, peoplePage{Add: f})
	}
	ctx, one := c.R.Context(), state.Person{Issuer: f.Value("issuer"), Subject: f.Value("subject"), Name: f.Value("name"), Mail: f.Value("mail")}
	if _, err := p.State.PersonOf(ctx, one.Issuer, one.Subject); err == nil { // known to another tenant, perhaps: not for us to rename
		one.Name, one.Mail = "", ""
	}
	id, err := p.State.PutPerson(ctx, one, p.Now())
	if c.refusedText(f, "name", err) {
		return p.showPeople(c, http.StatusUnprocessableEntity, peoplePage{Add: f})
	}
	if err == nil {
		p.changed(c, id)
		err = p.State.SetRoles(ctx, c.who.Tenant, id, roles)
	}
	if err != nil {
		return err
	}
	return c.SeeOther("/access/people/" + id)
}

// invite makes a token with which somebody signs in.
func (p *pages) invite(c *call) error {
	f, err := c.read("name until", "role")
	if err != nil {
		return err
	}
	c.needs(f, "name", "ad-need-name")
	roles, end := rolesOf(f), p.until(c, f, "until")
	if len(roles) == 0 {
		c.wrong(f, "role", "ad-need-role")
	}
	page := peoplePage{Invite: f}
	if len(f.Faults) == 0 {
		secret, k, err := door.NewToken(c.R.Context(), p.State, p.Key, door.Grant{Tenant: c.who.Tenant, Name: f.Value("name"), Roles: roles, Scopes: whole(), Giver: c.who.ID, Expires: end}, p.Now())
		if err != nil && !c.refusedText(f, "name", err) {
			return err
		}
		if err == nil {
			p.changed(c, k.ID)
			page.Token, page.Invite = secret.Reveal(), nil
			return p.showPeople(c, http.StatusOK, page)
		}
	}
	return p.showPeople(c, http.StatusUnprocessableEntity, page)
}

// whole are all scopes: a token with them can do what its roles allow.
func whole() (all []access.Scope) {
	for _, one := range access.AllScopes() {
		if one.IsWhole() {
			all = append(all, one)
		}
	}
	return all
}
