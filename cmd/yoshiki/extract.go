package main

import (
	"os"

	"github.com/spf13/cobra"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/editing"
	"yoshiki/forms/readback"
)

func (t *tool) extractCommand() *cobra.Command {
	return &cobra.Command{
		Use: "extract FILE", Short: t.words.Text("message.help.extract", nil),
		Long: t.words.Text("message.help.extract-long", nil), Args: t.oneArg("FILE"),
		RunE: func(_ *cobra.Command, args []string) error { return t.runExtract(args[0]) },
	}
}

func (t *tool) runExtract(name string) error {
	f, err := t.readForm(name)
	if err != nil {
		return err
	}
	s, err := editing.Extract(name, f)
	if err != nil {
		return err
	}
	if !t.json {
		_, err := t.stdout.Write([]byte(s.String()))
		return err
	}
	if err := t.line("", map[string]any{"form": s.Form, "parts": s.Parts, "case": string(s.Case)}); err != nil {
		return err
	}
	return t.summary("", map[string]any{})
}

// readForm reads a finished form: a file, or "-" for standard input.
func (t *tool) readForm(name string) (*readback.File, error) {
	if name == "-" {
		return editing.ReadForm(name, t.stdin)
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, app.Unreadable(name, err)
	}
	defer f.Close()
	return editing.ReadForm(name, f)
}
