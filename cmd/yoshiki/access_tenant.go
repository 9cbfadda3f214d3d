package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"
)

// tenantLine is one tenant.
type tenantLine struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	Closed string `json:"closed,omitempty"`
}

func (t *tool) accessTenantCommand() *cobra.Command {
	return t.group("access-tenant",
		t.accessDo("access-tenant-add", "ID --name NAME", func(cmd *cobra.Command, f *accessFlags) { t.text(cmd, &f.name, "name", "") }, t.addTenant),
		t.accessDo("access-tenant-list", "", nil, t.listTenants),
		t.accessDo("access-tenant-close", "ID", nil, t.closeTenant),
		t.accessDo("access-tenant-export", "ID --zip FILE", t.exportFlags, t.exportTenant),
		t.accessDo("access-tenant-delete", "ID --confirm ID", t.deleteFlags, t.deleteTenant))
}

func (t *tool) addTenant(ctx context.Context, d *desk, id string) error {
	if err := t.record(ctx, d); err != nil {
		return err
	}
	if err := d.AddTenant(ctx, id, d.f.name, d.now); err != nil {
		return stateError(err, id)
	}
	return t.done("access-tenant-added", tenantLine{ID: id, Name: d.f.name}, id, nil)
}

func (t *tool) listTenants(ctx context.Context, d *desk, _ string) error {
	all, err := d.Tenants(ctx)
	if err != nil {
		return stateError(err, "")
	}
	for _, one := range all {
		words := one.ID + "  " + one.Name
		if !one.Closed.IsZero() {
			words += "  " + t.words.Text("message.access.closed", map[string]string{"date": day(one.Closed)})
		}
		if err := t.line(words, tenantLine{one.ID, one.Name, day(one.Closed)}); err != nil {
			return err
		}
	}
	return t.counted(len(all))
}

func (t *tool) closeTenant(ctx context.Context, d *desk, id string) error {
	if err := t.record(ctx, d); err != nil {
		return err
	}
	if err := d.CloseTenant(ctx, id, d.now); err != nil {
		return stateError(err, id)
	}
	return t.done("access-tenant-closed", tenantLine{ID: id, Closed: day(d.now)}, id, nil)
}

// done prints the one result of a command, and what was done in words.
func (t *tool) done(key string, line any, id string, args map[string]string) error {
	if err := t.line(id, line); err != nil {
		return err
	}
	all := map[string]string{"id": id}
	for name, value := range args {
		all[name] = value
	}
	return t.summary(t.words.Text("message."+key, all), map[string]any{"id": id})
}

// counted ends a list.
func (t *tool) counted(n int) error {
	return t.summary(t.words.Text("message.access.count", map[string]string{"count": fmt.Sprint(n)}), map[string]any{"count": n})
}
