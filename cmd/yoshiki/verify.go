package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"github.com/spf13/cobra"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/custody"
	"yoshiki/forms/casefile"
	"yoshiki/package/manifest"
	"yoshiki/package/signature"
)

// faultLine is one fault of a package.
type faultLine struct {
	Code     string            `json:"code"`
	Severity manifest.Severity `json:"severity"`
	Path     string            `json:"path"`
	Message  casefile.Words    `json:"message"`
}

func (t *tool) verifyCommand() *cobra.Command {
	var store string
	var f trustFlags
	var fetch bool
	cmd := &cobra.Command{
		Use: "verify PACKAGE", Short: t.words.Text("message.help.verify", nil), Args: t.oneArg("PACKAGE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return t.runVerify(cmd.Context(), args[0], store, f, fetch)
		},
	}
	t.addStoreFlag(cmd, &store)
	t.addTrustFlags(cmd, &f)
	t.yes(cmd, &fetch, "allow-fetch")
	return cmd
}

func (t *tool) runVerify(ctx context.Context, name, store string, f trustFlags, fetch bool) error {
	trust, err := t.trust(f)
	if err != nil {
		return err
	}
	report, err := t.verify(ctx, name, store, trust, fetch)
	if err != nil {
		return err
	}
	return t.verified(report, name)
}

// verified prints the signatures, what is wrong, and the verdict.
func (t *tool) verified(report *custody.Verified, name string) error {
	if err := t.proofs(report.Proofs); err != nil {
		return err
	}
	for _, f := range report.Faults {
		l := faultLine{f.Code, f.Severity, f.Path, casefile.Words{Ja: f.MessageJA, En: f.MessageEN}}
		words := l.Message.Ja
		if t.words.Language() == "en" {
			words = l.Message.En
		}
		if err := t.line(printable(fmt.Sprintf("%s %s %s: %s", l.Severity, l.Code, l.Path, words)), l); err != nil {
			return err
		}
	}
	return t.verdict(report, filepath.Base(name))
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
func (t *tool) verdict(report *custody.Verified, id string) error {
	errs, signatures := report.Errors(), len(report.Proofs)
	if report.Manifest != nil {
		id = report.Manifest.Package.ID
	}
	args := map[string]string{"id": id, "files": fmt.Sprint(report.Files), "bytes": fmt.Sprint(report.Bytes), "faults": fmt.Sprint(errs)}
	fields := map[string]any{"id": id, "files": report.Files, "bytes": report.Bytes, "faults": errs, "warnings": len(report.Faults) - errs, "own": report.Own, "generator": report.Generator, "signatures": signatures, "tagmanifest": report.TagManifest}
	if report.Whole() {
		words := t.words.Text("message.verify.good", args)
		if !slices.ContainsFunc(report.Proofs, func(p signature.Proof) bool { return p.Kind != "timestamp" }) {
			words += " " + t.words.Text("message.verify.unsigned", nil)
		} else {
			words += "\n" + t.words.Text("message.verify.covers", args)
		}
		return t.summary(words, fields)
	}
	if err := t.summary(t.words.Text("message.verify.bad", args), fields); err != nil {
		return err
	}
	return &exitError{code: exitVerify}
}

// verify looks at a bag folder or a zip file of that name, else at a stored package.
func (t *tool) verify(ctx context.Context, name, store string, trust signature.Trust, fetch bool) (*custody.Verified, error) {
	_, err := os.Stat(name)
	switch {
	case err == nil:
		return custody.VerifyPath(ctx, name, trust, fetch)
	case strings.ContainsAny(name, `./\`): // no id of a package has these
		return nil, app.Unreadable(name, err)
	}
	s, err := t.app.OpenStore(ctx, store)
	if err != nil {
		return nil, err
	}
	return custody.VerifyStored(ctx, s, name, trust)
}
