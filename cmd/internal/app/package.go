package app

import (
	"context"
	"errors"
	"slices"
	"strings"

	"yoshiki/forms/casefile"
	"yoshiki/forms/press"
	bundle "yoshiki/package"
	"yoshiki/package/bag"
	"yoshiki/package/repository"
	"yoshiki/storage"
)

// PackageOrder is which package is made of a case, and where it is kept.
type PackageOrder struct {
	Kind     string
	Formats  []string // of the forms, out of Formats
	Draft    bool     // made in spite of errors, and marked as a draft
	Replaces string   // id of the package of an earlier text that this one takes the place of; "" for none
	Seals    *Seals   // nil for none
	Printed  Progress
	Store    func(context.Context) (*Store, error) // called once the package is made
}

// Packaged is a package that was made and stored.
type Packaged struct {
	*bag.Bag
	Store    *Store
	Findings []casefile.Finding // that did not stop it
}

// Bytes is the size of all files.
func (p *Packaged) Bytes() int64 {
	var n int64
	for _, f := range p.Manifest().Files {
		n += f.Size
	}
	return n
}

// Signatures are the paths of the signatures, and of what comes along with them.
func (p *Packaged) Signatures() []string {
	var paths []string
	for _, e := range p.Entries() {
		if strings.HasPrefix(e.Path, "sig/") {
			paths = append(paths, e.Path)
		}
	}
	return paths
}

// Package checks a case, makes the package of one kind, signs it, and keeps the case with
// its attachments, then the package, in a store. A case with errors is [Refused]. The same order gives the same
// package.
func (a *App) Package(ctx context.Context, c *Case, o PackageOrder) (*Packaged, error) {
	if err := CheckFormats(o.Formats); err != nil {
		return nil, err
	}
	built, err := a.Build(ctx, c, o)
	if err != nil {
		return nil, err
	}
	p := &Packaged{Bag: built.Bag, Findings: slices.Concat(c.Findings, built.Findings)}
	if p.Store, err = o.Store(ctx); err != nil {
		return nil, err
	}
	if err = o.signed(ctx, c, p); errors.Is(err, repository.ErrSigned) && o.Seals.lets() { // somebody else signed the same at once
		p.Bag = built.Bag
		err = o.signed(ctx, c, p)
	}
	if err != nil {
		return nil, err
	}
	return p, nil
}

// signed signs a package and keeps it.
func (o *PackageOrder) signed(ctx context.Context, c *Case, p *Packaged) (err error) {
	if p.Bag, err = o.Seals.Sign(ctx, p.Store, p.Bag); err != nil {
		return err
	}
	if err = repository.HoldCase(ctx, p.Store, c.File.Case, c.Open); err == nil {
		err = repository.Save(ctx, p.Store, p.Bag)
	}
	if err != nil {
		return NotStored(p.Store, err)
	}
	return nil
}

// Build makes the package. What it cannot be made for is Refused.
func (a *App) Build(ctx context.Context, c *Case, o PackageOrder) (*bundle.Built, error) {
	catalog, err := a.CatalogOf(c.File, "", "")
	var unruled *Refused
	if casefile.Failed(c.Findings) || errors.As(err, &unruled) {
		return nil, a.refuse(ctx, c, o.Kind)
	}
	if err != nil {
		return nil, err
	}
	printer, err := a.Press()
	if err != nil {
		return nil, err
	}
	done := 0
	built, err := bundle.Build(ctx, printer, bundle.Order{Catalog: catalog, File: c.File, Kind: o.Kind, Open: c.Open, Formats: o.Formats, Draft: o.Draft, Replaces: o.Replaces,
		Generator: a.Options.Generator, Vet: a.Options.Vet,
		Printed: func(s *press.Print, total int) {
			if done++; o.Printed != nil {
				o.Printed(done, total, s.Name())
			}
		}})
	var fault *bundle.FaultError
	switch {
	case errors.As(err, &fault):
		return nil, &Refused{catalog.ByForm(c.Name, slices.Concat(c.Findings, fault.Findings))}
	case errors.Is(err, casefile.ErrNoKind):
		return nil, NoKind(o.Kind, catalog)
	}
	return built, err
}

// refuse says everything that a check says of a case that cannot be read.
func (a *App) refuse(ctx context.Context, c *Case, kind string) error {
	checked, err := a.Check(ctx, c, CheckOrder{Kind: kind})
	if err != nil {
		return err
	}
	return &Refused{checked.Findings}
}

// NotStored says why something could not be put into a store.
func NotStored(store *Store, err error) error {
	code := "not-stored"
	switch {
	case errors.Is(err, storage.ErrMismatch):
		code = "changed"
	case errors.Is(err, repository.ErrSigned):
		code = "signed"
	case errors.Is(err, repository.ErrCondemned):
		code = "condemned"
	}
	return &Error{Code: code, Args: map[string]string{"store": store.URL}, Err: err}
}
