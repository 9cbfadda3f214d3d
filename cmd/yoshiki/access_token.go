package main

import (
	"context"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"yoshiki/cmd/internal/access"
	entry "yoshiki/cmd/internal/access/door"
	"yoshiki/cmd/internal/state"
)

// tokenDays is how long a token is good when nothing else is said.
const tokenDays = 90

// tokenLine is one token; the token itself is there when it is made, and never again.
type tokenLine struct {
	ID      string         `json:"id"`
	Token   string         `json:"token,omitempty"`
	Prefix  string         `json:"prefix"`
	Tenant  string         `json:"tenant"`
	Name    string         `json:"name"`
	Roles   []access.Role  `json:"roles"`
	Scopes  []access.Scope `json:"scopes"`
	Expires string         `json:"expires"`
	Used    string         `json:"used,omitempty"`
	Revoked string         `json:"revoked,omitempty"`
}

func lineOf(k state.Token) tokenLine {
	return tokenLine{k.ID, "", k.Prefix, k.Tenant, k.Name, k.Roles, k.Scopes, day(k.Expires), day(k.Used), day(k.Revoked)}
}

func (t *tool) accessTokenCommand() *cobra.Command {
	return t.group("access-token",
		t.accessDo("access-token-create", "--name NAME --role ROLE,… --scope SCOPE,…", t.tokenFlags, t.createToken),
		t.accessDo("access-token-list", "", t.tenantFlag, t.listTokens),
		t.accessDo("access-token-revoke", "TOKEN", t.tenantFlag, t.revokeToken))
}

func (t *tool) tokenFlags(cmd *cobra.Command, f *accessFlags) {
	t.tenantFlag(cmd, f)
	t.text(cmd, &f.name, "name", "")
	t.list(cmd, &f.roles, "role")
	t.list(cmd, &f.scopes, "scope")
	t.text(cmd, &f.until, "until", "")
}

func (t *tool) createToken(ctx context.Context, d *desk, _ string) error {
	g := entry.Grant{Name: d.f.name, Giver: "command line", Expires: d.now.AddDate(0, 0, tokenDays)}
	var err error
	if g.Roles, err = rolesOf(d.f.roles); err != nil {
		return err
	}
	if g.Scopes, err = scopesOf(d.f.scopes); err != nil {
		return err
	}
	if d.f.until != "" {
		last, err := time.ParseInLocation(time.DateOnly, d.f.until, time.Local)
		if err != nil {
			return usage("token-end", nil)
		}
		g.Expires = last.AddDate(0, 0, 1)
	}
	if g.Tenant, err = d.in(ctx); err != nil {
		return err
	}
	if err := t.record(ctx, d); err != nil {
		return err
	}
	secret, k, err := entry.NewToken(ctx, d.DB, d.key, g, d.now)
	if err != nil {
		return stateError(err, g.Name)
	}
	d.object = k.ID
	line := lineOf(k)
	line.Token = secret.Reveal()
	if err := t.line(line.Token, line); err != nil {
		return err
	}
	return t.summary(t.words.Text("message.access-token-created", map[string]string{"id": k.ID, "date": minute(k.Expires)}), map[string]any{"id": k.ID})
}

func (t *tool) listTokens(ctx context.Context, d *desk, _ string) error {
	tenant, err := d.in(ctx)
	if err != nil {
		return err
	}
	all, err := d.Tokens(ctx, tenant)
	if err != nil {
		return stateError(err, "")
	}
	for _, k := range all {
		words := strings.Join([]string{k.ID, k.Prefix + "…", texts(k.Roles), texts(k.Scopes), t.tokenState(k, d.now), k.Name}, "  ")
		if err := t.line(words, lineOf(k)); err != nil {
			return err
		}
	}
	return t.counted(len(all))
}

// tokenState says whether a token opens anything.
func (t *tool) tokenState(k state.Token, now time.Time) string {
	key, at := "good", k.Expires
	switch {
	case !k.Revoked.IsZero():
		key, at = "revoked", k.Revoked
	case !now.Before(k.Expires):
		key = "over"
	}
	return t.words.Text("message.access."+key, map[string]string{"date": minute(at), "used": minute(k.Used)})
}

func (t *tool) revokeToken(ctx context.Context, d *desk, id string) error {
	tenant, err := d.in(ctx)
	if err != nil {
		return err
	}
	if err := t.record(ctx, d); err != nil {
		return err
	}
	if err := d.RevokeToken(ctx, tenant, id, d.now); err != nil {
		return stateError(err, id)
	}
	return t.done("access-token-revoked", map[string]string{"id": id, "tenant": tenant, "revoked": day(d.now)}, id, nil)
}
