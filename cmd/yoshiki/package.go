package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"yoshiki/forms/casefile"
	"yoshiki/forms/press"
	bundle "yoshiki/package"
	"yoshiki/package/manifest"
	"yoshiki/storage"
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

func (a *app) packageCommand() *cobra.Command {
	var f packageFlags
	cmd := &cobra.Command{
		Use: "package CASE --for KIND", Short: a.words.Text("message.help.package", nil), Args: a.oneArg("CASE"),
		RunE: func(cmd *cobra.Command, args []string) error { return a.runPackage(cmd.Context(), args[0], f) },
	}
	cmd.Flags().StringVar(&f.kind, "for", "", a.words.Text("message.flag.for", nil))
	cmd.Flags().StringVar(&f.store, "store", defaultStore, a.words.Text("message.flag.store", nil))
	cmd.Flags().StringSliceVar(&f.formats, "format", press.Formats, a.words.Text("message.flag.format", nil))
	cmd.Flags().BoolVar(&f.draft, "force-draft", false, a.words.Text("message.flag.force-draft", nil))
	a.addSignFlags(cmd, &f.sign)
	return cmd
}

func (a *app) runPackage(ctx context.Context, name string, f packageFlags) error {
	if f.kind == "" {
		return usage("for", nil)
	}
	if err := checkFormats(f.formats); err != nil {
		return err
	}
	keys, err := a.readSeals(f.sign)
	if err != nil {
		return err
	}
	in, err := a.mustReadCase(name, f.store)
	if err != nil {
		return err
	}
	findings, err := a.check(in.file, f.kind)
	if err != nil {
		return err
	}
	if hasErrors(findings) && !f.draft {
		return a.refuse(findings)
	}
	if err := a.remark(findings); err != nil {
		return err
	}
	b, err := a.build(ctx, in, findings, f)
	if err != nil {
		return err
	}
	return a.save(ctx, in, b, keys, f)
}

// build makes the package; what it cannot be made for is printed as findings.
func (a *app) build(ctx context.Context, in *input, findings []casefile.Finding, f packageFlags) (*bundle.Bundle, error) {
	catalog, err := a.catalogFor(in.file.Case)
	if err != nil {
		return nil, err
	}
	printer, err := a.press()
	if err != nil {
		return nil, err
	}
	child, err := vetter()
	if err != nil {
		return nil, err
	}
	order := bundle.Order{Catalog: catalog, File: in.file, Kind: f.kind, Formats: f.formats, Draft: f.draft,
		Generator: manifest.Generator{Name: "yoshiki", Version: version()}, Findings: findings, Folder: in.folder,
		Vet: child, Noted: a.remark}
	p := a.startProgress(0)
	order.Printed = func(s *press.Sheet, total int) { p.total = total; p.step(s.Name()) }
	b, err := bundle.Build(ctx, printer, order)
	p.end()
	var fault *bundle.FaultError
	if errors.As(err, &fault) {
		return nil, a.refuse(fault.Findings)
	}
	return b, err
}

// save signs the package, and keeps the case, then the package, in the store.
func (a *app) save(ctx context.Context, in *input, b *bundle.Bundle, keys *seals, f packageFlags) error {
	s, err := a.createStore(ctx, f.store)
	if err != nil {
		return err
	}
	if b, err = a.sign(ctx, s, b, keys); err != nil {
		return err
	}
	if err := bundle.SaveCase(ctx, s, in.file.Case); err != nil {
		return a.notStored(f.store, err)
	}
	if err := bundle.Save(ctx, s, b); err != nil {
		return a.notStored(f.store, err)
	}
	m := b.Manifest()
	l := packageLine{ID: b.ID(), Kind: m.Package.Kind, Store: f.store, Files: len(m.Files), Digest: b.TagDigest(), Draft: m.Package.Draft}
	for _, file := range m.Files {
		l.Bytes += file.Size
	}
	for _, e := range b.Entries() {
		if strings.HasPrefix(e.Path, "sig/") {
			l.Signatures = append(l.Signatures, e.Path)
		}
	}
	if err := a.line(l.ID, l); err != nil {
		return err
	}
	return a.summary(a.words.Text("message.package.summary", map[string]string{"id": l.ID, "files": fmt.Sprint(l.Files), "bytes": fmt.Sprint(l.Bytes), "store": f.store}),
		map[string]any{"id": l.ID, "files": l.Files, "bytes": l.Bytes})
}

func (a *app) notStored(store string, err error) error {
	key := "not-stored"
	switch {
	case errors.Is(err, storage.ErrMismatch):
		key = "changed"
	case errors.Is(err, bundle.ErrSigned):
		key = "signed"
	case errors.Is(err, bundle.ErrCondemned):
		key = "condemned"
	}
	return &exitError{code: exitFailed, key: key, args: map[string]string{"store": store}, err: err}
}
