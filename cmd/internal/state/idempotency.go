package state

import (
	"context"
	"errors"
	"time"
)

// Errors of a request that is repeated.
var (
	ErrRunning = errors.New("the first request with this key is not over")
	ErrOther   = errors.New("the key was used for another request")
)

// Request is one that its sender may repeat: the key that it chose, and what tells the request
// from any other.
type Request struct{ Tenant, Actor, Key, Fingerprint string }

// Response is what a request was answered.
type Response struct {
	Status int
	Header []byte
	Body   []byte
}

// KeepResponses is how long a repetition is answered as the first time.
const KeepResponses = 24 * time.Hour

// Attempt is a request that is being answered.
type Attempt struct {
	request Request
	id      string
}

// Begin sets about a request, once: whoever repeats it gets the response, or is told to wait,
// for the lease at most, after which the server that was at it is taken for dead. Exactly one
// of attempt and response is not nil without an error. Errors: [ErrRunning], [ErrOther], [ErrText].
func (d *DB) Begin(ctx context.Context, r Request, lease time.Duration, now time.Time) (a *Attempt, done *Response, err error) {
	if err := lines(r.Actor, r.Key, r.Fingerprint); err != nil {
		return nil, nil, err
	}
	a = &Attempt{r, newID("attempt")}
	err = d.change(ctx, func(t tx) error {
		n, err := t.exec(ctx, `INSERT INTO yoshiki_idempotency AS i (tenant, actor, key, fingerprint, attempt, lease, created) VALUES ($1, $2, $3, $4, $5, $6, $7)
			ON CONFLICT (tenant, actor, key) DO UPDATE SET fingerprint = excluded.fingerprint, attempt = excluded.attempt, lease = excluded.lease,
				created = excluded.created, status = 0, header = NULL, body = NULL
			WHERE i.created <= $8 OR (i.lease > 0 AND i.lease <= $7 AND i.fingerprint = excluded.fingerprint)`,
			r.Tenant, r.Actor, r.Key, r.Fingerprint, a.id, stamp(now.Add(lease)), stamp(now), stamp(now.Add(-KeepResponses)))
		if err != nil || n > 0 {
			return err
		}
		done, err = earlier(ctx, t, r)
		return err
	})
	if err != nil || done != nil {
		a = nil
	}
	return a, done, err
}

// earlier is what the same request was answered.
func earlier(ctx context.Context, t tx, r Request) (*Response, error) {
	type row struct {
		Response
		fingerprint string
		lease       int64
	}
	e, err := first(ctx, t, func(scan func(...any) error) (e row, err error) {
		return e, scan(&e.fingerprint, &e.lease, &e.Status, &e.Header, &e.Body)
	}, `SELECT fingerprint, lease, status, header, body FROM yoshiki_idempotency WHERE tenant = $1 AND actor = $2 AND key = $3`, r.Tenant, r.Actor, r.Key)
	switch {
	case err != nil:
		return nil, err
	case e.fingerprint != r.Fingerprint:
		return nil, ErrOther
	case e.lease > 0:
		return nil, ErrRunning
	}
	return &e.Response, nil
}

// Finish keeps what a request was answered. Errors: [ErrAbsent] when the lease was over and
// somebody else has set about it.
func (d *DB) Finish(ctx context.Context, a *Attempt, done Response) error {
	r := a.request
	return d.one(ctx, ErrAbsent, `UPDATE yoshiki_idempotency SET lease = 0, status = $5, header = $6, body = $7 WHERE tenant = $1 AND actor = $2 AND key = $3 AND attempt = $4`,
		r.Tenant, r.Actor, r.Key, a.id, done.Status, bytes(done.Header), bytes(done.Body))
}

// Abandon forgets an attempt that came to nothing, so that the request may be repeated at once.
func (d *DB) Abandon(ctx context.Context, a *Attempt) error {
	r := a.request
	_, err := d.exec(ctx, `DELETE FROM yoshiki_idempotency WHERE tenant = $1 AND actor = $2 AND key = $3 AND attempt = $4 AND lease > 0`, r.Tenant, r.Actor, r.Key, a.id)
	return err
}

// SweepRequests forgets those that are older than [KeepResponses].
func (d *DB) SweepRequests(ctx context.Context, now time.Time) error {
	_, err := d.exec(ctx, `DELETE FROM yoshiki_idempotency WHERE created <= $1`, stamp(now.Add(-KeepResponses)))
	return err
}
