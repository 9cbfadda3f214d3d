package main

import (
	"context"
	"time"

	"github.com/spf13/cobra"
)

func (t *tool) caseSaveCommand() *cobra.Command {
	var store string
	cmd := &cobra.Command{
		Use: "save CASE…", Short: t.words.Text("message.help.case-save", nil), Args: t.someArgs("CASE"),
		RunE: func(cmd *cobra.Command, args []string) error { return t.runCaseSave(cmd.Context(), args, store) },
	}
	t.addStoreFlag(cmd, &store)
	return cmd
}

func (t *tool) runCaseSave(ctx context.Context, names []string, url string) error {
	store, err := t.app.CreateStore(ctx, url, time.Now())
	if err != nil {
		return err
	}
	for _, name := range names {
		c, err := t.readCase(ctx, name, url)
		if err != nil {
			return err
		}
		id, err := t.app.SaveCase(ctx, store, c)
		if err != nil {
			return err
		}
		if err := t.line("case:"+string(id), map[string]any{"case": id}); err != nil {
			return err
		}
	}
	return t.summary("", map[string]any{"cases": len(names)})
}
