package state

import (
	"context"
	"time"
)

// Delivery is a message that is to reach a webhook.
type Delivery struct {
	ID       string
	Webhook  string
	Address  string
	Event    string
	Body     []byte
	Created  time.Time
	Attempts int // with this one
	Trace    string
}

// Message is what webhooks are told.
type Message struct {
	Event string
	Body  []byte
	Trace string // traceparent of what it tells of; "" for none
}

// Announce puts a message in the queue of every webhook of a tenant that wants the event.
func (d *DB) Announce(ctx context.Context, tenant string, m Message, now time.Time) error {
	return d.change(ctx, func(t tx) error {
		all, err := list(ctx, t, readWebhook, webhook+`WHERE w.tenant = $1`, tenant)
		for _, w := range all {
			if err == nil && w.wants(m.Event) {
				_, err = t.exec(ctx, `INSERT INTO yoshiki_delivery (id, webhook, event, body, created, due, trace) VALUES ($1, $2, $3, $4, $5, $5, $6)`,
					newID("message"), w.ID, m.Event, bytes(m.Body), stamp(now), m.Trace)
			}
		}
		return err
	})
}

// Deliver hands out at most n messages that are due, those of stopped webhooks left out. Nobody
// else gets them until the lease is over, after which they are due again.
func (d *DB) Deliver(ctx context.Context, n int, lease time.Duration, now time.Time) (all []Delivery, err error) {
	err = d.change(ctx, func(t tx) error {
		ids, err := list(ctx, t, text, `UPDATE yoshiki_delivery SET due = $2, attempts = attempts + 1 WHERE due <= $1 AND id IN
			(SELECT v.id FROM yoshiki_delivery v JOIN yoshiki_webhook w ON w.id = v.webhook WHERE v.due <= $1 AND w.stopped = 0 ORDER BY v.due, v.id LIMIT $3)
			RETURNING id`, stamp(now), stamp(now.Add(lease)), n)
		for _, id := range ids {
			if err != nil {
				return err
			}
			var one Delivery
			one, err = first(ctx, t, readDelivery, `SELECT v.id, v.webhook, w.address, v.event, v.body, v.created, v.attempts, v.trace
				FROM yoshiki_delivery v JOIN yoshiki_webhook w ON w.id = v.webhook WHERE v.id = $1`, id)
			all = append(all, one)
		}
		return err
	})
	if err != nil { // they are due as before
		return nil, err
	}
	return all, nil
}

// Delivered forgets a message that has arrived.
func (d *DB) Delivered(ctx context.Context, v Delivery) error {
	return d.change(ctx, func(t tx) error {
		if _, err := t.exec(ctx, `UPDATE yoshiki_webhook SET failures = 0, failed = '' WHERE id = $1`, v.Webhook); err != nil {
			return err
		}
		_, err := t.exec(ctx, `DELETE FROM yoshiki_delivery WHERE id = $1`, v.ID)
		return err
	})
}

// Undelivered says why a message has not arrived and when it is to be tried again; with a zero
// time, not at all. Errors: [ErrText].
func (d *DB) Undelivered(ctx context.Context, v Delivery, why string, again time.Time) error {
	if err := lines(why); err != nil {
		return err
	}
	return d.change(ctx, func(t tx) error {
		if _, err := t.exec(ctx, `UPDATE yoshiki_webhook SET failures = failures + 1, failed = $2 WHERE id = $1`, v.Webhook, why); err != nil {
			return err
		}
		if again.IsZero() {
			_, err := t.exec(ctx, `DELETE FROM yoshiki_delivery WHERE id = $1`, v.ID)
			return err
		}
		_, err := t.exec(ctx, `UPDATE yoshiki_delivery SET due = $2 WHERE id = $1`, v.ID, stamp(again))
		return err
	})
}

func readDelivery(scan func(...any) error) (v Delivery, err error) {
	var created int64
	err = scan(&v.ID, &v.Webhook, &v.Address, &v.Event, &v.Body, &created, &v.Attempts, &v.Trace)
	v.Created = moment(created)
	return v, err
}
