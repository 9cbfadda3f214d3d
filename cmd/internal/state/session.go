package state

import (
	"context"
	"time"
)

// Session is a person who has signed in. Of the secret in the cookie only a keyed hash is kept.
type Session struct {
	ID      string // by which people name it; it opens nothing
	Hash    string
	Person  string
	Tenant  string // in which the person works
	Created time.Time
	Seen    time.Time
	Idle    time.Time // it ends then unless it is used
	Expires time.Time // it ends then at the latest
}

const session = `SELECT s.id, s.hash, s.person, s.tenant, s.created, s.seen, s.idle, s.expires FROM yoshiki_session s `

// AddSession keeps a session, and gives its id. Errors: [ErrAbsent] of the tenant or person.
func (d *DB) AddSession(ctx context.Context, s Session, now time.Time) (id string, err error) {
	id = newID("session")
	return id, d.change(ctx, func(t tx) error {
		if err := known(ctx, t, s.Tenant, s.Person); err != nil {
			return err
		}
		return t.one(ctx, ErrTaken, `INSERT INTO yoshiki_session (id, hash, person, tenant, created, seen, idle, expires) VALUES ($1, $2, $3, $4, $5, $5, $6, $7) ON CONFLICT DO NOTHING`,
			id, s.Hash, s.Person, s.Tenant, stamp(now), stamp(s.Idle), stamp(s.Expires))
	})
}

// SessionOf is the session with a hash that has not ended. Errors: [ErrAbsent].
func (d *DB) SessionOf(ctx context.Context, hash string, now time.Time) (Session, error) {
	return first(ctx, d.reading(), readSession, session+`WHERE s.hash = $1 AND s.idle > $2 AND s.expires > $2`, hash, stamp(now))
}

// Sessions are those in a tenant that have not ended, by their time.
func (d *DB) Sessions(ctx context.Context, tenant string, now time.Time) ([]Session, error) {
	return list(ctx, d.reading(), readSession, session+`WHERE s.tenant = $1 AND s.idle > $2 AND s.expires > $2 ORDER BY s.created, s.id`, tenant, stamp(now))
}

// UseSession notes that a session was used, and lets it live until idle.
func (d *DB) UseSession(ctx context.Context, id string, now, idle time.Time) error {
	_, err := d.exec(ctx, `UPDATE yoshiki_session SET seen = $2, idle = $3 WHERE id = $1 AND seen < $2`, id, stamp(now), stamp(idle))
	return err
}

// RemoveSession ends a session of a tenant. Errors: [ErrAbsent].
func (d *DB) RemoveSession(ctx context.Context, tenant, id string) error {
	return d.one(ctx, ErrAbsent, `DELETE FROM yoshiki_session WHERE tenant = $1 AND id = $2`, tenant, id)
}

// RemoveSessionsOf ends all sessions of a person, and tells how many.
func (d *DB) RemoveSessionsOf(ctx context.Context, person string) (int64, error) {
	return d.exec(ctx, `DELETE FROM yoshiki_session WHERE person = $1`, person)
}

// SweepSessions forgets those that have ended.
func (d *DB) SweepSessions(ctx context.Context, now time.Time) error {
	_, err := d.exec(ctx, `DELETE FROM yoshiki_session WHERE idle <= $1 OR expires <= $1`, stamp(now))
	return err
}

func readSession(scan func(...any) error) (s Session, err error) {
	var created, seen, idle, expires int64
	err = scan(&s.ID, &s.Hash, &s.Person, &s.Tenant, &created, &seen, &idle, &expires)
	s.Created, s.Seen, s.Idle, s.Expires = moment(created), moment(seen), moment(idle), moment(expires)
	return s, err
}
