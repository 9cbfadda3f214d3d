package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/audit"
)

type auditExportFlags struct {
	store, tenant string
	auditDays
}

func (t *tool) auditExportCommand() *cobra.Command {
	var f auditExportFlags
	cmd := &cobra.Command{Use: "export FILE [--tenant TENANT]", Short: t.words.Text("message.help.audit-export", nil), Long: t.words.Text("message.help.audit-export-long", nil), Args: t.oneArg("FILE"),
		RunE: func(cmd *cobra.Command, args []string) error { return t.runAuditExport(cmd.Context(), args[0], f) }}
	t.addStoreFlag(cmd, &f.store)
	t.text(cmd, &f.tenant, "tenant", "")
	t.addAuditDays(cmd, &f.auditDays)
	return cmd
}

func (t *tool) runAuditExport(ctx context.Context, file string, f auditExportFlags) error {
	days, err := f.days()
	if err != nil {
		return err
	}
	s, err := t.app.OpenStore(ctx, f.store)
	if err != nil {
		return err
	}
	out, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, os.ErrExist) {
		return &exitError{code: exitFailed, key: "audit-exists", args: map[string]string{"file": file}}
	}
	if err != nil {
		return app.Unwritable(file, err)
	}
	entries, err := audit.Export(ctx, s, f.tenant, days, out)
	if err = errors.Join(err, out.Close()); err != nil {
		return errors.Join(app.Unwritable(file, err), os.Remove(file))
	}
	if err := t.line(file, map[string]any{"file": file, "entries": entries}); err != nil {
		return err
	}
	return t.summary(t.words.Text("message.audit.exported", map[string]string{"entries": fmt.Sprint(entries), "file": file}), map[string]any{"entries": entries})
}
