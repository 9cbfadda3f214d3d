package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/editing"
)

type importFlags struct {
	into, out, store string
	force            bool
}

func (t *tool) caseImportCommand() *cobra.Command {
	var f importFlags
	cmd := &cobra.Command{
		Use: "import FILE…", Short: t.words.Text("message.help.case-import", nil), Long: t.words.Text("message.help.case-import-long", nil),
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return t.oneArg("FILE")(cmd, args)
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return t.runCaseImport(cmd.Context(), args, f) },
	}
	t.text(cmd, &f.into, "into", "")
	t.text(cmd, &f.out, "output", "")
	t.yes(cmd, &f.force, "force")
	t.addStoreFlag(cmd, &f.store)
	return cmd
}

func (t *tool) runCaseImport(ctx context.Context, names []string, f importFlags) error {
	if f.into != "" && f.out != "" {
		return usage("import-both", nil)
	}
	if f.into == "-" || strings.HasPrefix(f.into, "case:") || strings.HasSuffix(strings.ToLower(f.into), ".xlsx") {
		return usage("import-into", map[string]string{"value": f.into})
	}
	if _, err := os.Lstat(f.out); err == nil && !f.force {
		return &exitError{code: exitFailed, key: "exists", args: map[string]string{"file": f.out}}
	}
	var books []*app.Case
	for _, name := range names {
		book, err := t.readCase(ctx, name, f.store)
		if err != nil {
			return err
		}
		books = append(books, book)
	}
	into, err := t.importTarget(ctx, &f)
	if err != nil {
		return err
	}
	all, err := editing.Import(t.app, books, into)
	if err != nil {
		return err
	}
	return t.imported(all, f)
}

// importTarget reads the case file into which workbooks are taken; nil for a new one. A file
// that is not there yet is made.
func (t *tool) importTarget(ctx context.Context, f *importFlags) (*app.Case, error) {
	if f.into == "" {
		return nil, nil
	}
	if _, err := os.Lstat(f.into); errors.Is(err, fs.ErrNotExist) {
		f.out = f.into
		return nil, nil
	}
	f.out = f.into
	return t.readCase(ctx, f.into, f.store)
}

// imported writes the case and tells what came into it.
func (t *tool) imported(all *editing.Imported, f importFlags) error {
	switch {
	case f.out != "":
		if err := writeWhole(f.out, all.Text); err != nil {
			return app.Unwritable(f.out, err)
		}
	case t.json:
		if err := t.line("", map[string]any{"case": string(all.Text)}); err != nil {
			return err
		}
	default:
		if _, err := t.stdout.Write(all.Text); err != nil {
			return err
		}
	}
	if err := t.importReport(all, f.out); err != nil {
		return err
	}
	if all.Clashes > 0 {
		return &exitError{code: exitPart}
	}
	return nil
}

// importReport tells the changes on standard output, unless the case is there, and what was
// found.
func (t *tool) importReport(all *editing.Imported, file string) error {
	for _, c := range all.Changes {
		if file != "" || t.json {
			if err := t.line(t.words.Text("message.import."+string(c.Kind), map[string]string{"pointer": c.Pointer}), c); err != nil {
				return err
			}
		}
	}
	if err := t.remark(all.Findings); err != nil {
		return err
	}
	return t.summary(t.words.Text("message.import.summary", map[string]string{"n": fmt.Sprint(len(all.Changes)), "clashes": fmt.Sprint(all.Clashes)}),
		map[string]any{"file": file, "changes": len(all.Changes), "clashes": all.Clashes})
}
