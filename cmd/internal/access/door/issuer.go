package door

import (
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/go-jose/go-jose/v4"

	"yoshiki/cmd/internal/access"
	"yoshiki/cmd/internal/state"
)

// Issuer is the identity provider whose access tokens (JWT, RFC 9068) programs may show. All of
// it comes from the configuration: nothing that a token says leads to a key.
type Issuer struct {
	Name     string       // as its tokens say, to the letter
	Audience string       // that stands for this service; not the client id by which people sign in
	Keys     string       // the address of its keys (JWKS)
	Client   *http.Client // that of [access.Outgoing]
	keys     keys
}

// algorithms are those whose signatures count. None of them works with a shared secret.
var algorithms = []jose.SignatureAlgorithm{jose.RS256, jose.RS384, jose.RS512, jose.PS256, jose.PS384, jose.PS512, jose.ES256, jose.ES384, jose.ES512, jose.EdDSA}

// The limits of a token.
const (
	tokenSize = 8 << 10
	leeway    = 30 * time.Second // between two clocks
	lifetime  = 24 * time.Hour
)

// TenantHeader names the tenant that a program wants to work in, where the person has several.
const TenantHeader = "Yoshiki-Tenant"

// byIssuer is the person for whom the identity provider made a token.
func (d *Door) byIssuer(r *http.Request, text string) (*access.Actor, error) {
	now := d.Now()
	c, err := d.Issuer.verify(r.Context(), text, now)
	if err != nil {
		return nil, err
	}
	p, err := d.State.PersonOf(r.Context(), c.Issuer, c.Subject)
	if err != nil {
		return nil, absent(err, "person")
	}
	all, err := d.State.Memberships(r.Context(), p.ID)
	if err != nil {
		return nil, err
	}
	in, err := chosen(all, r.Header.Values(TenantHeader))
	if err != nil {
		return nil, err
	}
	return &access.Actor{ID: p.ID, Name: p.Name, Tenant: in.Tenant, Roles: in.Roles, Scopes: scopesOf(c.Scope)}, nil
}

// chosen is the one tenant of a person, or the one that was named.
func chosen(all []state.Membership, named []string) (state.Membership, error) {
	for _, m := range all {
		if len(all) == 1 && len(named) == 0 || len(named) == 1 && m.Tenant == named[0] {
			return m, nil
		}
	}
	return state.Membership{}, refuse("no tenant, or not one")
}

// scopesOf are the scopes of ours that a token has. One without any may do nothing.
func scopesOf(text string) []access.Scope {
	all := []access.Scope{}
	for _, word := range strings.Fields(text) {
		if slices.Contains(access.AllScopes(), access.Scope(word)) {
			all = append(all, access.Scope(word))
		}
	}
	return all
}

// verify reads a token and believes nothing of it before its signature is good.
func (i *Issuer) verify(ctx context.Context, text string, now time.Time) (*claims, error) {
	h, err := readHeader(text)
	if err != nil {
		return nil, err
	}
	signed, err := jose.ParseSignedCompact(text, algorithms)
	if err != nil {
		return nil, refuse("%s", err)
	}
	key, err := i.keys.find(ctx, i, h, now)
	if err != nil {
		return nil, err
	}
	payload, err := signed.Verify(key)
	if err != nil {
		return nil, refuse("%s", err)
	}
	return i.readClaims(payload, now)
}

// claims are what a token says.
type claims struct {
	Issuer, Subject, Scope     string
	Audience                   audience
	Expires, NotBefore, Issued *float64
}

// audience is one text or several.
type audience []string

// UnmarshalJSON implements [json.Unmarshaler].
func (a *audience) UnmarshalJSON(data []byte) error {
	var one string
	if json.Unmarshal(data, &one) == nil {
		*a = audience{one}
		return nil
	}
	return json.Unmarshal(data, (*[]string)(a))
}

func (i *Issuer) readClaims(payload []byte, now time.Time) (*claims, error) {
	var c claims
	all, err := members(payload)
	if err == nil {
		err = pick(all, map[string]any{"iss": &c.Issuer, "sub": &c.Subject, "aud": &c.Audience, "exp": &c.Expires, "nbf": &c.NotBefore, "iat": &c.Issued, "scope": &c.Scope})
	}
	if err != nil {
		return nil, refuse("claims: %s", err)
	}
	_, nonce := all["nonce"]
	_, atHash := all["at_hash"]
	switch {
	case c.Issuer != i.Name:
		return nil, refuse("issued by somebody else")
	case !slices.Contains(c.Audience, i.Audience):
		return nil, refuse("made for somebody else")
	case c.Subject == "":
		return nil, refuse("about nobody")
	case nonce || atHash:
		return nil, refuse("made to sign somebody in")
	}
	return &c, c.inTime(now)
}

// inTime refuses what is over, has not begun, never ends, or lives too long.
func (c *claims) inTime(now time.Time) error {
	at := func(seconds *float64) time.Time { return time.Unix(int64(*seconds), 0) }
	switch {
	case c.Expires == nil || *c.Expires > 1<<40 || *c.Expires < 0:
		return refuse("without an end")
	case !now.Before(at(c.Expires).Add(leeway)):
		return refuse("over")
	case at(c.Expires).Sub(now) > lifetime:
		return refuse("valid for too long")
	case c.NotBefore != nil && now.Add(leeway).Before(at(c.NotBefore)):
		return refuse("not valid yet")
	case c.Issued != nil && now.Add(leeway).Before(at(c.Issued)):
		return refuse("from the future")
	}
	return nil
}
