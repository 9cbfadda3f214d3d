package letters

import (
	"context"
	"fmt"

	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/forms/press"
	bundle "yoshiki/package"
	"yoshiki/package/bag"
	"yoshiki/package/manifest"
	"yoshiki/storage"
)

// Kind is the kind of package that a letter is.
const Kind = manifest.Letter

// Print is how a letter is made.
type Print struct {
	Catalog   *forms.Catalog
	Press     *press.Press
	Formats   []string
	Generator manifest.Generator
}

// Seal prints a letter and seals it.
func (p *Print) Seal(ctx context.Context, x *Draft, corrects *Record) (*bag.Bag, error) {
	filled, err := p.fill(x, corrects)
	if err != nil {
		return nil, err
	}
	var papers []bag.Paper
	tree := bundle.TreeOf(&filled)
	for _, format := range p.Formats {
		data, err := p.Press.Print(filled.Document, format)
		if err != nil {
			return nil, err
		}
		papers = append(papers, bundle.PaperOf(&press.Print{Form: filled, Format: format, Data: data}, tree))
	}
	stored, err := casefile.Encode(x.Case)
	if err != nil {
		return nil, err
	}
	c := x.Case
	return bag.Seal(ctx, bag.Info{Kind: Kind, Program: string(c.Program), Revision: string(c.Revision), Generator: p.Generator,
		Case: manifest.Case{ID: string(c.ID), SHA256: storage.ContentOf(stored).Digest(), Date: string(x.Date), Organization: string(c.Applicant.Name)}}, papers)
}

// fill fills the form from the group that the letter was written into.
func (p *Print) fill(x *Draft, corrects *Record) (forms.Filled, error) {
	var sub casefile.Submission
	if corrects != nil {
		sub.Corrects = casefile.Reference{Number: casefile.Text(corrects.Number), Date: corrects.Date}
	}
	pending, err := p.Catalog.Pending(x.Form, x.Case)
	if err != nil {
		return forms.Filled{}, err
	}
	for i := range pending {
		if pending[i].Subject() != x.Pointer {
			continue
		}
		f, err := pending[i].Fill(sub)
		f.Name, f.Clause = x.Form, f.Definition.Clause
		return f, err
	}
	return forms.Filled{}, fmt.Errorf("form %s: nothing at %s", x.Form, x.Pointer)
}
