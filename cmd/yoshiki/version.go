package main

import (
	_ "embed"
	"fmt"
	"maps"
	"runtime/debug"
	"slices"

	"github.com/spf13/cobra"

	"yoshiki/cmd/internal/pages/frame"
	"yoshiki/templates"
)

// release is the version that whoever builds a release says with -ldflags "-X main.release=v1.2.3".
var release string

// version names the program: the release, else the module version it was built from, "(devel)"
// in a checkout.
func version() string {
	if release != "" {
		return release
	}
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(devel)"
}

func (t *tool) versionCommand() *cobra.Command {
	var parts bool
	cmd := &cobra.Command{
		Use: "version [--sbom]", Short: t.words.Text("message.help.version", nil), Args: t.noArgs,
		RunE: func(*cobra.Command, []string) error { return t.runVersion(parts) },
	}
	t.yes(cmd, &parts, "sbom")
	return cmd
}

func (t *tool) runVersion(parts bool) error {
	if parts {
		text, err := sbom()
		if err != nil {
			return err
		}
		return t.whole("sbom", string(text))
	}
	if err := t.line("yoshiki "+version(), map[string]any{"name": "yoshiki", "version": version()}); err != nil {
		return err
	}
	return t.summary("", map[string]any{"version": version()})
}

// moduleLicenses are the licence texts of the modules in the binary, made and checked by
// TestLicenses.
//
//go:embed licenses.txt
var moduleLicenses string

// browserLicenses is what is known of the licences of what River UI has built into its files for
// browsers.
//
//go:embed licenses-riverui.txt
var browserLicenses string

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
	if err := t.licence("River UI", browserLicenses); err != nil {
		return err
	}
	carried := frame.Licenses()
	for _, name := range slices.Sorted(maps.Keys(carried)) {
		if err := t.licence(name, carried[name]); err != nil {
			return err
		}
	}
	return t.summary("", map[string]any{"licences": 4 + len(carried)})
}

func (t *tool) licence(name, text string) error {
	return t.line(fmt.Sprintf("==== %s ====\n\n%s", name, text), map[string]any{"name": name, "text": text})
}
