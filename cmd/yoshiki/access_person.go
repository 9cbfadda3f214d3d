package main

import (
	"context"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"yoshiki/cmd/internal/access"
	"yoshiki/cmd/internal/state"
)

// personLine is one person of a tenant.
type personLine struct {
	ID      string        `json:"id"`
	Tenant  string        `json:"tenant"`
	Name    string        `json:"name,omitempty"`
	Mail    string        `json:"mail,omitempty"`
	Issuer  string        `json:"issuer,omitempty"`
	Subject string        `json:"subject,omitempty"`
	Roles   []access.Role `json:"roles"`
	Seen    string        `json:"seen,omitempty"`
}

func (t *tool) accessPersonCommand() *cobra.Command {
	return t.group("access-person",
		t.accessDo("access-person-add", "--issuer URL --subject ID --role ROLE,…", t.personFlags, t.addPerson),
		t.accessDo("access-person-list", "", t.tenantFlag, t.listPeople),
		t.accessDo("access-person-remove", "PERSON", t.tenantFlag, t.removePerson),
		t.accessDo("access-person-grant", "PERSON --case ID --attachment PATH --until DATE", t.grantFlags, t.grantPerson))
}

func (t *tool) personFlags(cmd *cobra.Command, f *accessFlags) {
	t.tenantFlag(cmd, f)
	t.text(cmd, &f.issuer, "issuer", "")
	t.text(cmd, &f.subject, "subject", "")
	t.text(cmd, &f.name, "name", "")
	t.text(cmd, &f.mail, "mail", "")
	t.list(cmd, &f.roles, "role")
}

func (t *tool) grantFlags(cmd *cobra.Command, f *accessFlags) {
	t.tenantFlag(cmd, f)
	t.text(cmd, &f.caseID, "case", "")
	t.text(cmd, &f.attachment, "attachment", "")
	t.text(cmd, &f.until, "until", "")
	t.yes(cmd, &f.takeBack, "take-back")
}

func (t *tool) addPerson(ctx context.Context, d *desk, _ string) error {
	roles, err := rolesOf(d.f.roles)
	if err != nil {
		return err
	}
	if d.f.issuer == "" || d.f.subject == "" {
		return usage("person-which", nil)
	}
	tenant, err := d.in(ctx)
	if err != nil {
		return err
	}
	if err := t.record(ctx, d); err != nil {
		return err
	}
	id, err := d.PutPerson(ctx, state.Person{Issuer: d.f.issuer, Subject: d.f.subject, Name: d.f.name, Mail: d.f.mail}, d.now)
	if err == nil {
		err = d.SetRoles(ctx, tenant, id, roles)
	}
	if err != nil {
		return stateError(err, d.f.subject)
	}
	d.object = id
	return t.done("access-person-added", personLine{ID: id, Tenant: tenant, Name: d.f.name, Mail: d.f.mail, Issuer: d.f.issuer, Subject: d.f.subject, Roles: roles}, id,
		map[string]string{"tenant": tenant, "roles": texts(roles)})
}

func (t *tool) listPeople(ctx context.Context, d *desk, _ string) error {
	tenant, err := d.in(ctx)
	if err != nil {
		return err
	}
	all, err := d.People(ctx, tenant)
	if err != nil {
		return stateError(err, "")
	}
	for _, p := range all {
		roles, err := d.Roles(ctx, tenant, p.ID)
		if err != nil {
			return stateError(err, "")
		}
		if err := t.line(strings.Join([]string{p.ID, texts(roles), minute(p.Seen), p.Name, p.Mail}, "  "), personLine{p.ID, tenant, p.Name, p.Mail, p.Issuer, p.Subject, roles, day(p.Seen)}); err != nil {
			return err
		}
	}
	return t.counted(len(all))
}

func (t *tool) removePerson(ctx context.Context, d *desk, id string) error {
	tenant, err := d.in(ctx)
	if err != nil {
		return err
	}
	if err := t.record(ctx, d); err != nil {
		return err
	}
	if err := d.SetRoles(ctx, tenant, id, nil); err != nil {
		return stateError(err, id)
	}
	return t.done("access-person-removed", personLine{ID: id, Tenant: tenant, Roles: []access.Role{}}, id, map[string]string{"tenant": tenant})
}

func (t *tool) grantPerson(ctx context.Context, d *desk, id string) error {
	if d.f.caseID == "" || d.f.attachment == "" || !d.f.takeBack && !isDay(d.f.until) {
		return usage("grant-which", nil)
	}
	tenant, err := d.in(ctx)
	if err != nil {
		return err
	}
	if err := t.record(ctx, d); err != nil {
		return err
	}
	g := state.Grant{Tenant: tenant, Case: d.f.caseID, Attachment: d.f.attachment, Person: id, Until: d.f.until, Giver: "command line"}
	key := "access-granted"
	if d.f.takeBack {
		key, err = "access-taken-back", d.RemoveGrant(ctx, tenant, g.Case, g.Attachment, id)
	} else {
		err = d.PutGrant(ctx, g, d.now)
	}
	if err != nil {
		return stateError(err, id)
	}
	return t.done(key, map[string]string{"id": id, "tenant": tenant, "case": g.Case, "attachment": g.Attachment, "until": g.Until}, id,
		map[string]string{"case": g.Case, "attachment": g.Attachment, "date": g.Until})
}

func isDay(text string) bool {
	_, err := time.Parse(time.DateOnly, text)
	return err == nil
}
