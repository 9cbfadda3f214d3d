package main

import (
	"bytes"
	"strings"

	"github.com/spf13/cobra"

	"yoshiki/cmd/internal/access"
	"yoshiki/cmd/internal/app"
	"yoshiki/forms/casefile"
)

var shells = []string{"bash", "zsh", "fish", "powershell"}

func (t *tool) completionCommand() *cobra.Command {
	return &cobra.Command{Use: "completion SHELL", Short: t.words.Text("message.help.completion", nil),
		Long: t.words.Text("message.help.completion-long", nil), ValidArgs: shells, Args: t.oneArg("SHELL"),
		RunE: func(_ *cobra.Command, args []string) error { return t.runCompletion(args[0]) }}
}

func (t *tool) runCompletion(shell string) error {
	write, ok := map[string]func(*bytes.Buffer) error{
		"bash":       func(b *bytes.Buffer) error { return t.root.GenBashCompletionV2(b, true) },
		"zsh":        func(b *bytes.Buffer) error { return t.root.GenZshCompletion(b) },
		"fish":       func(b *bytes.Buffer) error { return t.root.GenFishCompletion(b, true) },
		"powershell": func(b *bytes.Buffer) error { return t.root.GenPowerShellCompletionWithDesc(b) },
	}[shell]
	if !ok {
		return usage("shell", map[string]string{"value": shell, "known": strings.Join(shells, ", ")})
	}
	var b bytes.Buffer
	if err := write(&b); err != nil {
		return err
	}
	return t.whole("script", b.String())
}

// completed are the flags whose values the shell completes.
var completed = []string{"for", "form", "format", "kind", "lang", "program", "progress", "revision", "role", "scope", "second", "store", "to"}

// completes reports whether the shell asks for values. Only then are the functions that know
// them put in: cobra keeps those of every command that was ever made.
func completes(args []string) bool {
	return len(args) > 0 && strings.HasPrefix(args[0], cobra.ShellCompRequestCmd)
}

// complete has the shell offer values for the flags of a command and of those below it.
func (t *tool) complete(cmd *cobra.Command) {
	for _, name := range completed {
		if t.flagsOf(cmd).Lookup(name) != nil {
			_ = cmd.RegisterFlagCompletionFunc(name, func(cmd *cobra.Command, _ []string, _ string) ([]string, cobra.ShellCompDirective) {
				return t.offered(cmd, name), cobra.ShellCompDirectiveNoFileComp
			})
		}
	}
	for _, sub := range cmd.Commands() {
		t.complete(sub)
	}
}

// offered are the values of a flag that are known.
func (t *tool) offered(cmd *cobra.Command, name string) []string {
	switch name {
	case "lang":
		return languages
	case "progress":
		return progressModes
	case "format":
		return app.Formats()
	case "role":
		return strings.Split(texts(access.AllRoles()), ",")
	case "scope":
		return strings.Split(texts(access.AllScopes()), ",")
	case "second", "store":
		return []string{"dir:", "s3://", "mem:"}
	case "program":
		return app.New(app.Options{Templates: t.templates}).Programs()
	}
	return t.ofCatalog(cmd, name)
}

// ofCatalog are the kinds of package or the forms of a programme today.
func (t *tool) ofCatalog(cmd *cobra.Command, name string) []string {
	of := app.DefaultProgram
	if f := cmd.Flags().Lookup("program"); f != nil {
		of = casefile.Program(f.Value.String())
	}
	a := app.New(app.Options{Templates: t.templates})
	if name == "revision" || name == "to" {
		return a.Days(of)
	}
	c, err := a.Catalog(app.Text{Program: of, Day: today()})
	switch {
	case err != nil:
		return nil
	case name == "form":
		return append(c.IDs(), app.AllForms)
	}
	return c.Kinds()
}
