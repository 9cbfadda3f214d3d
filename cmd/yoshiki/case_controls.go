package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/editing"
	"yoshiki/forms/casefile"
)

type controlsFlags struct {
	into, merge, out, store string
	sheets, columns         []string
	force                   bool
}

func (t *tool) caseControlsCommand() *cobra.Command {
	var f controlsFlags
	cmd := &cobra.Command{
		Use: "controls FILE", Short: t.words.Text("message.help.case-controls", nil), Args: t.oneArg("FILE"),
		RunE: func(cmd *cobra.Command, args []string) error { return t.runCaseControls(cmd.Context(), args[0], f) },
	}
	t.text(cmd, &f.into, "into", "")
	t.text(cmd, &f.merge, "merge", "")
	t.list(cmd, &f.sheets, "sheet")
	t.list(cmd, &f.columns, "column")
	t.text(cmd, &f.out, "output", "")
	t.yes(cmd, &f.force, "force")
	t.addStoreFlag(cmd, &f.store)
	return cmd
}

func (t *tool) runCaseControls(ctx context.Context, name string, f controlsFlags) error {
	order, err := t.controlsOrder(ctx, name, f)
	if err != nil {
		return err
	}
	annex, err := editing.Controls(t.app, *order)
	if err != nil {
		return err
	}
	if err := t.writeAnnex(annex, f); err != nil {
		return err
	}
	if err := t.remark(annex.Findings); err != nil {
		return err
	}
	return t.annexReport(annex, f)
}

// controlsOrder reads what the flags name.
func (t *tool) controlsOrder(ctx context.Context, name string, f controlsFlags) (o *editing.ControlsOrder, err error) {
	format := strings.ToLower(filepath.Ext(f.out))
	switch _, gone := os.Lstat(f.out); {
	case f.into != "" && f.merge != "":
		return nil, usage("controls-into", nil)
	case f.out != "" && !slices.Contains(editing.AnnexFormats, format):
		return nil, usage("controls-output", map[string]string{"value": f.out})
	case f.out != "" && gone == nil && !f.force:
		return nil, &exitError{code: exitFailed, key: "exists", args: map[string]string{"file": f.out}}
	}
	o = &editing.ControlsOrder{Sheets: f.sheets}
	if o.Columns, err = columnsOf(f.columns); err != nil {
		return nil, err
	}
	if o.File, err = t.readTable(name); err != nil {
		return nil, err
	}
	if f.merge != "" {
		o.Annex, err = t.readTable(f.merge)
	}
	if f.into != "" {
		o.Case, err = t.readCase(ctx, f.into, f.store)
	}
	return o, err
}

// columnsOf takes apart what --column says: id=C.
func columnsOf(list []string) (map[string]string, error) {
	named := map[string]string{}
	for _, text := range list {
		key, value, _ := strings.Cut(text, "=")
		if value == "" || !slices.Contains(editing.ColumnKeys(), key) {
			return nil, usage("controls-column", map[string]string{"value": text, "known": strings.Join(editing.ColumnKeys(), ", ")})
		}
		named[key] = value
	}
	return named, nil
}

// readTable reads a file, or "-" for standard input.
func (t *tool) readTable(name string) (*editing.Table, error) {
	if name == "-" {
		return editing.ReadTable(name, t.stdin)
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, app.Unreadable(name, err)
	}
	defer f.Close()
	return editing.ReadTable(name, f)
}

// writeAnnex writes the annex to its file, or as CSV to standard output.
func (t *tool) writeAnnex(a *editing.Annex, f controlsFlags) error {
	data, err := a.Write(filepath.Ext(f.out), t.words.Language(), t.changeWords)
	switch {
	case err != nil:
		return err
	case f.out == "" && t.json:
		return t.line("", map[string]any{"annex": string(data)})
	case f.out == "":
		_, err = t.stdout.Write(data)
		return err
	}
	if err := writeWhole(f.out, data); err != nil {
		return app.Unwritable(f.out, err)
	}
	return nil
}

// changeWords say what a new edition did to a control.
func (t *tool) changeWords(c editing.Change) string {
	return t.words.Text("message.controls."+c.Kind, map[string]string{"before": c.Before})
}

// annexReport tells the changes and the figures: on standard output, unless the annex is
// there.
func (t *tool) annexReport(a *editing.Annex, f controlsFlags) error {
	say := t.line
	if f.out == "" && !t.json {
		say = func(words string, _ any) error { _, err := fmt.Fprintln(t.stderr, words); return err }
	}
	for _, c := range a.Changes {
		short := c
		short.Before = casefile.Shorten(c.Before)
		if err := say(c.ID+"  "+casefile.Shorten(c.Name)+"  "+t.changeWords(short), c); err != nil {
			return err
		}
	}
	if err := t.countLines(a, say); err != nil {
		return err
	}
	if f.into != "" && f.out != "" && !t.json && filepath.Join(filepath.Dir(f.into), a.Named) != filepath.Clean(f.out) {
		fmt.Fprintln(t.stderr, t.words.Text("message.controls.name-it", map[string]string{"file": filepath.Base(f.out), "case": f.into}))
	}
	c := a.Counts.All
	return t.summary(t.words.Text("message.controls.summary", map[string]string{"controls": strconv.Itoa(c.Objectives + c.Details),
		"adopted": strconv.Itoa(c.Adopted), "rejected": strconv.Itoa(c.Rejected), "open": strconv.Itoa(c.Open), "changes": strconv.Itoa(len(a.Changes))}),
		map[string]any{"file": f.out, "changes": len(a.Changes), "counts": a.Counts})
}

// countLines has a line for each chapter, and one for each question that is left; --json
// has them in its summary.
func (t *tool) countLines(a *editing.Annex, say func(string, any) error) error {
	if t.json {
		return nil
	}
	table := [][]string{strings.Split(t.words.Text("message.controls.heading", nil), ",")}
	for _, c := range a.Counts.Chapters {
		table = append(table, countRow(t.words.Text("message.controls.chapter", map[string]string{"n": strconv.Itoa(c.Chapter)}), c))
	}
	table = append(table, countRow(t.words.Text("message.controls.all", nil), a.Counts.All))
	widths := columns(table)
	var lines []string
	for _, row := range table {
		lines = append(lines, aligned(row, widths))
	}
	for i, list := range [][]string{a.Counts.Unmet, a.Counts.BasicLeftOut, a.Counts.Unreasoned} {
		if len(list) > 0 {
			key := []string{"unmet", "basic", "unreasoned"}[i]
			lines = append(lines, t.words.Text("message.controls."+key, map[string]string{"n": strconv.Itoa(len(list)), "controls": strings.Join(list, ", ")}))
		}
	}
	return say(strings.Join(lines, "\n"), nil)
}

func countRow(name string, c editing.Count) []string {
	row := []string{name}
	for _, n := range []int{c.Objectives, c.Details, c.Adopted, c.Rejected, c.Open} {
		row = append(row, strconv.Itoa(n))
	}
	return append(row, strconv.Itoa(c.Share())+"%")
}
