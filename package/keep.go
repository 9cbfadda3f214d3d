package bundle

import (
	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/forms/press"
	"yoshiki/package/bag"
)

// Fill gives the forms that the package of a kind holds, without asking or printing anything.
func Fill(catalog *forms.Catalog, c *casefile.Case, kind string, draft bool) ([]forms.Filled, error) {
	sub, err := catalog.Submission(kind, c)
	if err != nil {
		return nil, err
	}
	sub.Draft = draft
	return fill(catalog, c, sub)
}

// kept gives the papers of a form in all formats when each was printed before.
func (b *builder) kept(f *forms.Filled, formats []string) []bag.Paper {
	if b.Kept == nil {
		return nil
	}
	var papers []bag.Paper
	for _, format := range formats {
		if source, ok := b.Kept(f, format); ok {
			p := PaperOf(&press.Print{Form: *f, Format: format})
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
func (b *builder) split(filled []forms.Filled, formats []string) (fresh []forms.Filled, papers []bag.Paper) {
	for i := range filled {
		if was := b.kept(&filled[i], formats); was != nil {
			papers = append(papers, was...)
			continue
		}
		fresh = append(fresh, filled[i])
		papers = append(papers, make([]bag.Paper, len(formats))...)
	}
	return fresh, papers
}
