package main

import (
	"strings"

	"github.com/spf13/cobra"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/rulebook"
)

func (t *tool) rulesNewCommand() *cobra.Command {
	var program string
	cmd := &cobra.Command{Use: "new REV", Short: t.words.Text("message.help.rules-new", nil), Args: t.oneArg("REV"),
		RunE: func(_ *cobra.Command, args []string) error { return t.runRulesNew(revisionOf(program, args[0])) }}
	t.text(cmd, &program, "program", string(app.DefaultProgram))
	return cmd
}

func (t *tool) runRulesNew(of app.Text) error {
	file, err := rulebook.NewRevision(t.app, of, t.words.Text("message.rules.new-comment", nil), t.words.Text("message.rules.new-source", nil))
	if err != nil {
		return err
	}
	if err := t.line(file, map[string]any{"file": file, "program": of.Program, "revision": of.Revision}); err != nil {
		return err
	}
	before, err := rulebook.TextBefore(t.app, of)
	if err != nil {
		return err
	}
	folder, _ := strings.CutSuffix(file, "/"+string(of.Program)+"/"+string(of.Revision)+"/revision.yaml")
	return t.summary(t.words.Text("message.rules.new", map[string]string{"file": file, "folder": folder, "program": string(of.Program),
		"revision": string(of.Revision), "before": string(before)}), map[string]any{"created": 1})
}
