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
	p, w := &progress{tool: t}, &printWriter{tool: t, dir: f.out}
	err = t.app.Render(ctx, c, app.RenderOrder{Forms: f.forms, Formats: f.formats, Revision: casefile.Date(f.revision), Each: w.write, Printed: p.step})
	p.end()
	if err != nil {
		return err
	}
	return w.end()
}

// printWriter writes files into a folder.
type printWriter struct {
	*tool
	dir             string
	written, failed int
}

// write writes a file and prints a line for it. What could not be printed or written is named.
func (w *printWriter) write(p *app.Print) error {
	if err := w.folder(); err != nil {
		return err
	}
	l := printLine{Form: p.Form.Definition.ID, Title: p.Form.Definition.Title.Ja, Format: p.Format,
		File: filepath.Join(w.dir, p.Name()), Size: len(p.Data)}
	if err := w.writePrint(p, l.File); err != nil {
		w.failed++
		l.Error = w.tool.failed(exitOf(err))
	} else {
		w.written++
	}
	if l.Error != "" && !w.json {
		return nil
	}
	if err := w.line(l.File, l); err != nil {
		return err
	}
	return w.remark(p.Notes)
}

// folder makes the folder before the first file.
func (w *printWriter) folder() error {
	if w.written+w.failed > 0 {
		return nil
	}
	if err := os.MkdirAll(w.dir, 0o777); err != nil {
		return app.Unwritable(w.dir, err)
	}
	return nil
}

// end tells how many files there are. The command is done in part if not all could be made.
func (w *printWriter) end() error {
	if err := w.folder(); err != nil {
		return err
	}
	err := w.summary(w.words.Text("message.render.summary", map[string]string{"files": fmt.Sprint(w.written), "failed": fmt.Sprint(w.failed)}),
		map[string]any{"files": w.written, "failed": w.failed})
	switch {
	case err != nil || w.failed == 0:
		return err
	case w.written == 0:
		return &exitError{code: exitFailed}
	}
	return &exitError{code: exitPart}
}

// writePrint writes one file, or says why it is not there.
func (t *tool) writePrint(p *app.Print, name string) error {
	if p.Err == nil {
		if err := writeWhole(name, p.Data); err != nil {
			return app.Unwritable(name, err)
		}
		return nil
	}
	switch first := &p.Faults[0]; first.ID {
	case "case:glyph":
	case "case:differs":
		return &exitError{code: exitFailed, key: "differs", args: map[string]string{"file": name,
			"field": first.Args["field"], "wanted": first.Args["wanted"], "found": first.Args["found"]}}
	default:
		return &exitError{code: exitFailed, key: "print", args: map[string]string{"file": name}, err: p.Err}
	}
	places := make([]string, len(p.Faults))
	for i, f := range p.Faults {
		places[i] = fmt.Sprintf("%s:%d:%d %s %s", f.File, f.Line, f.Column, f.Pointer, f.Args["found"])
	}
	return &exitError{code: exitFailed, key: "glyph", args: map[string]string{"file": name, "reason": strings.Join(places, "; ")}}
}
