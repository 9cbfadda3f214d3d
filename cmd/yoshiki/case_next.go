package main

import (
	"context"
	"yoshiki/cmd/internal/editing"

	"github.com/spf13/cobra"
)

func (t *tool) caseNextCommand() *cobra.Command {
	var f textFlags
	var kind, store string
	cmd := &cobra.Command{
		Use: "next CASE", Short: t.words.Text("message.help.case-next", nil), Long: t.words.Text("message.help.case-next-long", nil), Args: t.oneArg("CASE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return t.runCaseNext(cmd.Context(), args[0], f, kind, store)
		},
	}
	t.text(cmd, &kind, "kind", "renewal")
	t.text(cmd, &f.asOf, "as-of", "")
	t.text(cmd, &f.revision, "revision", "")
	t.addStoreFlag(cmd, &store)
	return cmd
}

func (t *tool) runCaseNext(ctx context.Context, name string, f textFlags, kind, store string) error {
	of, err := f.text()
	if err != nil {
		return err
	}
	c, err := t.readCase(ctx, name, store)
	if err != nil {
		return err
	}
	catalog, text, err := editing.NextCase(t.app, c, of, kind, t.words.Language())
	if err != nil {
		return err
	}
	t.passedOver(catalog.Program, catalog.Passed)
	return t.whole("case", string(text))
}
