package bundle

import (
	"encoding/hex"

	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/forms/press"
	"yoshiki/package/bag"
)

// Fill gives the forms that the package of a kind holds, without asking or printing anything.
func Fill(catalog *forms.Catalog, c *casefile.Case, kind string, draft bool) ([]Drawn, error) {
	sub, err := catalog.Submission(kind, c)
	if err != nil {
		return nil, err
	}
	sub.Draft = draft
	filled, err := fill(catalog, c, sub)
	return drawn(filled), err
}

// drawn takes the digests of the trees of forms.
func drawn(filled []forms.Filled) []Drawn {
	all := make([]Drawn, len(filled))
	for i := range filled {
		all[i] = Drawn{filled[i], TreeOf(&filled[i])}
	}
	return all
}

// TreeOf is the digest of the tree of a form, as manifests have it.
func TreeOf(f *forms.Filled) string {
	tree := f.Document.Digest()
	return hex.EncodeToString(tree[:])
}

// kept gives the papers of a form in all formats when each was printed before.
func (b *builder) kept(f *Drawn, formats []string) []bag.Paper {
	if b.Kept == nil {
		return nil
	}
	var papers []bag.Paper
	for _, format := range formats {
		if source, ok := b.Kept(f.Tree, format); ok {
			p := PaperOf(&press.Print{Form: f.Filled, Format: format}, f.Tree)
			p.Source = source
			papers = append(papers, p)
		}
	}
	if len(papers) < len(formats) {
		return nil
	}
	return papers
}

// split takes out of the forms those that need not be printed, with their papers in place.
func (b *builder) split(filled []Drawn, formats []string) (fresh []forms.Filled, papers []bag.Paper) {
	for i := range filled {
		if was := b.kept(&filled[i], formats); was != nil {
			papers = append(papers, was...)
			continue
		}
		fresh = append(fresh, filled[i].Filled)
		for range formats {
			papers = append(papers, bag.Paper{Tree: filled[i].Tree})
		}
	}
	return fresh, papers
}
