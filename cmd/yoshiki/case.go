package main

import (
	"github.com/spf13/cobra"

	"yoshiki/cmd/internal/app"
	"yoshiki/forms/casefile"
)

func (t *tool) caseCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "case", Short: t.words.Text("message.help.case", nil), Args: t.noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() }}
	cmd.AddCommand(t.caseNewCommand(), t.caseSchemaCommand())
	return cmd
}

func (t *tool) caseNewCommand() *cobra.Command {
	var program, kind string
	cmd := &cobra.Command{
		Use: "new", Short: t.words.Text("message.help.case-new", nil), Args: t.noArgs,
		RunE: func(*cobra.Command, []string) error { return t.runCaseNew(program, kind) },
	}
	t.text(cmd, &program, "program", "ismap-liu")
	t.text(cmd, &kind, "kind", "registration")
	return cmd
}

func (t *tool) runCaseNew(program, kind string) error {
	text, err := t.app.NewCase(casefile.Program(program), today(), kind)
	if err != nil {
		return err
	}
	return t.whole("case", string(text))
}

func (t *tool) caseSchemaCommand() *cobra.Command {
	return &cobra.Command{
		Use: "schema", Short: t.words.Text("message.help.case-schema", nil), Args: t.noArgs,
		RunE: func(*cobra.Command, []string) error {
			schema, err := app.Schema()
			if err != nil {
				return err
			}
			return t.whole("schema", string(schema))
		},
	}
}
