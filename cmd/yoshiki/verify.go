package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	bundle "yoshiki/package"
	"yoshiki/package/manifest"
)

// faultLine is one fault of a package.
type faultLine struct {
	Code    string    `json:"code"`
	Path    string    `json:"path"`
	Message bilingual `json:"message"`
}

func (a *app) verifyCommand() *cobra.Command {
	var store string
	cmd := &cobra.Command{
		Use: "verify PACKAGE", Short: a.words.Text("message.help.verify", nil), Args: a.oneArg("PACKAGE"),
		RunE: func(cmd *cobra.Command, args []string) error { return a.runVerify(cmd.Context(), args[0], store) },
	}
	cmd.Flags().StringVar(&store, "store", defaultStore, a.words.Text("message.flag.store", nil))
	return cmd
}

func (a *app) runVerify(ctx context.Context, name, store string) error {
	report, err := a.verify(ctx, name, store)
	if err != nil {
		return err
	}
	for _, f := range report.Faults {
		l := faultLine{f.Code, f.Path, bilingual{f.MessageJA, f.MessageEN}}
		words := l.Message.Ja
		if a.words.Language() == "en" {
			words = l.Message.En
		}
		if err := a.line(fmt.Sprintf("%s %s: %s", l.Code, l.Path, words), l); err != nil {
			return err
		}
	}
	return a.verdict(report)
}

// verdict is the last word, and the exit code.
func (a *app) verdict(report *manifest.Report) error {
	id := ""
	if report.Manifest != nil {
		id = report.Manifest.Package.ID
	}
	args := map[string]string{"id": id, "files": fmt.Sprint(report.Files), "bytes": fmt.Sprint(report.Bytes), "faults": fmt.Sprint(len(report.Faults))}
	fields := map[string]any{"id": id, "files": report.Files, "bytes": report.Bytes, "faults": len(report.Faults), "tagmanifest": report.TagManifest}
	if len(report.Faults) == 0 {
		return a.summary(a.words.Text("message.verify.good", args), fields)
	}
	if err := a.summary(a.words.Text("message.verify.bad", args), fields); err != nil {
		return err
	}
	return &exitError{code: exitVerify}
}

// verify looks at a bag folder or a zip file of that name, else at a stored package.
func (a *app) verify(ctx context.Context, name, store string) (*manifest.Report, error) {
	if _, err := os.Stat(name); err == nil {
		return manifest.VerifyPath(ctx, name)
	}
	s, err := a.openStore(ctx, store)
	if err != nil {
		return nil, err
	}
	report, err := bundle.Verify(ctx, s, name)
	return report, a.noPackage(name, store, err)
}

// noPackage says in words that there is no such package.
func (a *app) noPackage(name, store string, err error) error {
	if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return &exitError{code: exitFailed, key: "no-package", args: map[string]string{"name": name, "store": store}}
}
