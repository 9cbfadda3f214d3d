package main

import (
	"context"

	"github.com/spf13/cobra"

	"yoshiki/cmd/internal/custody"
	"yoshiki/forms/casefile"
)

type retainFlags struct{ store, until string }

// retainedLine is one package that is locked.
type retainedLine struct {
	ID    string `json:"id"`
	Store string `json:"store"`
	Until string `json:"until"`
}

func (t *tool) retainCommand() *cobra.Command {
	var f retainFlags
	cmd := &cobra.Command{
		Use: "retain PACKAGE [--until DAY]", Short: t.words.Text("message.help.retain", nil), Args: t.oneArg("PACKAGE"),
		RunE: func(cmd *cobra.Command, args []string) error { return t.runRetain(cmd.Context(), args[0], f) },
	}
	t.addStoreFlag(cmd, &f.store)
	t.text(cmd, &f.until, "until", "")
	return cmd
}

func (t *tool) runRetain(ctx context.Context, id string, f retainFlags) error {
	s, err := t.app.OpenStore(ctx, f.store)
	if err != nil {
		return err
	}
	until, err := custody.Retain(ctx, t.app, s, id, casefile.Date(f.until), today())
	if err != nil {
		return err
	}
	l := retainedLine{id, f.store, string(until)}
	if err := t.line(id, l); err != nil {
		return err
	}
	return t.summary(t.words.Text("message.retain.summary", map[string]string{"id": id, "until": string(until), "store": f.store}),
		map[string]any{"id": id, "until": string(until)})
}
