package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/editing"
)

// changeLine is one place of a form that reads otherwise in a copy.
type changeLine struct {
	Form    string `json:"form"`
	Pointer string `json:"pointer,omitempty"`
	Label   string `json:"label"`
	Was     string `json:"was"`
	Is      string `json:"is"`
	Value   string `json:"value,omitempty"`
	Now     string `json:"now,omitempty"`
	Taken   bool   `json:"taken"`
}

type diffFlags struct {
	apply bool
	forms []string // one
	store string
}

func (t *tool) diffCommand() *cobra.Command {
	var f diffFlags
	cmd := &cobra.Command{
		Use: "diff CASE FILE", Short: t.words.Text("message.help.diff", nil), Long: t.words.Text("message.help.diff-long", nil), Args: t.nArgs("CASE FILE", 2),
		RunE: func(cmd *cobra.Command, args []string) error { return t.runDiff(cmd.Context(), args[0], args[1], f) },
	}
	t.yes(cmd, &f.apply, "apply")
	t.list(cmd, &f.forms, "form")
	t.addStoreFlag(cmd, &f.store)
	return cmd
}

func (t *tool) runDiff(ctx context.Context, name, file string, f diffFlags) error {
	if f.apply && (name == "-" || strings.HasPrefix(name, "case:")) {
		return usage("format-write", map[string]string{"value": name})
	}
	form, err := single("form", f.forms)
	if err != nil {
		return err
	}
	c, err := t.readCase(ctx, name, f.store)
	if err != nil {
		return err
	}
	copied, err := t.readForm(file)
	if err != nil {
		return err
	}
	r, err := editing.Diff(t.app, c, copied, form)
	if err != nil {
		return err
	}
	taken := 0
	for _, change := range r.Changes {
		if change.Taken {
			taken++
		}
		if err := t.returned(r.Form, change); err != nil {
			return err
		}
	}
	if f.apply && taken > 0 {
		if err := writeWhole(name, r.Text); err != nil {
			return app.Unwritable(name, err)
		}
	}
	key := "message.diff.summary"
	if f.apply {
		key = "message.diff.applied"
	}
	counts := map[string]string{"n": fmt.Sprint(len(r.Changes)), "taken": fmt.Sprint(taken), "form": r.Form}
	if err := t.summary(t.words.Text(key, counts), map[string]any{"changes": len(r.Changes), "taken": taken, "applied": f.apply && taken > 0}); err != nil {
		return err
	}
	if f.apply && taken < len(r.Changes) {
		return &exitError{code: exitPart}
	}
	return nil
}

// returned prints a change: where the value stands, what it was, and what it is.
func (t *tool) returned(form string, c editing.Returning) error {
	key := "message.diff.changed"
	switch {
	case c.Now != "":
		key = "message.diff.both"
	case c.Pointer == "":
		key = "message.diff.words"
	case !c.Taken:
		key = "message.diff.unread"
	}
	words := t.words.Text(key, map[string]string{"pointer": c.Pointer, "label": c.Label, "was": c.Was, "is": c.Is, "value": c.Value, "now": c.Now})
	return t.line(words, changeLine{form, c.Pointer, c.Label, c.Was, c.Is, c.Value, c.Now, c.Taken})
}
