package bundle

import (
	"context"

	"yoshiki/forms/press"
	"yoshiki/package/bag"
	"yoshiki/package/manifest"
)

// Prepared is a package of which everything is known but its papers, which are filled when
// somebody asks for them.
type Prepared struct {
	b      *builder
	filled bool
}

// Prepare does of [Build] what comes before the forms are filled: it asks the rules, and looks
// at the attachments.
func Prepare(ctx context.Context, printer *press.Press, o Order) (*Prepared, error) {
	o.AsOf, o.NoFiles = "", false
	b := &builder{Order: o, press: printer}
	if err := b.look(ctx); err != nil {
		return nil, err
	}
	if b.stopped() {
		return nil, &FaultError{b.findings}
	}
	return &Prepared{b: b}, nil
}

// fill fills the forms, once.
func (p *Prepared) fill() error {
	if p.filled {
		return nil
	}
	filled, err := p.b.fill()
	p.b.forms, p.filled = drawn(filled), err == nil
	return err
}

// Findings are those that the manifest will have.
func (p *Prepared) Findings() []manifest.Finding { return words(p.b.findings) }

// Known are the files that the manifest will have, but index and list of findings, by path;
// false if any of them has to be printed or read first.
func (p *Prepared) Known() ([]manifest.File, bool, error) {
	if err := p.fill(); err != nil {
		return nil, false, err
	}
	fresh, papers := p.b.split(p.b.forms, p.b.Formats)
	if len(fresh) > 0 {
		return nil, false, nil
	}
	files, known := bag.Known(append(papers, p.b.attached...))
	return files, known, nil
}

// Build fills the forms, prints what has to be printed, and seals the package.
func (p *Prepared) Build(ctx context.Context) (*Built, error) {
	if err := p.fill(); err != nil {
		return nil, err
	}
	papers, err := p.b.papers(ctx)
	if err != nil {
		return nil, err
	}
	info, err := p.b.info()
	if err != nil {
		return nil, err
	}
	sealed, err := bag.Seal(ctx, info, papers)
	if err != nil {
		return nil, err
	}
	return &Built{sealed, p.b.findings, p.b.forms}, nil
}
