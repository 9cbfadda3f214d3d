package state

import (
	"context"
	"time"

	"yoshiki/cmd/internal/access"
)

// PutEdit notes who made a version. Of a version that is noted already nothing changes. Errors:
// [ErrText].
func (d *DB) PutEdit(ctx context.Context, e access.Edit) error {
	if err := lines(e.Case, e.Person, e.Name); err != nil {
		return err
	}
	_, err := d.exec(ctx, `INSERT INTO yoshiki_edit (tenant, case_id, version, person, name, created) VALUES ($1, $2, $3, $4, $5, $6)
		ON CONFLICT (tenant, case_id, version) DO NOTHING`, e.Tenant, e.Case, e.Version, e.Person, e.Name, stamp(e.Made))
	return err
}

const edits = `SELECT tenant, case_id, version, person, name, created FROM yoshiki_edit e WHERE tenant = $1 AND `

// Edits are who made the versions of a case, by version.
func (d *DB) Edits(ctx context.Context, tenant, caseID string) ([]access.Edit, error) {
	return list(ctx, d.reading(), readEdit, edits+`case_id = $2 ORDER BY version`, tenant, caseID)
}

// Unseen are the edits of others behind the version of each case that a person looked at last,
// by case and version.
func (d *DB) Unseen(ctx context.Context, tenant, person string) ([]access.Edit, error) {
	return list(ctx, d.reading(), readEdit, edits+`person <> $2 AND version > COALESCE((SELECT version FROM yoshiki_visit v
		WHERE v.tenant = e.tenant AND v.person = $2 AND v.case_id = e.case_id), 0) ORDER BY case_id, version`, tenant, person)
}

// Seen is the newest version of a case that a person has looked at; 0 for none.
func (d *DB) Seen(ctx context.Context, tenant, person, caseID string) (int, error) {
	all, err := list(ctx, d.reading(), number, `SELECT version FROM yoshiki_visit WHERE tenant = $1 AND person = $2 AND case_id = $3`, tenant, person, caseID)
	if err != nil || len(all) == 0 {
		return 0, err
	}
	return all[0], nil
}

// See notes that a person has looked at a version of a case, unless a newer one is noted.
func (d *DB) See(ctx context.Context, tenant, person, caseID string, version int, now time.Time) error {
	_, err := d.exec(ctx, `INSERT INTO yoshiki_visit AS v (tenant, person, case_id, version, seen) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (tenant, person, case_id) DO UPDATE SET version = excluded.version, seen = excluded.seen WHERE v.version < excluded.version`,
		tenant, person, caseID, version, stamp(now))
	return err
}

// Confirm notes who found that a part is still right as it was taken over. Of a part that is
// noted already nothing changes. Errors: [ErrText].
func (d *DB) Confirm(ctx context.Context, c access.Confirmation) error {
	if err := lines(c.Case, c.Part, c.Person, c.Name); err != nil {
		return err
	}
	_, err := d.exec(ctx, `INSERT INTO yoshiki_confirmation (tenant, case_id, part, version, person, name, created) VALUES ($1, $2, $3, $4, $5, $6, $7)
		ON CONFLICT (tenant, case_id, part) DO NOTHING`, c.Tenant, c.Case, c.Part, c.Version, c.Person, c.Name, stamp(c.Made))
	return err
}

// Confirmations are the parts of a case that somebody found to be still right, in the order of
// time.
func (d *DB) Confirmations(ctx context.Context, tenant, caseID string) ([]access.Confirmation, error) {
	return list(ctx, d.reading(), readConfirmation, `SELECT tenant, case_id, version, person, name, created, part FROM yoshiki_confirmation
		WHERE tenant = $1 AND case_id = $2 ORDER BY created, part`, tenant, caseID)
}

func readConfirmation(scan func(...any) error) (c access.Confirmation, err error) {
	c.Edit, err = readEdit(func(to ...any) error { return scan(append(to, &c.Part)...) })
	return c, err
}

func readEdit(scan func(...any) error) (e access.Edit, err error) {
	var made int64
	err = scan(&e.Tenant, &e.Case, &e.Version, &e.Person, &e.Name, &made)
	e.Made = moment(made)
	return e, err
}
