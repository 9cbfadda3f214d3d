package main

import (
	"context"
	"fmt"
	"os"

	"yoshiki/cmd/internal/audit"
	"yoshiki/storage/dir"
)

// auditLog writes a log as a service does: auditLog FOLDER KEY [SECOND], with an entry for each
// line of "TENANT OBJECT" on standard input.
func auditLog() {
	if err := writeAuditLog(context.Background(), os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func writeAuditLog(ctx context.Context, args []string) error {
	s, err := dir.Create(args[0])
	if err != nil {
		return err
	}
	key, err := audit.LoadKey(args[1])
	if err != nil {
		return err
	}
	o := audit.Options{Store: s, Key: key}
	if len(args) > 2 {
		if o.Second, err = dir.Create(args[2]); err != nil {
			return err
		}
	}
	l, err := audit.Open(ctx, o)
	if err != nil {
		return err
	}
	for {
		var tenant, object string
		if n, _ := fmt.Scan(&tenant, &object); n < 2 {
			return l.Close(ctx)
		}
		if err := l.Append(ctx, audit.Entry{Actor: "p-1", Tenant: tenant, Action: "case:read", Object: object, Outcome: audit.Done}); err != nil {
			return err
		}
	}
}
