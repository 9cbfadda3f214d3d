package main

import (
	"context"
	"strings"

	"github.com/spf13/cobra"
)

// sessionLine is one session of a tenant.
type sessionLine struct {
	ID      string `json:"id"`
	Tenant  string `json:"tenant"`
	Person  string `json:"person"`
	Name    string `json:"name"`
	Seen    string `json:"seen"`
	Expires string `json:"expires"`
}

func (t *tool) accessSessionCommand() *cobra.Command {
	return t.group("access-session",
		t.accessDo("access-session-list", "", t.tenantFlag, t.listSessions),
		t.accessDo("access-session-revoke", "SESSION", t.tenantFlag, t.revokeSession))
}

func (t *tool) listSessions(ctx context.Context, d *desk, _ string) error {
	tenant, err := d.in(ctx)
	if err != nil {
		return err
	}
	all, err := d.Sessions(ctx, tenant, d.now)
	if err != nil {
		return stateError(err, "")
	}
	for _, s := range all {
		p, err := d.Person(ctx, s.Person)
		if err != nil {
			return stateError(err, s.Person)
		}
		if err := t.line(strings.Join([]string{s.ID, minute(s.Seen), minute(s.Expires), p.Name}, "  "), sessionLine{s.ID, tenant, s.Person, p.Name, minute(s.Seen), minute(s.Expires)}); err != nil {
			return err
		}
	}
	return t.counted(len(all))
}

func (t *tool) revokeSession(ctx context.Context, d *desk, id string) error {
	tenant, err := d.in(ctx)
	if err != nil {
		return err
	}
	if err := t.record(ctx, d); err != nil {
		return err
	}
	if err := d.RemoveSession(ctx, tenant, id); err != nil {
		return stateError(err, id)
	}
	return t.done("access-session-revoked", map[string]string{"id": id, "tenant": tenant}, id, nil)
}
