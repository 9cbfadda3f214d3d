package state

import (
	"context"
	"time"
)

// Grant lets a person of the staff see one attachment of a case until the end of a day.
type Grant struct {
	Tenant     string // whose case it is
	Case       string
	Attachment string
	Person     string
	Until      string // the last day, as 2027-03-31
	Giver      string
	Created    time.Time
}

// PutGrant gives a grant, or changes its day. Errors: [ErrAbsent], [ErrText].
func (d *DB) PutGrant(ctx context.Context, g Grant, now time.Time) error {
	if err := lines(g.Case, g.Attachment, g.Giver); err != nil {
		return err
	}
	if _, err := time.Parse(time.DateOnly, g.Until); err != nil {
		return ErrText
	}
	return d.change(ctx, func(t tx) error {
		if err := known(ctx, t, g.Tenant, g.Person); err != nil {
			return err
		}
		_, err := t.exec(ctx, `INSERT INTO yoshiki_grant (tenant, case_id, attachment, person, until, giver, created) VALUES ($1, $2, $3, $4, $5, $6, $7)
			ON CONFLICT (tenant, case_id, attachment, person) DO UPDATE SET until = excluded.until, giver = excluded.giver, created = excluded.created`,
			g.Tenant, g.Case, g.Attachment, g.Person, g.Until, g.Giver, stamp(now))
		return err
	})
}

// Granted reports whether a person may see an attachment on a day.
func (d *DB) Granted(ctx context.Context, tenant, caseID, attachment, person, day string) (bool, error) {
	n, err := first(ctx, d.reading(), number, `SELECT count(*) FROM yoshiki_grant WHERE tenant = $1 AND case_id = $2 AND attachment = $3 AND person = $4 AND until >= $5`,
		tenant, caseID, attachment, person, day)
	return n > 0, err
}

// Grants are those that a tenant has given, by case, attachment and person.
func (d *DB) Grants(ctx context.Context, tenant string) ([]Grant, error) {
	return list(ctx, d.reading(), readGrant, `SELECT tenant, case_id, attachment, person, until, giver, created FROM yoshiki_grant WHERE tenant = $1 ORDER BY case_id, attachment, person`, tenant)
}

// RemoveGrant takes a grant back. Errors: [ErrAbsent].
func (d *DB) RemoveGrant(ctx context.Context, tenant, caseID, attachment, person string) error {
	return d.one(ctx, ErrAbsent, `DELETE FROM yoshiki_grant WHERE tenant = $1 AND case_id = $2 AND attachment = $3 AND person = $4`, tenant, caseID, attachment, person)
}

func readGrant(scan func(...any) error) (g Grant, err error) {
	var created int64
	err = scan(&g.Tenant, &g.Case, &g.Attachment, &g.Person, &g.Until, &g.Giver, &created)
	g.Created = moment(created)
	return g, err
}
