package main

import (
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"yoshiki/cmd/internal/app"
)

type packageFlags struct {
	kind    string
	store   string
	formats []string
	draft   bool
	sign    signFlags
}

// packageLine is one sealed package.
type packageLine struct {
	ID     string `json:"id"`
	Kind   string `json:"kind"`
	Store  string `json:"store"`
	Files  int    `json:"files"`
	Bytes  int64  `json:"bytes"`
	Digest string `json:"tagmanifest"`
	Draft  bool   `json:"draft"`

	Signatures []string `json:"signatures,omitempty"` // files under sig/
}

func (t *tool) packageCommand() *cobra.Command {
	var f packageFlags
	cmd := &cobra.Command{
		Use: "package CASE --for KIND", Short: t.words.Text("message.help.package", nil), Args: t.oneArg("CASE"),
		RunE: func(cmd *cobra.Command, args []string) error { return t.runPackage(cmd.Context(), args[0], f) },
	}
	t.text(cmd, &f.kind, "for", "")
	t.addStoreFlag(cmd, &f.store)
	t.list(cmd, &f.formats, "format", app.Formats()...)
	t.yes(cmd, &f.draft, "force-draft")
	t.addSignFlags(cmd, &f.sign)
	return cmd
}

func (t *tool) runPackage(ctx context.Context, name string, f packageFlags) error {
	if f.kind == "" {
		return usage("for", nil)
	}
	seals, err := t.readSeals(f.sign)
	if err != nil {
		return err
	}
	c, err := t.readCase(ctx, name, f.store)
	if err != nil {
		return err
	}
	p := &progress{tool: t}
	made, err := t.app.Package(ctx, c, app.PackageOrder{Kind: f.kind, Formats: f.formats, Draft: f.draft, Seals: seals, Printed: p.step,
		Store: func(ctx context.Context) (*app.Store, error) { return t.app.CreateStore(ctx, f.store, time.Now()) }})
	p.end()
	if err != nil {
		return err
	}
	return t.packaged(made)
}

// packaged prints what was noted, and the package.
func (t *tool) packaged(p *app.Packaged) error {
	if err := t.remark(p.Findings); err != nil {
		return err
	}
	m := p.Manifest()
	l := packageLine{ID: p.ID(), Kind: m.Package.Kind, Store: p.Store.URL, Files: len(m.Files), Bytes: p.Bytes(), Digest: p.TagDigest(),
		Draft: m.Package.Draft, Signatures: p.Signatures()}
	if err := t.line(l.ID, l); err != nil {
		return err
	}
	return t.summary(t.words.Text("message.package.summary", map[string]string{"id": l.ID, "files": fmt.Sprint(l.Files), "bytes": fmt.Sprint(l.Bytes), "store": l.Store}),
		map[string]any{"id": l.ID, "files": l.Files, "bytes": l.Bytes})
}
