package state

import (
	"context"
	"errors"
	"time"
)

// Row is one row of a table, as somebody who leaves takes it along: times are written out, and
// no hash of a token or session is in it.
type Row map[string]any

// Tables are what is known of a tenant, by the name of its table, in the order in which it can
// be put in again.
var Tables = []string{"tenant", "person", "role", "grant", "token", "session", "draft", "edit", "visit", "confirmation", "idempotency", "webhook", "delivery"}

// of are the rows of each table that belong to a tenant.
var of = map[string]string{
	"tenant": `id, name, created, closed FROM yoshiki_tenant WHERE id = $1 ORDER BY id`,
	"person": `id, issuer, subject, name, mail, created, seen FROM yoshiki_person WHERE id IN (SELECT person FROM yoshiki_role WHERE tenant = $1
		UNION SELECT person FROM yoshiki_grant WHERE tenant = $1 UNION SELECT person FROM yoshiki_session WHERE tenant = $1) ORDER BY id`,
	"role":         `tenant, person, role FROM yoshiki_role WHERE tenant = $1 ORDER BY person, role`,
	"grant":        `tenant, case_id, attachment, person, until, giver, created FROM yoshiki_grant WHERE tenant = $1 ORDER BY case_id, attachment, person`,
	"token":        `id, prefix, tenant, name, roles, scopes, giver, created, expires, used, revoked FROM yoshiki_token WHERE tenant = $1 ORDER BY id`,
	"session":      `id, person, tenant, created, seen, idle, expires FROM yoshiki_session WHERE tenant = $1 ORDER BY id`,
	"draft":        `tenant, person, case_id, field, value, sequence, written FROM yoshiki_draft WHERE tenant = $1 ORDER BY person, case_id, field`,
	"edit":         `tenant, case_id, version, person, name, created FROM yoshiki_edit WHERE tenant = $1 ORDER BY case_id, version`,
	"visit":        `tenant, person, case_id, version, seen FROM yoshiki_visit WHERE tenant = $1 ORDER BY person, case_id`,
	"confirmation": `tenant, case_id, part, version, person, name, created FROM yoshiki_confirmation WHERE tenant = $1 ORDER BY case_id, part`,
	"idempotency":  `tenant, actor, key, fingerprint, status, header, body, created FROM yoshiki_idempotency WHERE tenant = $1 ORDER BY actor, key`,
	"webhook":      `id, tenant, address, events, created, failures, failed, stopped FROM yoshiki_webhook WHERE tenant = $1 ORDER BY id`,
	"delivery":     `id, webhook, event, body, created, due, attempts FROM yoshiki_delivery WHERE webhook IN (SELECT id FROM yoshiki_webhook WHERE tenant = $1) ORDER BY id`,
}

// times are the columns that hold a time.
var times = map[string]bool{"created": true, "closed": true, "seen": true, "expires": true, "used": true, "revoked": true, "idle": true, "written": true, "stopped": true, "due": true}

// RowsOf are the rows of one of [Tables] that belong to a tenant.
func (d *DB) RowsOf(ctx context.Context, table, tenant string) (all []Row, err error) {
	rows, err := d.read.QueryContext(ctx, d.dialect.in("SELECT "+of[table]), tenant)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	names, err := rows.Columns()
	if err != nil {
		return nil, err
	}
	for rows.Next() {
		row := Row{}
		values, to := make([]any, len(names)), make([]any, len(names))
		for i := range values {
			to[i] = &values[i]
		}
		if err := rows.Scan(to...); err != nil {
			return nil, err
		}
		for i, name := range names {
			row[name] = plain(name, values[i])
		}
		all = append(all, row)
	}
	return all, rows.Err()
}

// plain is a value as people read it.
func plain(name string, value any) any {
	if n, ok := value.(int64); ok && times[name] {
		if n == 0 {
			return nil
		}
		return moment(n).Format(time.RFC3339Nano)
	}
	return value
}

// ErrOpen is a tenant that is to go and is still open.
var ErrOpen = errors.New("the tenant is open; close it before")

// RemoveTenant forgets all that is known of a closed tenant, and the people whom no other tenant
// knows, and tells how many rows of each table. The id stays taken: in the audit log it is this
// tenant for ever. Errors: [ErrAbsent], [ErrOpen].
func (d *DB) RemoveTenant(ctx context.Context, tenant string) (removed map[string]int64, err error) {
	removed = map[string]int64{}
	return removed, d.change(ctx, func(t tx) error {
		one, err := first(ctx, t, readTenant, `SELECT id, name, created, closed FROM yoshiki_tenant WHERE id = $1`, tenant)
		if err == nil && one.Closed.IsZero() {
			err = ErrOpen
		}
		if err != nil {
			return err
		}
		people, err := list(ctx, t, text, `SELECT person FROM yoshiki_role WHERE tenant = $1 UNION SELECT person FROM yoshiki_grant WHERE tenant = $1 UNION SELECT person FROM yoshiki_session WHERE tenant = $1`, tenant)
		if err != nil {
			return err
		}
		for _, step := range []struct{ table, where string }{{"delivery", `webhook IN (SELECT id FROM yoshiki_webhook WHERE tenant = $1)`}, {"webhook", `tenant = $1`}, {"idempotency", `tenant = $1`},
			{"draft", `tenant = $1`}, {"edit", `tenant = $1`}, {"visit", `tenant = $1`}, {"confirmation", `tenant = $1`}, {"session", `tenant = $1`}, {"token", `tenant = $1`}, {"grant", `tenant = $1`}, {"role", `tenant = $1`}} {
			if removed[step.table], err = t.exec(ctx, `DELETE FROM yoshiki_`+step.table+` WHERE `+step.where, tenant); err != nil {
				return err
			}
		}
		for _, person := range people {
			n, err := t.exec(ctx, `DELETE FROM yoshiki_person WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM yoshiki_role WHERE person = $1)
				AND NOT EXISTS (SELECT 1 FROM yoshiki_grant WHERE person = $1) AND NOT EXISTS (SELECT 1 FROM yoshiki_session WHERE person = $1)`, person)
			if err != nil {
				return err
			}
			removed["person"] += n
		}
		return t.one(ctx, ErrAbsent, `UPDATE yoshiki_tenant SET name = '' WHERE id = $1`, tenant)
	})
}
