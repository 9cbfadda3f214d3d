package main

import (
	_ "embed"
	"fmt"
	"runtime/debug"

	"github.com/spf13/cobra"

	"yoshiki/templates"
)

// version names the program: the module version it was built from, "(devel)" in a checkout.
func version() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(devel)"
}

func (t *tool) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use: "version", Short: t.words.Text("message.help.version", nil), Args: t.noArgs,
		RunE: func(*cobra.Command, []string) error {
			if err := t.line("yoshiki "+version(), map[string]any{"name": "yoshiki", "version": version()}); err != nil {
				return err
			}
			return t.summary("", map[string]any{"version": version()})
		},
	}
}

// moduleLicenses are the licence texts of the modules in the binary, made and checked by
// TestLicenses.
//
//go:embed licenses.txt
var moduleLicenses string

func (t *tool) licensesCommand() *cobra.Command {
	return &cobra.Command{
		Use: "licenses", Short: t.words.Text("message.help.licenses", nil), Args: t.noArgs,
		RunE: func(*cobra.Command, []string) error { return t.runLicenses() },
	}
}

func (t *tool) runLicenses() error {
	for _, name := range []string{"BIZUDMincho", "BIZUDGothic", "NotoSerifJP"} {
		text, err := templates.FS.ReadFile("fonts/" + name + "-OFL.txt")
		if err != nil {
			return err
		}
		if err := t.licence(name, string(text)); err != nil {
			return err
		}
	}
	if err := t.licence("Go modules", moduleLicenses); err != nil {
		return err
	}
	return t.summary("", map[string]any{"licences": 4})
}

func (t *tool) licence(name, text string) error {
	return t.line(fmt.Sprintf("==== %s ====\n\n%s", name, text), map[string]any{"name": name, "text": text})
}
