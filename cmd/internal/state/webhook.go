package state

import (
	"context"
	"slices"
	"time"
)

// Webhook is an address that wants to hear of events. What signs the messages to it is made
// from the key of the installation and the id, and not kept.
type Webhook struct {
	ID       string
	Tenant   string
	Address  string
	Events   []string
	Created  time.Time
	Failures int    // one after the other
	Failed   string // why the last one did
	Stopped  time.Time
}

const webhook = `SELECT w.id, w.tenant, w.address, w.events, w.created, w.failures, w.failed, w.stopped FROM yoshiki_webhook w `

// AddWebhook keeps a webhook, and gives its id. Errors: [ErrText], [ErrAbsent] of the tenant.
func (d *DB) AddWebhook(ctx context.Context, tenant, address string, events []string, now time.Time) (id string, err error) {
	if err := lines(address, join(events)); err != nil {
		return "", err
	}
	id = newID("webhook")
	return id, d.one(ctx, ErrAbsent, `INSERT INTO yoshiki_webhook (id, tenant, address, events, created) SELECT $1, id, $3, $4, CAST($5 AS BIGINT) FROM yoshiki_tenant WHERE id = $2`,
		id, tenant, address, join(events), stamp(now))
}

// Webhooks are those of a tenant, by their time.
func (d *DB) Webhooks(ctx context.Context, tenant string) ([]Webhook, error) {
	return list(ctx, d.reading(), readWebhook, webhook+`WHERE w.tenant = $1 ORDER BY w.created, w.id`, tenant)
}

// StopWebhook has nothing delivered any more until StartWebhook. Errors: [ErrAbsent].
func (d *DB) StopWebhook(ctx context.Context, tenant, id string, now time.Time) error {
	return d.one(ctx, ErrAbsent, `UPDATE yoshiki_webhook SET stopped = $3 WHERE tenant = $1 AND id = $2`, tenant, id, stamp(now))
}

// StartWebhook ends a stop. Errors: [ErrAbsent].
func (d *DB) StartWebhook(ctx context.Context, tenant, id string) error {
	return d.one(ctx, ErrAbsent, `UPDATE yoshiki_webhook SET stopped = 0, failures = 0, failed = '' WHERE tenant = $1 AND id = $2`, tenant, id)
}

// RemoveWebhook forgets a webhook and what was to be delivered to it. Errors: [ErrAbsent].
func (d *DB) RemoveWebhook(ctx context.Context, tenant, id string) error {
	return d.change(ctx, func(t tx) error {
		if _, err := t.exec(ctx, `DELETE FROM yoshiki_delivery WHERE webhook IN (SELECT id FROM yoshiki_webhook WHERE tenant = $1 AND id = $2)`, tenant, id); err != nil {
			return err
		}
		return t.one(ctx, ErrAbsent, `DELETE FROM yoshiki_webhook WHERE tenant = $1 AND id = $2`, tenant, id)
	})
}

// wants reports whether a webhook is to hear of an event.
func (w Webhook) wants(event string) bool {
	return w.Stopped.IsZero() && slices.Contains(w.Events, event)
}

func readWebhook(scan func(...any) error) (w Webhook, err error) {
	var events string
	var created, stopped int64
	err = scan(&w.ID, &w.Tenant, &w.Address, &events, &created, &w.Failures, &w.Failed, &stopped)
	w.Events, w.Created, w.Stopped = split[string](events), moment(created), moment(stopped)
	return w, err
}
