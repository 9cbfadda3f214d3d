package main

import "github.com/spf13/cobra"

func (t *tool) caseCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "case", Short: t.words.Text("message.help.case", nil), Args: t.noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() }}
	cmd.AddCommand(t.caseNewCommand(), t.caseNextCommand(), t.caseFormatCommand(), t.caseKindsCommand(), t.caseSchemaCommand(), t.caseControlsCommand(), t.caseSaveCommand(), t.caseSheetCommand(), t.caseImportCommand())
	return cmd
}

func (t *tool) caseNewCommand() *cobra.Command {
	var f textFlags
	var kind string
	cmd := &cobra.Command{
		Use: "new", Short: t.words.Text("message.help.case-new", nil), Args: t.noArgs,
		RunE: func(*cobra.Command, []string) error { return t.runCaseNew(f, kind) },
	}
	t.addTextFlags(cmd, &f)
	t.text(cmd, &kind, "kind", "registration")
	return cmd
}

func (t *tool) runCaseNew(f textFlags, kind string) error {
	of, err := f.text()
	if err != nil {
		return err
	}
	c, text, err := t.app.NewCase(of, kind, t.words.Language())
	if err != nil {
		return err
	}
	t.passedOver(c.Program, c.Passed)
	return t.whole("case", string(text))
}

func (t *tool) caseSchemaCommand() *cobra.Command {
	var f textFlags
	cmd := &cobra.Command{
		Use: "schema", Short: t.words.Text("message.help.case-schema", nil), Args: t.noArgs,
		RunE: func(*cobra.Command, []string) error { return t.runCaseSchema(f) },
	}
	t.addTextFlags(cmd, &f)
	return cmd
}

func (t *tool) runCaseSchema(f textFlags) error {
	of, err := f.text()
	if err != nil {
		return err
	}
	schema, err := t.app.Schema(of, t.words.Language())
	if err != nil {
		return err
	}
	return t.whole("schema", string(schema))
}
