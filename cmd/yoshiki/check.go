package main

import (
	"cmp"
	"errors"

	"github.com/spf13/cobra"

	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/decode"
)

type checkFlags struct {
	kind, asOf, store string
	sarif             bool
}

func (a *app) checkCommand() *cobra.Command {
	var f checkFlags
	cmd := &cobra.Command{
		Use: "check CASE", Short: a.words.Text("message.help.check", nil), Args: a.oneArg("CASE"),
		RunE: func(_ *cobra.Command, args []string) error { return a.runCheck(args[0], f) },
	}
	cmd.Flags().StringVar(&f.kind, "for", "", a.words.Text("message.flag.for", nil))
	cmd.Flags().StringVar(&f.asOf, "as-of", "", a.words.Text("message.flag.check-as-of", nil))
	cmd.Flags().StringVar(&f.store, "store", defaultStore, a.words.Text("message.flag.store", nil))
	cmd.Flags().BoolVar(&f.sarif, "sarif", false, a.words.Text("message.flag.sarif", nil))
	return cmd
}

func (a *app) runCheck(name string, f checkFlags) error {
	in, findings, err := a.readCase(name, f.store)
	if err != nil {
		return err
	}
	var asked *forms.Catalog // nil when the case cannot be read, so that nothing could be asked
	catalog, err := a.catalogOn("ismap-liu", f.asOf)
	if in.file != nil {
		catalog, err = a.catalogAsOf(in.file.Case, f.asOf)
		asked = catalog
	}
	if err != nil {
		return err
	}
	if asked != nil {
		more, err := a.ask(asked, in.file, f.kind, cmp.Or(f.asOf, today()))
		if err != nil {
			return err
		}
		findings = append(findings, more...)
	}
	findings = catalog.ByForm(name, findings)
	switch {
	case f.sarif:
		err = a.sarif(findings, asked)
	default:
		err = a.findings(findings)
	}
	if err == nil && hasErrors(findings) {
		return &exitError{code: exitCase}
	}
	return err
}

// catalogAsOf opens the catalogue as it stood on a day; on none, the one that the case names.
func (a *app) catalogAsOf(c *casefile.Case, asOf string) (*forms.Catalog, error) {
	return a.catalogOn(c.Program, cmp.Or(asOf, string(c.Revision)))
}

// check asks all that a kind of package depends on, by the text that the case names. What
// is open is not late, so that a package does not change with the day on which it is made.
func (a *app) check(file *decode.File, kind string) ([]casefile.Finding, error) {
	catalog, err := a.catalogFor(file.Case)
	if err != nil {
		return nil, err
	}
	return a.ask(catalog, file, kind, "")
}

func (a *app) ask(catalog *forms.Catalog, file *decode.File, kind, asOf string) ([]casefile.Finding, error) {
	findings, err := catalog.Check(file, kind, casefile.Date(asOf))
	if errors.Is(err, casefile.ErrNoKind) {
		return nil, usage("kind", map[string]string{"value": kind, "reason": err.Error()})
	}
	return findings, err
}

func hasErrors(findings []casefile.Finding) bool {
	for _, f := range findings {
		if f.Severity == casefile.Error {
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
