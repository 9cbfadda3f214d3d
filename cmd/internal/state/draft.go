package state

import (
	"context"
	"time"
)

// Draft is what somebody typed into a field of a case and has not saved yet, as it was typed:
// any bytes.
type Draft struct {
	Tenant, Person, Case string

	Field    string
	Value    []byte
	Sequence int64 // counted by who types; a later one wins, whenever it arrives
	Written  time.Time
}

// PutDraft keeps a draft unless there is one with the same or a later sequence, and reports
// whether it did. Errors: [ErrText] of the field.
func (d *DB) PutDraft(ctx context.Context, f Draft, now time.Time) (bool, error) {
	if err := lines(f.Person, f.Case, f.Field); err != nil {
		return false, err
	}
	n, err := d.exec(ctx, `INSERT INTO yoshiki_draft AS d (tenant, person, case_id, field, value, sequence, written) VALUES ($1, $2, $3, $4, $5, $6, $7)
		ON CONFLICT (tenant, person, case_id, field) DO UPDATE SET value = excluded.value, sequence = excluded.sequence, written = excluded.written
		WHERE d.sequence < excluded.sequence`, f.Tenant, f.Person, f.Case, f.Field, bytes(f.Value), f.Sequence, stamp(now))
	return n > 0, err
}

// Drafts are those of a person in a case, by field.
func (d *DB) Drafts(ctx context.Context, tenant, person, caseID string) ([]Draft, error) {
	return list(ctx, d.reading(), readDraft, `SELECT tenant, person, case_id, field, value, sequence, written FROM yoshiki_draft
		WHERE tenant = $1 AND person = $2 AND case_id = $3 ORDER BY field`, tenant, person, caseID)
}

// RemoveDraft forgets a draft that was saved, unless more was typed since.
func (d *DB) RemoveDraft(ctx context.Context, f Draft) error {
	_, err := d.exec(ctx, `DELETE FROM yoshiki_draft WHERE tenant = $1 AND person = $2 AND case_id = $3 AND field = $4 AND sequence <= $5`,
		f.Tenant, f.Person, f.Case, f.Field, f.Sequence)
	return err
}

func readDraft(scan func(...any) error) (f Draft, err error) {
	var written int64
	err = scan(&f.Tenant, &f.Person, &f.Case, &f.Field, &f.Value, &f.Sequence, &written)
	f.Written = moment(written)
	return f, err
}

// bytes are never null.
func bytes(b []byte) []byte {
	if b == nil {
		return []byte{}
	}
	return b
}
