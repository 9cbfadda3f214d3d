package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/editing"
)

type caseSheetFlags struct {
	textFlags
	kind, out, store, controls string
	force                      bool
}

func (t *tool) caseSheetCommand() *cobra.Command {
	var f caseSheetFlags
	cmd := &cobra.Command{
		Use: "sheet [CASE]", Short: t.words.Text("message.help.case-sheet", nil), Long: t.words.Text("message.help.case-sheet-long", nil), Args: t.maybeArg("CASE"),
		RunE: func(cmd *cobra.Command, args []string) error { return t.runCaseSheet(cmd.Context(), args, f) },
	}
	t.addTextFlags(cmd, &f.textFlags)
	t.text(cmd, &f.kind, "kind", "")
	t.text(cmd, &f.out, "output", "")
	t.text(cmd, &f.controls, "controls", "")
	t.yes(cmd, &f.force, "force")
	t.addStoreFlag(cmd, &f.store)
	return cmd
}

func (t *tool) runCaseSheet(ctx context.Context, args []string, f caseSheetFlags) (err error) {
	switch _, gone := os.Lstat(f.out); {
	case !strings.EqualFold(filepath.Ext(f.out), ".xlsx"):
		return usage("sheet-output", map[string]string{"value": f.out})
	case gone == nil && !f.force:
		return &exitError{code: exitFailed, key: "exists", args: map[string]string{"file": f.out}}
	}
	order := editing.SheetOrder{Kind: f.kind, Language: t.words.Language(), Command: program}
	if order.Text, err = f.text(); err != nil {
		return err
	}
	if len(args) > 0 {
		if order.Case, err = t.readCase(ctx, args[0], f.store); err != nil {
			return err
		}
	}
	if f.controls != "" {
		if order.Controls, err = t.readTable(f.controls); err != nil {
			return err
		}
	}
	catalog, kind, data, err := editing.Sheet(t.app, order)
	if err != nil {
		return err
	}
	if order.Case == nil {
		t.passedOver(catalog.Program, catalog.Passed)
	}
	if err := writeWhole(f.out, data); err != nil {
		return app.Unwritable(f.out, err)
	}
	return t.summary(t.words.Text("message.sheet.summary", map[string]string{"file": f.out, "kind": kind}), map[string]any{"file": f.out, "kind": kind})
}

// maybeArg wants one argument at most.
func (t *tool) maybeArg(name string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) > 1 {
			return t.oneArg(name)(cmd, args)
		}
		return nil
	}
}
