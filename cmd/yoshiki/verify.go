package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"unicode"

	"github.com/spf13/cobra"

	bundle "yoshiki/package"
	"yoshiki/package/manifest"
)

// faultLine is one fault of a package.
type faultLine struct {
	Code     string            `json:"code"`
	Severity manifest.Severity `json:"severity"`
	Path     string            `json:"path"`
	Message  bilingual         `json:"message"`
}

func (a *app) verifyCommand() *cobra.Command {
	var store string
	var f trustFlags
	cmd := &cobra.Command{
		Use: "verify PACKAGE", Short: a.words.Text("message.help.verify", nil), Args: a.oneArg("PACKAGE"),
		RunE: func(cmd *cobra.Command, args []string) error { return a.runVerify(cmd.Context(), args[0], store, f) },
	}
	cmd.Flags().StringVar(&store, "store", defaultStore, a.words.Text("message.flag.store", nil))
	a.addTrustFlags(cmd, &f)
	return cmd
}

func (a *app) runVerify(ctx context.Context, name, store string, f trustFlags) error {
	trust, err := a.trust(f)
	if err != nil {
		return err
	}
	report, err := a.verify(ctx, name, store)
	if err != nil {
		return err
	}
	signed := judge(report, trust)
	if err := a.proofs(signed); err != nil {
		return err
	}
	for _, f := range report.Faults {
		l := faultLine{f.Code, f.Severity, f.Path, bilingual{f.MessageJA, f.MessageEN}}
		words := l.Message.Ja
		if a.words.Language() == "en" {
			words = l.Message.En
		}
		if err := a.line(printable(fmt.Sprintf("%s %s %s: %s", l.Severity, l.Code, l.Path, words)), l); err != nil {
			return err
		}
	}
	return a.verdict(report, filepath.Base(name), len(signed))
}

// printable keeps what a stranger has named a file from moving the cursor.
func printable(line string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.C, r) {
			return unicode.ReplacementChar
		}
		return r
	}, line)
}

// verdict is the last word, and the exit code: warnings alone do not fail. A bag that
// another program has made has no id but its name.
func (a *app) verdict(report *manifest.Report, id string, signatures int) error {
	errs := 0
	for _, f := range report.Faults {
		if f.Severity == manifest.Error {
			errs++
		}
	}
	if report.Manifest != nil {
		id = report.Manifest.Package.ID
	}
	args := map[string]string{"id": id, "files": fmt.Sprint(report.Files), "bytes": fmt.Sprint(report.Bytes), "faults": fmt.Sprint(errs)}
	fields := map[string]any{"id": id, "files": report.Files, "bytes": report.Bytes, "faults": errs, "warnings": len(report.Faults) - errs, "own": report.Own, "signatures": signatures, "tagmanifest": report.TagManifest}
	if report.Whole() {
		words := a.words.Text("message.verify.good", args)
		if signatures == 0 {
			words += " " + a.words.Text("message.verify.unsigned", nil)
		}
		return a.summary(words, fields)
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
