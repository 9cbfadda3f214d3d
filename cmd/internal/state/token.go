package state

import (
	"context"
	"errors"
	"strings"
	"time"

	"yoshiki/cmd/internal/access"
)

// Token is an API token without the token itself, of which only a keyed hash is kept.
type Token struct {
	ID      string
	Hash    string
	Prefix  string // its first characters, by which people know it
	Tenant  string
	Name    string
	Roles   []access.Role
	Scopes  []access.Scope
	Giver   string
	Created time.Time
	Expires time.Time
	Used    time.Time
	Revoked time.Time
}

// ErrExpiry is a token that would never end, or later than in a year.
var ErrExpiry = errors.New("a token ends within a year")

const token = `SELECT k.id, k.hash, k.prefix, k.tenant, k.name, k.roles, k.scopes, k.giver, k.created, k.expires, k.used, k.revoked FROM yoshiki_token k `

// AddToken keeps a token, and gives its id. Errors: [ErrExpiry], [ErrText], [ErrAbsent] of the
// tenant, [ErrTaken].
func (d *DB) AddToken(ctx context.Context, k Token, now time.Time) (id string, err error) {
	if !k.Expires.After(now) || k.Expires.After(now.AddDate(1, 0, 0)) {
		return "", ErrExpiry
	}
	if err := lines(k.Prefix, k.Name, k.Giver, join(k.Roles), join(k.Scopes)); err != nil {
		return "", err
	}
	id = newID("token")
	return id, d.change(ctx, func(t tx) error {
		if _, err := first(ctx, t, text, `SELECT id FROM yoshiki_tenant WHERE id = $1`, k.Tenant); err != nil {
			return err
		}
		return t.one(ctx, ErrTaken, `INSERT INTO yoshiki_token (id, hash, prefix, tenant, name, roles, scopes, giver, created, expires) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING`,
			id, k.Hash, k.Prefix, k.Tenant, k.Name, join(k.Roles), join(k.Scopes), k.Giver, stamp(now), stamp(k.Expires))
	})
}

// TokenOf is the token with a hash, of an open tenant. Whether it is revoked or over, its
// fields say. Errors: [ErrAbsent].
func (d *DB) TokenOf(ctx context.Context, hash string) (Token, error) {
	return first(ctx, d.reading(), readToken, token+`JOIN yoshiki_tenant t ON t.id = k.tenant WHERE k.hash = $1 AND t.closed = 0`, hash)
}

// Tokens are those of a tenant, by their time.
func (d *DB) Tokens(ctx context.Context, tenant string) ([]Token, error) {
	return list(ctx, d.reading(), readToken, token+`WHERE k.tenant = $1 ORDER BY k.created, k.id`, tenant)
}

// CountTokens is how many there are of all tenants; none on the first start.
func (d *DB) CountTokens(ctx context.Context) (int, error) {
	return first(ctx, d.reading(), number, `SELECT count(*) FROM yoshiki_token`)
}

// UseToken notes that a token was used.
func (d *DB) UseToken(ctx context.Context, id string, now time.Time) error {
	_, err := d.exec(ctx, `UPDATE yoshiki_token SET used = $2 WHERE id = $1 AND used < $2`, id, stamp(now))
	return err
}

// TokenIssuer is the issuer of a person who signs in with a token, whose id is the subject.
const TokenIssuer = "urn:yoshiki:token"

// RevokeToken ends a token, and the sessions that began with it; once more changes nothing.
// Errors: [ErrAbsent].
func (d *DB) RevokeToken(ctx context.Context, tenant, id string, now time.Time) error {
	return d.change(ctx, func(t tx) error {
		if err := t.one(ctx, ErrAbsent, `UPDATE yoshiki_token SET revoked = CASE WHEN revoked = 0 THEN $3 ELSE revoked END WHERE tenant = $1 AND id = $2`, tenant, id, stamp(now)); err != nil {
			return err
		}
		_, err := t.exec(ctx, `DELETE FROM yoshiki_session WHERE tenant = $1 AND person IN (SELECT id FROM yoshiki_person WHERE issuer = $2 AND subject = $3)`, tenant, TokenIssuer, id)
		return err
	})
}

func readToken(scan func(...any) error) (k Token, err error) {
	var roles, scopes string
	var created, expires, used, revoked int64
	err = scan(&k.ID, &k.Hash, &k.Prefix, &k.Tenant, &k.Name, &roles, &scopes, &k.Giver, &created, &expires, &used, &revoked)
	k.Roles, k.Scopes = split[access.Role](roles), split[access.Scope](scopes)
	k.Created, k.Expires, k.Used, k.Revoked = moment(created), moment(expires), moment(used), moment(revoked)
	return k, err
}

// join and split write and read a list of words.
func join[T ~string](all []T) string {
	words := make([]string, len(all))
	for i, one := range all {
		words[i] = string(one)
	}
	return strings.Join(words, " ")
}

func split[T ~string](text string) []T {
	all := []T{}
	for _, word := range strings.Fields(text) {
		all = append(all, T(word))
	}
	return all
}
