package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/audit"
)

type auditVerifyFlags struct {
	store, second, heads string
	keys                 []string
	auditDays
}

func (t *tool) auditVerifyCommand() *cobra.Command {
	var f auditVerifyFlags
	cmd := &cobra.Command{Use: "verify [EXPORT] --audit-key FILE", Short: t.words.Text("message.help.audit-verify", nil), Long: t.words.Text("message.help.audit-verify-long", nil),
		Args: t.maybeArg("EXPORT"),
		RunE: func(cmd *cobra.Command, args []string) error { return t.runAuditVerify(cmd.Context(), args, f) }}
	t.addStoreFlag(cmd, &f.store)
	t.list(cmd, &f.keys, "audit-key")
	t.text(cmd, &f.second, "second", "")
	t.text(cmd, &f.heads, "heads", "")
	t.addAuditDays(cmd, &f.auditDays)
	return cmd
}

func (t *tool) runAuditVerify(ctx context.Context, args []string, f auditVerifyFlags) error {
	e, err := t.auditEvidence(ctx, f)
	if err != nil {
		return err
	}
	r, err := t.auditVerified(ctx, args, f, e)
	if err != nil {
		return err
	}
	for _, found := range r.Findings {
		if err := t.line(t.auditWords(found), auditFound{found.Code, found.Key, found.Line, found.Args}); err != nil {
			return err
		}
	}
	if err := t.auditSummary(r); err != nil {
		return err
	}
	if len(r.Findings) > 0 {
		return &exitError{code: exitVerify}
	}
	if whole := len(args) == 0 && f.auditDays == (auditDays{}); f.heads != "" && whole {
		err = writeWhole(f.heads, []byte(strings.Join(r.Heads, "\n")+"\n"))
	}
	if err != nil {
		return app.Unwritable(f.heads, err)
	}
	return nil
}

func (t *tool) auditVerified(ctx context.Context, args []string, f auditVerifyFlags, e audit.Evidence) (audit.Report, error) {
	if len(args) > 0 {
		in, err := os.Open(args[0])
		if err != nil {
			return audit.Report{}, app.Unreadable(args[0], err)
		}
		defer in.Close()
		return audit.VerifyExport(in, e)
	}
	s, err := t.app.OpenStore(ctx, f.store)
	if err != nil {
		return audit.Report{}, err
	}
	return audit.Verify(ctx, s, e)
}

func (t *tool) auditEvidence(ctx context.Context, f auditVerifyFlags) (e audit.Evidence, err error) {
	if e.Range, err = f.days(); err != nil {
		return e, err
	}
	if e.Keys, err = auditKeys(f.keys); err != nil {
		return e, err
	}
	if f.second != "" {
		if e.Second, err = t.app.OpenStore(ctx, f.second); err != nil {
			return e, err
		}
	}
	if f.heads == "" {
		return e, nil
	}
	data, err := os.ReadFile(f.heads)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return e, app.Unreadable(f.heads, err)
	}
	e.Heads = strings.Fields(string(data))
	return e, nil
}

func (t *tool) auditSummary(r audit.Report) error {
	last := "-"
	if !r.Last.IsZero() {
		last = r.Last.Format(time.RFC3339)
	}
	return t.summary(t.words.Text("message.audit.summary", map[string]string{"entries": fmt.Sprint(r.Entries), "segments": fmt.Sprint(r.Segments), "chains": fmt.Sprint(r.Chains),
		"last": last, "findings": fmt.Sprint(len(r.Findings))}),
		map[string]any{"entries": r.Entries, "segments": r.Segments, "chains": r.Chains, "last": last, "findings": len(r.Findings), "heads": r.Heads})
}
