package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"yoshiki/cmd/internal/app"
	"yoshiki/forms/casefile"
	"yoshiki/forms/findings"
)

type checkFlags struct {
	kind, asOf, revision, store string
	sarif, noFiles, annotate    bool
	boxes, characters           bool
}

func (t *tool) checkCommand() *cobra.Command {
	var f checkFlags
	cmd := &cobra.Command{
		Use: "check CASE", Short: t.words.Text("message.help.check", nil), Args: t.oneArg("CASE"),
		RunE: func(cmd *cobra.Command, args []string) error { return t.runCheck(cmd.Context(), args[0], f) },
	}
	t.text(cmd, &f.kind, "for", "")
	t.text(cmd, &f.asOf, "as-of", "")
	t.text(cmd, &f.revision, "revision", "")
	t.addStoreFlag(cmd, &f.store)
	t.yes(cmd, &f.noFiles, "no-files")
	t.yes(cmd, &f.sarif, "sarif")
	t.yes(cmd, &f.boxes, "boxes")
	t.yes(cmd, &f.characters, "characters")
	t.yes(cmd, &f.annotate, "annotate")
	return cmd
}

func (t *tool) runCheck(ctx context.Context, name string, f checkFlags) error {
	c, err := t.readCase(ctx, name, f.store)
	if err != nil {
		return err
	}
	if f.annotate && (!c.InWorkbook() && !app.HasErrors(c.Findings) || name == "-") {
		return usage("annotate", map[string]string{"value": name})
	}
	checked, err := t.app.Check(ctx, c, app.CheckOrder{Kind: f.kind, AsOf: casefile.Date(f.asOf), Revision: casefile.Date(f.revision), Today: today(), NoFiles: f.noFiles, Boxes: f.boxes, Drawn: f.characters})
	if err != nil {
		return err
	}
	if checked.Asked != nil {
		t.passedOver(checked.Asked.Program, checked.Passed)
	}
	if f.sarif {
		err = findings.WriteSARIF(t.stdout, findings.Log{Version: version(), Findings: checked.Findings, Catalog: checked.Asked}, t.words)
	} else {
		err = t.findings(checked.Findings)
	}
	if err == nil && f.annotate && c.InWorkbook() {
		err = t.annotate(c, checked.Findings)
	}
	if err == nil && app.HasErrors(checked.Findings) {
		return &exitError{code: exitCase}
	}
	return err
}

// annotate writes findings into the workbook beside their cells.
func (t *tool) annotate(c *app.Case, found []casefile.Finding) error {
	data, err := t.app.Annotate(c, found, func(f casefile.Finding) string {
		l := findings.LineOf(f)
		text := t.words.Text("severity."+string(f.Severity), nil) + ": " + l.Message.In(t.words.Language()) + "\n→ " + l.Repair.In(t.words.Language())
		if f.Sheet == "" && f.File != c.Name {
			text = f.File + " " + text
		}
		return text
	})
	if err != nil {
		return err
	}
	if err := writeWhole(c.Name, data); err != nil {
		return app.Unwritable(c.Name, err)
	}
	return nil
}

// oneArg wants exactly one argument.
// someArgs asks for an argument, behind which there may be more.
func (t *tool) someArgs(name string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) == 0 {
			return usage("argument", map[string]string{"command": cmd.CommandPath(), "name": name})
		}
		return nil
	}
}

func (t *tool) oneArg(name string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) != 1 {
			return usage("argument", map[string]string{"command": cmd.CommandPath(), "name": name})
		}
		return nil
	}
}

// nArgs wants a number of arguments.
func (t *tool) nArgs(name string, n int) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) != n {
			return usage("arguments", map[string]string{"command": cmd.CommandPath(), "name": name, "n": fmt.Sprint(n)})
		}
		return nil
	}
}

// noArgs wants no argument. What stands there is a command that does not exist.
func (t *tool) noArgs(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usage("unknown", map[string]string{"command": cmd.CommandPath(), "value": args[0]})
	}
	return nil
}
