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
	"yoshiki/forms/casefile/decode"
	"yoshiki/forms/press"
)

// sheetLine is one rendered file.
type sheetLine struct {
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
}

func (t *tool) renderCommand() *cobra.Command {
	var f renderFlags
	cmd := &cobra.Command{
		Use: "render CASE -o DIR", Short: t.words.Text("message.help.render", nil), Args: t.oneArg("CASE"),
		RunE: func(cmd *cobra.Command, args []string) error { return t.runRender(cmd.Context(), args[0], f) },
	}
	cmd.Flags().StringSliceVar(&f.forms, "form", nil, t.words.Text("message.flag.form", nil))
	cmd.Flags().StringSliceVar(&f.formats, "format", app.Formats(), t.words.Text("message.flag.format", nil))
	cmd.Flags().StringVarP(&f.out, "output", "o", "", t.words.Text("message.flag.output", nil))
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
	sheets, err := t.app.Render(ctx, c, app.RenderOrder{Forms: f.forms, Formats: f.formats, Printed: p.step})
	p.end()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(f.out, 0o777); err != nil {
		return app.Unwritable(f.out, err)
	}
	return t.writeSheets(c.File, sheets, f.out)
}

// writeSheets writes the files and prints a line for each. Sheets that could not be
// printed or written are named, and the command ends as done in part.
func (t *tool) writeSheets(file *decode.File, sheets []press.Sheet, dir string) error {
	failed := 0
	for i := range sheets {
		s := &sheets[i]
		l := sheetLine{Form: s.Form.Definition.ID, Title: s.Form.Definition.Title.Ja, Format: s.Format,
			File: filepath.Join(dir, s.Name()), Size: len(s.Data)}
		if l.Error = t.writeSheet(file, s, l.File); l.Error != "" {
			failed++
			t.fail("sheet", l.Error)
		}
		if l.Error == "" || t.json {
			if err := t.line(l.File, l); err != nil {
				return err
			}
		}
	}
	n := len(sheets) - failed
	err := t.summary(t.words.Text("message.render.summary", map[string]string{"files": fmt.Sprint(n), "failed": fmt.Sprint(failed)}),
		map[string]any{"files": n, "failed": failed})
	switch {
	case err != nil:
		return err
	case failed == len(sheets) && failed > 0:
		return &exitError{code: exitFailed}
	case failed > 0:
		return &exitError{code: exitPart}
	}
	return nil
}

// writeSheet writes one file, or tells in words why it is not there.
func (t *tool) writeSheet(file *decode.File, s *press.Sheet, name string) string {
	if s.Err != nil {
		return name + ": " + t.unprintable(press.Unprintable(file, s), s.Err)
	}
	if err := writeWhole(name, s.Data); err != nil {
		return t.words.Text("message.error.unwritable", map[string]string{"file": name, "reason": app.Cause(err)})
	}
	return ""
}

// unprintable names the characters that no font draws, with their places.
func (t *tool) unprintable(faults []casefile.Finding, err error) string {
	if faults[0].ID != "case:glyph" {
		return err.Error()
	}
	places := make([]string, len(faults))
	for i, f := range faults {
		places[i] = fmt.Sprintf("%s:%d:%d %s %s", f.File, f.Line, f.Column, f.Pointer, f.Args["found"])
	}
	return t.words.Text("message.error.glyph", map[string]string{"reason": strings.Join(places, "; ")})
}

// writeWhole writes a file entirely or not at all, in the place of an older one.
func writeWhole(name string, data []byte) (err error) {
	f, err := os.CreateTemp(filepath.Dir(name), ".yoshiki-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = f.Close()
			_ = os.Remove(f.Name())
		}
	}()
	if _, err = f.Write(data); err != nil {
		return err
	}
	if err = f.Chmod(0o644); err != nil {
		return err
	}
	if err = f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), name)
}
