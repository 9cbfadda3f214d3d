package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"yoshiki/forms"
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

func (a *app) renderCommand() *cobra.Command {
	var f renderFlags
	cmd := &cobra.Command{
		Use: "render CASE -o DIR", Short: a.words.Text("message.help.render", nil), Args: a.oneArg("CASE"),
		RunE: func(cmd *cobra.Command, args []string) error { return a.runRender(cmd, args[0], f) },
	}
	cmd.Flags().StringSliceVar(&f.forms, "form", nil, a.words.Text("message.flag.form", nil))
	cmd.Flags().StringSliceVar(&f.formats, "format", press.Formats, a.words.Text("message.flag.format", nil))
	cmd.Flags().StringVarP(&f.out, "output", "o", "", a.words.Text("message.flag.output", nil))
	cmd.Flags().StringVar(&f.store, "store", defaultStore, a.words.Text("message.flag.store", nil))
	return cmd
}

func (a *app) runRender(cmd *cobra.Command, name string, f renderFlags) error {
	if f.out == "" {
		return usage("output", nil)
	}
	if err := checkFormats(f.formats); err != nil {
		return err
	}
	in, err := a.mustReadCase(name, f.store)
	if err != nil {
		return err
	}
	catalog, err := a.catalogFor(in.file.Case)
	if err != nil {
		return err
	}
	filled, err := a.fill(catalog, in.file.Case, f.forms)
	if err != nil {
		return err
	}
	printer, err := a.press()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(f.out, 0o777); err != nil {
		return a.unwritable(f.out, err)
	}
	p := a.startProgress(len(filled) * len(f.formats))
	sheets := printer.PrintAll(cmd.Context(), filled, f.formats, func(s *press.Sheet) { p.step(s.Name()) })
	p.end()
	if err := cmd.Context().Err(); err != nil {
		return err
	}
	return a.writeSheets(in.file, sheets, f.out)
}

// fill composes the forms asked for: with none named every form that the case has data
// for, with "all" the whole catalogue, blank where the case has nothing.
func (a *app) fill(catalog *forms.Catalog, c *casefile.Case, ids []string) ([]forms.Filled, error) {
	all := slices.Equal(ids, []string{"all"})
	wanted := ids
	if all || len(ids) == 0 {
		wanted = catalog.IDs()
	}
	var filled []forms.Filled
	for _, id := range wanted {
		some, err := a.fillOne(catalog, c, id, all || len(ids) > 0)
		if err != nil {
			return nil, err
		}
		filled = append(filled, some...)
	}
	return filled, nil
}

func (a *app) fillOne(catalog *forms.Catalog, c *casefile.Case, id string, orBlank bool) ([]forms.Filled, error) {
	d, err := catalog.Definition(id)
	if errors.Is(err, forms.ErrNoForm) {
		return nil, usage("form", map[string]string{"value": id, "known": strings.Join(catalog.IDs(), ", ")})
	}
	if err != nil {
		return nil, err
	}
	sub, err := catalog.Submission(d.Package, c)
	if err != nil || d.ID == forms.IndexForm || d.ID == casefile.ReportForm {
		return nil, err
	}
	filled, err := catalog.Compose(id, c, sub)
	if err != nil || len(filled) > 0 || !orBlank {
		return filled, err
	}
	blank, err := catalog.Blank(id, c, sub)
	return []forms.Filled{blank}, err
}

// writeSheets writes the files and prints a line for each. Sheets that could not be
// printed or written are named, and the command ends as done in part.
func (a *app) writeSheets(file *decode.File, sheets []press.Sheet, dir string) error {
	failed := 0
	for i := range sheets {
		s := &sheets[i]
		l := sheetLine{Form: s.Form.Definition.ID, Title: s.Form.Definition.Title.Ja, Format: s.Format,
			File: filepath.Join(dir, s.Name()), Size: len(s.Data)}
		if l.Error = a.writeSheet(file, s, l.File); l.Error != "" {
			failed++
			a.fail("sheet", l.Error)
		}
		if l.Error == "" || a.json {
			if err := a.line(l.File, l); err != nil {
				return err
			}
		}
	}
	n := len(sheets) - failed
	err := a.summary(a.words.Text("message.render.summary", map[string]string{"files": fmt.Sprint(n), "failed": fmt.Sprint(failed)}),
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
func (a *app) writeSheet(file *decode.File, s *press.Sheet, name string) string {
	if s.Err != nil {
		return name + ": " + a.unprintable(press.Unprintable(file, s), s.Err)
	}
	if err := writeWhole(name, s.Data); err != nil {
		return a.words.Text("message.error.unwritable", map[string]string{"file": name, "reason": cause(err)})
	}
	return ""
}

// unprintable names the characters that no font draws, with their places.
func (a *app) unprintable(faults []casefile.Finding, err error) string {
	if faults[0].ID != "case:glyph" {
		return err.Error()
	}
	places := make([]string, len(faults))
	for i, f := range faults {
		places[i] = fmt.Sprintf("%s:%d:%d %s %s", f.File, f.Line, f.Column, f.Pointer, f.Args["found"])
	}
	return a.words.Text("message.error.glyph", map[string]string{"reason": strings.Join(places, "; ")})
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

func checkFormats(formats []string) error {
	for _, f := range formats {
		if !slices.Contains(press.Formats, f) {
			return usage("format", map[string]string{"value": f, "known": strings.Join(press.Formats, ", ")})
		}
	}
	return nil
}

func (a *app) press() (*press.Press, error) {
	return press.NewPress(a.layers()[0], a.fonts...)
}

func (a *app) unwritable(name string, err error) error {
	return &exitError{code: exitFailed, key: "unwritable", args: map[string]string{"file": name, "reason": cause(err)}}
}

// cause is why a file cannot be read or written, without its path.
func cause(err error) string {
	var path *fs.PathError
	if errors.As(err, &path) {
		err = path.Err
	}
	return err.Error()
}
