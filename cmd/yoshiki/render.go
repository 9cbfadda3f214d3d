package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"yoshiki/cmd/internal/app"
	"yoshiki/forms/casefile"
)

// printLine is one file that was printed, or not.
type printLine struct {
	Form   string `json:"form"`
	Title  string `json:"title"`
	Format string `json:"format"`
	File   string `json:"file"`
	Size   int    `json:"size,omitempty"`
	Error  string `json:"error,omitempty"`
}

type renderFlags struct {
	forms   []string
	formats []string
	out     string
	store   string

	revision string
}

func (t *tool) renderCommand() *cobra.Command {
	var f renderFlags
	cmd := &cobra.Command{
		Use: "render CASE -o DIR", Short: t.words.Text("message.help.render", nil), Args: t.oneArg("CASE"),
		RunE: func(cmd *cobra.Command, args []string) error { return t.runRender(cmd.Context(), args[0], f) },
	}
	t.list(cmd, &f.forms, "form")
	t.list(cmd, &f.formats, "format", app.Formats()...)
	t.text(cmd, &f.out, "output", "")
	t.text(cmd, &f.revision, "revision", "")
	t.addStoreFlag(cmd, &f.store)
	return cmd
}

func (t *tool) runRender(ctx context.Context, name string, f renderFlags) error {
	if f.out == "" {
		return usage("output", nil)
	}
	c, err := t.readCase(ctx, name, f.store)
	if err != nil {
		return err
	}
	p := &progress{tool: t}
	prints, err := t.app.Render(ctx, c, app.RenderOrder{Forms: f.forms, Formats: f.formats, Revision: casefile.Date(f.revision), Printed: p.step})
	p.end()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(f.out, 0o777); err != nil {
		return app.Unwritable(f.out, err)
	}
	return t.writePrints(prints, f.out)
}

// writePrints writes the files and prints a line for each. What could not be printed or
// written is named, and the command ends as done in part.
func (t *tool) writePrints(prints []app.Print, dir string) error {
	failed := 0
	for _, p := range prints {
		l := printLine{Form: p.Form.Definition.ID, Title: p.Form.Definition.Title.Ja, Format: p.Format,
			File: filepath.Join(dir, p.Name()), Size: len(p.Data)}
		if err := t.writePrint(p, l.File); err != nil {
			failed++
			l.Error = t.failed(exitOf(err))
		}
		if l.Error == "" || t.json {
			if err := t.line(l.File, l); err != nil {
				return err
			}
		}
	}
	n := len(prints) - failed
	err := t.summary(t.words.Text("message.render.summary", map[string]string{"files": fmt.Sprint(n), "failed": fmt.Sprint(failed)}),
		map[string]any{"files": n, "failed": failed})
	switch {
	case err != nil:
		return err
	case failed == len(prints) && failed > 0:
		return &exitError{code: exitFailed}
	case failed > 0:
		return &exitError{code: exitPart}
	}
	return nil
}

// writePrint writes one file, or says why it is not there.
func (t *tool) writePrint(p app.Print, name string) error {
	if p.Err == nil {
		if err := writeWhole(name, p.Data); err != nil {
			return app.Unwritable(name, err)
		}
		return nil
	}
	if p.Faults[0].ID != "case:glyph" {
		return &exitError{code: exitFailed, key: "print", args: map[string]string{"file": name}, err: p.Err}
	}
	places := make([]string, len(p.Faults))
	for i, f := range p.Faults {
		places[i] = fmt.Sprintf("%s:%d:%d %s %s", f.File, f.Line, f.Column, f.Pointer, f.Args["found"])
	}
	return &exitError{code: exitFailed, key: "glyph", args: map[string]string{"file": name, "reason": strings.Join(places, "; ")}}
}
