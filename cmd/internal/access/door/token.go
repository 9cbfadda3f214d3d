package door

import (
	"context"
	"crypto/subtle"
	"time"

	"yoshiki/cmd/internal/access"
	"yoshiki/cmd/internal/state"
)

// The uses of keyed hashes: what is one of them is no other.
const (
	forToken   = "token"
	forSession = "session"
	forCSRF    = "csrf"
	forSignIn  = "sign-in"
)

// noted is how exactly the last use of a token or session is.
const noted = time.Minute

// byToken is the program that shows a token.
func (d *Door) byToken(ctx context.Context, secret access.Secret) (*access.Actor, error) {
	sum := d.Key.Sum(forToken, secret)
	if actor := d.known.get(sum, d.Now()); actor != nil {
		return actor, nil
	}
	return d.known.ask(ctx, sum, func(ctx context.Context) (*access.Actor, error) { return d.tokenOf(ctx, sum) })
}

// tokenOf asks the database whose token it is that has a hash.
func (d *Door) tokenOf(ctx context.Context, sum string) (*access.Actor, error) {
	now := d.Now()
	k, err := d.State.TokenOf(ctx, sum)
	switch {
	case err != nil:
		return nil, absent(err, "token")
	case subtle.ConstantTimeCompare([]byte(k.Hash), []byte(sum)) != 1:
		return nil, refuse("no such token")
	case !k.Revoked.IsZero() || !now.Before(k.Expires):
		return nil, refuse("token %s is over", k.ID)
	}
	if now.Sub(k.Used) >= noted {
		if err := d.State.UseToken(ctx, k.ID, now); err != nil {
			return nil, err
		}
	}
	actor := &access.Actor{ID: k.ID, Name: k.Name, Tenant: k.Tenant, Roles: k.Roles, Scopes: k.Scopes}
	d.known.put(sum, actor, now, k.Expires)
	return actor, nil
}

// Grant is what a new token is to open.
type Grant struct {
	Tenant  string
	Name    string
	Roles   []access.Role
	Scopes  []access.Scope
	Giver   string
	Expires time.Time
}

// NewToken makes a token. This is the only time that it is seen. Errors: those of [state.DB.AddToken].
func NewToken(ctx context.Context, s *state.DB, key access.Key, g Grant, now time.Time) (access.Secret, state.Token, error) {
	secret := access.NewToken()
	k := state.Token{Hash: key.Sum(forToken, secret), Prefix: access.TokenName(secret), Tenant: g.Tenant, Name: g.Name, Roles: g.Roles, Scopes: g.Scopes,
		Giver: g.Giver, Created: now, Expires: g.Expires}
	id, err := s.AddToken(ctx, k, now)
	k.ID = id
	return secret, k, err
}

// FirstToken makes a tenant and a token with every role for who starts an installation, once:
// where there is a tenant, it makes nothing. Of several servers that start at once one makes it.
func FirstToken(ctx context.Context, s *state.DB, key access.Key, tenant, name string, now time.Time) (secret access.Secret, made bool, err error) {
	all, err := s.Tenants(ctx)
	if err != nil || len(all) > 0 {
		return access.Secret{}, false, err
	}
	if err := s.AddTenant(ctx, tenant, name, now); err != nil {
		return access.Secret{}, false, takenIsFine(err)
	}
	var scopes []access.Scope
	for _, one := range access.AllScopes() {
		if one.IsWhole() {
			scopes = append(scopes, one)
		}
	}
	secret, _, err = NewToken(ctx, s, key, Grant{Tenant: tenant, Name: name, Roles: access.AllRoles(), Scopes: scopes, Giver: "first start", Expires: now.AddDate(0, 0, 30)}, now)
	return secret, err == nil, err
}
