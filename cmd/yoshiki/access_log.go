package main

import (
	"context"
	"errors"
	"os/user"
	"path/filepath"
	"time"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/audit"
)

// record opens the store of all tenants, and the audit log in it, for what changes something or
// takes it along: from now on it leaves a record.
func (t *tool) record(ctx context.Context, d *desk) error {
	url := d.f.store
	if url == "" {
		url = "dir:" + filepath.Join(d.f.data, "store")
	}
	var err error
	if d.store, err = t.app.CreateStore(ctx, url, d.now); err != nil {
		return err
	}
	file := filepath.Join(d.f.data, "audit.key")
	key, err := audit.LoadKey(file)
	if err != nil {
		return app.Unreadable(file, err)
	}
	if d.log, err = audit.Open(ctx, audit.Options{Store: d.store, Key: key}); err != nil {
		return &exitError{code: exitFailed, key: "access-log", err: err}
	}
	return nil
}

// logTime is how long the last entry may take to the store.
const logTime = 20 * time.Second

// written writes down what was done, or not, and closes the log.
func (d *desk) written(ctx context.Context, action string, did error) error {
	if d.log == nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), logTime)
	defer cancel()
	e := audit.Entry{Actor: "command line", Tenant: d.tenant, Action: action, Object: d.object, Outcome: audit.Done}
	if who, err := user.Current(); err == nil {
		e.Actor = "command line of " + who.Username
	}
	if did != nil {
		e.Outcome = audit.Failed
	}
	if err := errors.Join(d.log.Append(ctx, e), d.log.Close(ctx)); err != nil {
		return &exitError{code: exitFailed, key: "access-log", err: err}
	}
	return nil
}
