package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"yoshiki/cmd/internal/custody"
	"yoshiki/package/signature"
)

// reproducedLine is one part of a package that came out otherwise.
type reproducedLine struct {
	Path  string `json:"path"`
	Words bool   `json:"words"` // they differ, not the bytes alone
}

func (t *tool) reproduceCommand() *cobra.Command {
	var store string
	cmd := &cobra.Command{
		Use: "reproduce PACKAGE", Short: t.words.Text("message.help.reproduce", nil), Long: t.words.Text("message.help.reproduce-long", nil), Args: t.oneArg("PACKAGE"),
		RunE: func(cmd *cobra.Command, args []string) error { return t.runReproduce(cmd.Context(), args[0], store) },
	}
	t.addStoreFlag(cmd, &store)
	return cmd
}

func (t *tool) runReproduce(ctx context.Context, name, store string) error {
	report, err := t.verify(ctx, name, store, signature.Trust{}, false)
	if err != nil {
		return err
	}
	if !report.Whole() || report.Manifest == nil {
		return t.verified(report, name)
	}
	s, err := t.app.OpenStore(ctx, store)
	if err != nil {
		return err
	}
	p := &progress{tool: t}
	r, err := custody.Reproduce(ctx, t.app, s, report, p.step)
	p.end()
	if err != nil {
		return err
	}
	return t.reproduced(report, r)
}

// reproduced tells what came out otherwise, and the verdict: other bytes of the same words
// are no failure.
func (t *tool) reproduced(v *custody.Verified, r *custody.Reproduced) error {
	for _, path := range r.Bytes {
		if err := t.line(t.words.Text("message.reproduce.bytes", map[string]string{"path": path}), reproducedLine{path, false}); err != nil {
			return err
		}
	}
	for _, path := range r.Differs {
		if err := t.line(t.words.Text("message.reproduce.differs", map[string]string{"path": path}), reproducedLine{path, true}); err != nil {
			return err
		}
	}
	verdict := map[bool]string{true: "equal", false: "other"}[r.Equal()]
	if r.Same {
		verdict = "same"
	}
	id, program := v.Manifest.Package.ID, program+" "+version()
	args := map[string]string{"id": id, "files": fmt.Sprint(v.Files), "revision": v.Manifest.Package.Revision, "bytes": fmt.Sprint(len(r.Bytes)),
		"differs": fmt.Sprint(len(r.Differs)), "made": v.Generator, "program": program}
	err := t.summary(t.words.Text("message.reproduce."+verdict, args), map[string]any{"id": id, "same": r.Same, "equal": r.Equal(), "bytes": len(r.Bytes),
		"differs": len(r.Differs), "generator": v.Generator, "program": program, "tagmanifest": v.TagManifest})
	if err == nil && !r.Equal() {
		err = &exitError{code: exitVerify}
	}
	return err
}
