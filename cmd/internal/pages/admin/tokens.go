package admin

import (
	"net/http"
	"slices"
	"strings"
	"time"

	"yoshiki/cmd/internal/access"
	"yoshiki/cmd/internal/access/door"
	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/pages/frame"
	"yoshiki/cmd/internal/state"
)

// tokensPage are the tokens of the tenant, and what a new one needs.
type tokensPage struct {
	Tokens  []tokenRow
	Roles   []access.Role
	Objects []object
	Form    *form
	Token   string // a new one, once
	Warning string // why a revocation has to be confirmed
	Which   string // the token of the warning
}

// tokenRow is a token as the list shows it.
type tokenRow struct {
	state.Token
	State      string // good, over, revoked
	Until      string
	UsedOn     string
	ScopeWords []string
}

// object is what scopes are about, with its scopes: the whole first.
type object struct {
	Name   string
	Whole  access.Scope
	Single []access.Scope
}

// objects are all scopes by what they are about.
func objects() (all []object) {
	for _, scope := range access.AllScopes() {
		name, _, _ := strings.Cut(string(scope), ":")
		if len(all) == 0 || all[len(all)-1].Name != name {
			all = append(all, object{Name: name})
		}
		last := &all[len(all)-1]
		if scope.IsWhole() {
			last.Whole = scope
		} else {
			last.Single = append(last.Single, scope)
		}
	}
	return all
}

// tokens shows the tokens.
func (p *pages) tokens(c *call) error { return p.showTokens(c, http.StatusOK, tokensPage{}) }

func (p *pages) showTokens(c *call, status int, page tokensPage) error {
	all, err := p.State.Tokens(c.R.Context(), c.who.Tenant)
	if err != nil {
		return err
	}
	for _, k := range slices.Backward(all) {
		row := tokenRow{Token: k, State: "good", Until: c.day(k.Expires.Add(-time.Second)), UsedOn: c.moment(k.Used)}
		switch {
		case !k.Revoked.IsZero():
			row.State = "revoked"
		case !p.alive(&k):
			row.State = "over"
		}
		for _, scope := range k.Scopes {
			row.ScopeWords = append(row.ScopeWords, c.scope(string(scope)))
		}
		page.Tokens = append(page.Tokens, row)
	}
	page.Roles, page.Objects = access.AllRoles(), objects()
	if page.Form == nil {
		page.Form = &form{Values: map[string]string{"until": p.inDays(90)}}
	}
	return c.Show(status, "ad-tokens", c.Text("ad-tokens"), page)
}

// scope says in words what a scope allows.
func (c *call) scope(scope string) string {
	object, verb, _ := strings.Cut(scope, ":")
	if verb == "*" {
		verb = "all"
	}
	return c.Text("ad-object-"+object) + c.Text("ad-colon") + c.Text("ad-verb-"+verb)
}

// inDays is the day after so many days, as one types it.
func (p *pages) inDays(n int) string {
	return p.Now().In(app.Japan).AddDate(0, 0, n).Format(time.DateOnly)
}

// day and moment are times in Japan; "" for none.
func (c *call) day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return frame.Day(c.Words, t.In(app.Japan).Format(time.DateOnly))
}

func (c *call) moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(app.Japan).Format("2006-01-02 15:04")
}

// addToken makes a token for a program.
func (p *pages) addToken(c *call) error {
	f, err := c.read("name until", "role scope")
	if err != nil {
		return err
	}
	c.needs(f, "name", "ad-need-token-name")
	roles, end := rolesOf(f), p.until(c, f, "until")
	if len(roles) == 0 {
		c.wrong(f, "role", "ad-need-role")
	}
	var scopes []access.Scope
	for _, scope := range access.AllScopes() {
		if f.Is("scope", string(scope)) {
			scopes = append(scopes, scope)
		}
	}
	if len(scopes) == 0 {
		c.wrong(f, "scope", "ad-need-scope")
	}
	if len(f.Faults) == 0 {
		secret, k, err := door.NewToken(c.R.Context(), p.State, p.Key, door.Grant{Tenant: c.who.Tenant, Name: f.Value("name"), Roles: roles, Scopes: scopes, Giver: c.who.ID, Expires: end}, p.Now())
		if err != nil && !c.refusedText(f, "name", err) {
			return err
		}
		if err == nil {
			p.changed(c, k.ID)
			return p.showTokens(c, http.StatusOK, tokensPage{Token: secret.Reveal()})
		}
	}
	return p.showTokens(c, http.StatusUnprocessableEntity, tokensPage{Form: f})
}

// revokeToken ends a token, and the sessions that began with it.
func (p *pages) revokeToken(c *call) error {
	f, err := c.read("sure", "")
	if err != nil {
		return err
	}
	id := c.R.PathValue("id")
	if f.Value("sure") == "" {
		warning, err := p.lastToken(c, id)
		if err != nil {
			return err
		}
		if warning != "" {
			return p.showTokens(c, http.StatusUnprocessableEntity, tokensPage{Warning: warning, Which: id})
		}
	}
	if err := p.State.RevokeToken(c.R.Context(), c.who.Tenant, id, p.Now()); err != nil {
		return missing(err)
	}
	p.changed(c, id)
	return c.SeeOther("/access/tokens")
}

// lastToken says whom the end of a token keeps out of these pages.
func (p *pages) lastToken(c *call, id string) (string, error) {
	ways, err := p.ways(c)
	if err != nil || !ways[id] {
		return "", err
	}
	delete(ways, id)
	me, err := p.State.Person(c.R.Context(), c.who.ID)
	return c.warning(len(ways), err == nil && me.Issuer == state.TokenIssuer && me.Subject == id), nil
}
