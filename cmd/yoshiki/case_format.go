package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/editing"
	"yoshiki/forms/findings"
)

func (t *tool) caseFormatCommand() *cobra.Command {
	var write bool
	var store string
	cmd := &cobra.Command{
		Use: "format CASE", Short: t.words.Text("message.help.case-format", nil), Args: t.oneArg("CASE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return t.runCaseFormat(cmd.Context(), args[0], store, write)
		},
	}
	t.yes(cmd, &write, "write")
	t.addStoreFlag(cmd, &store)
	return cmd
}

func (t *tool) runCaseFormat(ctx context.Context, name, store string, write bool) error {
	if write && (name == "-" || strings.HasPrefix(name, "case:")) {
		return usage("format-write", map[string]string{"value": name})
	}
	c, err := t.readCase(ctx, name, store)
	if err != nil {
		return err
	}
	if write && c.InWorkbook() {
		return usage("format-write", map[string]string{"value": name})
	}
	f, err := editing.FormatCase(t.app, c)
	if err != nil {
		return err
	}
	if err := t.formatted(name, f, write); err != nil {
		return err
	}
	return t.summary(t.words.Text("message.format.summary", map[string]string{"n": fmt.Sprint(len(f.Written)), "left": fmt.Sprint(len(f.Findings))}),
		map[string]any{"written": len(f.Written), "findings": len(f.Findings)})
}

// formatted writes the text where it is wanted, and tells what is new in it.
func (t *tool) formatted(name string, f *editing.Formatted, write bool) error {
	if !write {
		if t.json {
			return t.line("", map[string]any{"case": string(f.Text)})
		}
		_, err := t.stdout.Write(f.Text)
		return err
	}
	if len(f.Written) > 0 {
		if err := writeWhole(name, f.Text); err != nil {
			return app.Unwritable(name, err)
		}
	}
	for _, note := range f.Written {
		l := findings.LineOf(note)
		if err := t.line(l.Text(t.words), l); err != nil {
			return err
		}
	}
	return nil
}
