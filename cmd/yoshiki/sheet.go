package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/rulebook"
)

// maxSheet is the most that an official sheet may have, in bytes.
const maxSheet = 64 << 20

type sheetFlags struct {
	textFlags
	forms   []string // one
	out     string
	suggest bool
}

// sheetLine is a marker of an official sheet, or one that is suggested.
type sheetLine struct {
	Place  string `json:"place"`
	Marker string `json:"marker"`
	Shows  string `json:"shows,omitempty"`
	Label  string `json:"label,omitempty"` // on the sheet
}

func (t *tool) sheetCommand() *cobra.Command {
	var f sheetFlags
	cmd := &cobra.Command{
		Use: "sheet FILE", Short: t.words.Text("message.help.sheet", nil), Long: t.words.Text("message.help.sheet-long", nil), Args: t.oneArg("FILE"),
		RunE: func(_ *cobra.Command, args []string) error { return t.runSheet(args[0], f) },
	}
	t.list(cmd, &f.forms, "form")
	t.yes(cmd, &f.suggest, "suggest")
	t.text(cmd, &f.out, "output", "")
	t.addTextFlags(cmd, &f.textFlags)
	return cmd
}

func (t *tool) runSheet(name string, f sheetFlags) error {
	form, err := single("form", f.forms)
	if err != nil {
		return err
	}
	if f.suggest && (form == "" || f.out == "") {
		return usage("sheet-suggest", nil)
	}
	text, err := f.text()
	if err != nil {
		return err
	}
	if info, err := os.Stat(name); err == nil && info.Size() > maxSheet {
		return &exitError{code: exitFailed, key: "sheet-size", args: map[string]string{"file": name, "most": fmt.Sprint(maxSheet)}}
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return app.Unreadable(name, err)
	}
	o := rulebook.OfficialOrder{File: name, Data: data, Text: text, Form: form}
	if f.suggest {
		return t.suggestSheet(o, f.out)
	}
	return t.listSheet(o)
}

// listSheet lists the markers of a sheet, and tells what is wrong with them.
func (t *tool) listSheet(o rulebook.OfficialOrder) error {
	all, wrong := rulebook.Official(t.app, o)
	for _, m := range all {
		l := sheetLine{Place: m.Place.In(t.words.Language()), Marker: m.Text, Shows: m.Shows}
		if err := t.line(l.words(), l); err != nil {
			return err
		}
	}
	if wrong != nil {
		return wrong
	}
	return t.summary(t.words.Text("message.official.summary", map[string]string{"n": fmt.Sprint(len(all))}), map[string]any{"markers": len(all)})
}

// suggestSheet writes a copy with markers, which a person corrects.
func (t *tool) suggestSheet(o rulebook.OfficialOrder, out string) error {
	if _, err := os.Lstat(out); err == nil {
		return &exitError{code: exitFailed, key: "exists", args: map[string]string{"file": out}}
	}
	made, all, err := rulebook.SuggestOfficial(t.app, o)
	if err != nil {
		return err
	}
	if err := writeWhole(out, made); err != nil {
		return app.Unwritable(out, err)
	}
	for _, s := range all {
		l := sheetLine{Place: s.Place.In(t.words.Language()), Marker: s.Marker, Shows: s.Field, Label: s.Label}
		if err := t.line(l.words(), l); err != nil {
			return err
		}
	}
	return t.summary(t.words.Text("message.official.suggested", map[string]string{"n": fmt.Sprint(len(all)), "file": out}), map[string]any{"markers": len(all), "file": out})
}

func (l sheetLine) words() string {
	text := l.Place + "  " + l.Marker
	if l.Shows != "" {
		text += "  " + l.Shows
	}
	return text
}
