package main

import (
	"context"
	"crypto/ed25519"
	"errors"
	"path/filepath"
	"time"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/audit"
	"yoshiki/cmd/internal/server"
)

// auditKept is how long the log is locked in a store that locks: three years and a month.
const auditKept = (3*365 + 1 + 31) * 24 * time.Hour

// auditBehind is how many segments of the log, one for each second, may wait for the store
// before it counts as a fault: what waits lies on this host alone.
const auditBehind = 30

// errBehind says that the store has too little of the log.
var errBehind = errors.New("the audit log waits for the store")

// openAudit opens the log of a service, whose checkpoints may lie in a second place, too.
func (t *tool) openAudit(ctx context.Context, f serveFlags, p *parts) error {
	file := filepath.Join(f.data, "audit.key")
	key, err := audit.LoadKey(file)
	if err != nil {
		return app.Unreadable(file, err)
	}
	p.auditKey = key.Public().(ed25519.PublicKey)
	o := audit.Options{Store: p.store.Store, Journal: filepath.Join(f.data, "audit"), Key: key, Keep: auditKept}
	if f.second != "" {
		second, err := t.app.CreateStore(ctx, f.second, time.Now())
		if err != nil {
			return err
		}
		o.Second, p.second = second.Store, second.Store
	}
	if p.audit, err = audit.Open(ctx, o); err != nil {
		return &exitError{code: exitFailed, key: "audit-closed", err: err}
	}
	return nil
}

// auditEntry is what a server did as it stands in the log.
func auditEntry(e server.Event) audit.Entry {
	return audit.Entry{Time: e.Time, Actor: e.Actor, Tenant: e.Tenant, Action: e.Action, Object: e.Object, Outcome: outcome(e.Outcome), Address: e.Address, RequestID: e.RequestID}
}

// outcome is how an answer with a status stands in the log.
func outcome(status int) audit.Outcome {
	switch {
	case status < 400:
		return audit.Done
	case status == 401 || status == 403 || status == 404:
		return audit.Refused
	}
	return audit.Failed
}
