package main

import (
	"strings"

	"github.com/spf13/cobra"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/schema"
)

func (a *app) caseCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "case", Short: a.words.Text("message.help.case", nil), Args: a.noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() }}
	cmd.AddCommand(a.caseNewCommand(), a.caseSchemaCommand())
	return cmd
}

func (a *app) caseNewCommand() *cobra.Command {
	var program, kind string
	cmd := &cobra.Command{
		Use: "new", Short: a.words.Text("message.help.case-new", nil), Args: a.noArgs,
		RunE: func(*cobra.Command, []string) error { return a.runCaseNew(program, kind) },
	}
	cmd.Flags().StringVar(&program, "program", "ismap-liu", a.words.Text("message.flag.program", nil))
	cmd.Flags().StringVar(&kind, "kind", "registration", a.words.Text("message.flag.kind", nil))
	return cmd
}

func (a *app) runCaseNew(program, kind string) error {
	catalog, err := a.catalogOn(casefile.Program(program), "")
	if err != nil {
		return err
	}
	text, err := schema.Skeleton(casefile.Program(program), catalog.Revision.InForce, kind)
	if err != nil {
		return usage("kind", map[string]string{"value": kind, "reason": err.Error()})
	}
	return a.document("case", string(text))
}

func (a *app) caseSchemaCommand() *cobra.Command {
	return &cobra.Command{
		Use: "schema", Short: a.words.Text("message.help.case-schema", nil), Args: a.noArgs,
		RunE: func(*cobra.Command, []string) error {
			schema, err := schema.Schema()
			if err != nil {
				return err
			}
			_, err = a.stdout.Write(schema)
			return err
		},
	}
}

// document prints a text that is the whole result; with --json as one object.
func (a *app) document(name, text string) error {
	if err := a.line(strings.TrimSuffix(text, "\n"), map[string]any{name: text}); err != nil {
		return err
	}
	return a.summary("", map[string]any{})
}
