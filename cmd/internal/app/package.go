package app

import (
	"context"
	"errors"
	"strings"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/decode"
	"yoshiki/forms/press"
	bundle "yoshiki/package"
	"yoshiki/package/bag"
	"yoshiki/package/repository"
	"yoshiki/storage"
)

// PackageOrder is which package is made of a case, and where it is kept.
type PackageOrder struct {
	Kind    string
	Formats []string // of the forms, out of Formats
	Draft   bool     // made in spite of errors, and marked as a draft
	Seals   *Seals   // nil for none
	Printed Progress
	Store   func(context.Context) (*Store, error) // called once the package is made
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

// Package checks a case, makes the package of one kind, signs it, and keeps the case, then
// the package, in a store. A case with errors is [Refused]. The same order gives the same
// package.
func (a *App) Package(ctx context.Context, c *Case, o PackageOrder) (*Packaged, error) {
	if err := checkFormats(o.Formats); err != nil {
		return nil, err
	}
	file, err := c.sound()
	if err != nil {
		return nil, err
	}
	p := &Packaged{}
	if p.Findings, err = a.gate(file, o); err != nil {
		return nil, err
	}
	if p.Bag, err = a.build(ctx, c, o, &p.Findings); err != nil {
		return nil, err
	}
	if p.Store, err = o.Store(ctx); err != nil {
		return nil, err
	}
	if p.Bag, err = o.Seals.sign(ctx, p.Store, p.Bag); err != nil {
		return nil, err
	}
	if err = repository.SaveCase(ctx, p.Store, file.Case); err == nil {
		err = repository.Save(ctx, p.Store, p.Bag)
	}
	if err != nil {
		return nil, notStored(p.Store, err)
	}
	return p, nil
}

// gate asks all that the package depends on, by the text that the case names. What is open
// is not late, so that a package does not change with the day on which it is made.
func (a *App) gate(file *decode.File, o PackageOrder) ([]casefile.Finding, error) {
	catalog, err := a.catalogOf(file.Case, "")
	if err != nil {
		return nil, err
	}
	findings, err := ask(catalog, file, o.Kind, "")
	if err == nil && HasErrors(findings) && !o.Draft {
		err = &Refused{findings}
	}
	return findings, err
}

// build makes the package. What vetting notes joins the findings; what it cannot be made
// for is Refused.
func (a *App) build(ctx context.Context, c *Case, o PackageOrder, findings *[]casefile.Finding) (*bag.Bag, error) {
	catalog, err := a.catalogOf(c.File.Case, "")
	if err != nil {
		return nil, err
	}
	printer, err := a.press()
	if err != nil {
		return nil, err
	}
	order := bundle.Order{Catalog: catalog, File: c.File, Kind: o.Kind, Formats: o.Formats, Draft: o.Draft,
		Generator: a.options.Generator, Findings: *findings, Folder: c.Folder, Vet: a.options.Vet}
	order.Noted = func(noted []casefile.Finding) error {
		*findings = append(*findings, noted...)
		return nil
	}
	done := 0
	order.Printed = func(x *press.Print, total int) {
		if done++; o.Printed != nil {
			o.Printed(done, total, x.Name())
		}
	}
	b, err := bundle.Build(ctx, printer, order)
	var fault *bundle.FaultError
	if errors.As(err, &fault) {
		return nil, &Refused{append(*findings, fault.Findings...)}
	}
	return b, err
}

func notStored(store *Store, err error) error {
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
