package main

import (
	"errors"

	"github.com/spf13/cobra"

	"yoshiki/forms"
)

func (a *app) checkCommand() *cobra.Command {
	var kind, asOf, store string
	cmd := &cobra.Command{
		Use: "check CASE", Short: a.words.Text("message.help.check", nil), Args: a.oneArg("CASE"),
		RunE: func(_ *cobra.Command, args []string) error { return a.runCheck(args[0], kind, asOf, store) },
	}
	cmd.Flags().StringVar(&kind, "for", "", a.words.Text("message.flag.for", nil))
	cmd.Flags().StringVar(&asOf, "as-of", "", a.words.Text("message.flag.as-of", nil))
	cmd.Flags().StringVar(&store, "store", defaultStore, a.words.Text("message.flag.store", nil))
	return cmd
}

func (a *app) runCheck(name, kind, asOf, store string) error {
	in, findings, err := a.readCase(name, store)
	if err != nil {
		return err
	}
	if in.file != nil {
		more, err := a.check(in.file, kind, asOf)
		if err != nil {
			return err
		}
		findings = append(findings, more...)
	}
	if hasErrors(findings) {
		return a.refuse(findings)
	}
	return a.findings(findings)
}

// check asks what is missing: in the groups that the case has and, for a kind of package,
// of its documents.
func (a *app) check(file *forms.File, kind, asOf string) ([]forms.Finding, error) {
	day := asOf
	if day == "" {
		day = string(file.Case.Revision)
	}
	catalog, err := a.catalogOn(file.Case.Program, day)
	if err != nil {
		return nil, err
	}
	findings, err := catalog.Check(file, kind, forms.Date(asOf))
	if errors.Is(err, forms.ErrNoKind) {
		return nil, usage("kind", map[string]string{"value": kind, "reason": err.Error()})
	}
	return findings, err
}

func hasErrors(findings []forms.Finding) bool {
	for _, f := range findings {
		if f.Severity == forms.Error {
			return true
		}
	}
	return false
}

// oneArg wants exactly one argument.
func (a *app) oneArg(name string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) != 1 {
			return usage("argument", map[string]string{"command": cmd.CommandPath(), "name": name})
		}
		return nil
	}
}

// noArgs wants no argument. What stands there is a command that does not exist.
func (a *app) noArgs(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usage("unknown", map[string]string{"command": cmd.CommandPath(), "value": args[0]})
	}
	return nil
}
