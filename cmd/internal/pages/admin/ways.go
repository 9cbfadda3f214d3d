package admin

import (
	"slices"

	"yoshiki/cmd/internal/access"
	"yoshiki/cmd/internal/state"
)

// ways are those by whom these pages can still be reached: people whom the identity provider lets
// in, and tokens with which one signs in, by id.
func (p *pages) ways(c *call) (map[string]bool, error) {
	all := map[string]bool{}
	people, err := p.everybody(c)
	if err != nil {
		return nil, err
	}
	for _, one := range people {
		if !one.ByToken && has(one.Roles, access.Admin) {
			all[one.ID] = true
		}
	}
	tokens, err := p.State.Tokens(c.R.Context(), c.who.Tenant)
	for _, k := range tokens {
		if p.signsIn(&k) {
			all[k.ID] = true
		}
	}
	return all, err
}

// signsIn reports whether a token opens these pages to who types it.
func (p *pages) signsIn(k *state.Token) bool {
	actor := &access.Actor{Roles: k.Roles, Scopes: k.Scopes}
	return p.alive(k) && slices.Contains(k.Roles, access.Admin) && !actor.Limited()
}

// alive reports whether a token opens anything.
func (p *pages) alive(k *state.Token) bool {
	return k.Revoked.IsZero() && p.Now().Before(k.Expires)
}
