package state

import (
	"context"

	"yoshiki/cmd/internal/access"
)

// Membership is what a person is in one tenant.
type Membership struct {
	Tenant string
	Roles  []access.Role
}

// SetRoles says what a person is in a tenant from now on; without a role, nothing: grants to
// the person and sessions in the tenant end with the last one. Errors: [ErrAbsent].
func (d *DB) SetRoles(ctx context.Context, tenant, person string, roles []access.Role) error {
	return d.change(ctx, func(t tx) error {
		if err := known(ctx, t, tenant, person); err != nil {
			return err
		}
		if _, err := t.exec(ctx, `DELETE FROM yoshiki_role WHERE tenant = $1 AND person = $2`, tenant, person); err != nil {
			return err
		}
		for _, role := range roles {
			if _, err := t.exec(ctx, `INSERT INTO yoshiki_role (tenant, person, role) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`, tenant, person, role); err != nil {
				return err
			}
		}
		if len(roles) > 0 {
			return nil
		}
		return leave(ctx, t, tenant, person)
	})
}

// known asks for a tenant and a person.
func known(ctx context.Context, t tx, tenant, person string) error {
	_, err := first(ctx, t, text, `SELECT t.id FROM yoshiki_tenant t, yoshiki_person p WHERE t.id = $1 AND p.id = $2`, tenant, person)
	return err
}

// leave ends what a person had in a tenant beside roles.
func leave(ctx context.Context, t tx, tenant, person string) error {
	for _, statement := range []string{
		`DELETE FROM yoshiki_session WHERE tenant = $1 AND person = $2`,
		`DELETE FROM yoshiki_grant WHERE tenant = $1 AND person = $2`,
	} {
		if _, err := t.exec(ctx, statement, tenant, person); err != nil {
			return err
		}
	}
	return nil
}

// Memberships are the open tenants in which a person has a role, by id.
func (d *DB) Memberships(ctx context.Context, person string) ([]Membership, error) {
	rows, err := list(ctx, d.reading(), readRole, `SELECT r.tenant, r.role FROM yoshiki_role r JOIN yoshiki_tenant t ON t.id = r.tenant
		WHERE r.person = $1 AND t.closed = 0 ORDER BY r.tenant, r.role`, person)
	var all []Membership
	for _, r := range rows {
		if n := len(all); n > 0 && all[n-1].Tenant == r.Tenant {
			all[n-1].Roles = append(all[n-1].Roles, r.Roles...)
			continue
		}
		all = append(all, r)
	}
	return all, err
}

// Roles are those of a person in an open tenant; none for who has none, or is unknown.
func (d *DB) Roles(ctx context.Context, tenant, person string) ([]access.Role, error) {
	all, err := d.Memberships(ctx, person)
	for _, m := range all {
		if m.Tenant == tenant {
			return m.Roles, err
		}
	}
	return nil, err
}

func readRole(scan func(...any) error) (Membership, error) {
	var m Membership
	var role access.Role
	err := scan(&m.Tenant, &role)
	m.Roles = []access.Role{role}
	return m, err
}
