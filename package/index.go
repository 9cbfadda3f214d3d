package bundle

import (
	"context"
	"strconv"

	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/package/bag"
	"yoshiki/storage"
)

// shownDigits is how much of a digest the index shows; the manifests have it whole.
const shownDigits = 16

// index prints the list of the papers.
func (b *builder) index(ctx context.Context, papers []bag.Paper) ([]bag.Paper, error) {
	paths, err := bag.Paths(papers)
	if err != nil {
		return nil, err
	}
	sub := b.sub
	sub.Files = make([]casefile.PackagedFile, len(papers))
	err = storage.Each(ctx, len(papers), func(ctx context.Context, i int) error {
		content, err := papers[i].Source.Measure(ctx)
		sub.Files[i] = casefile.PackagedFile{Path: casefile.Text(paths[i]), Title: casefile.Text(papers[i].Title),
			Clause: casefile.Text(papers[i].Clause), Name: casefile.Text(papers[i].OriginalName),
			Size:   casefile.Number(strconv.FormatInt(content.Size, 10)),
			Digest: casefile.Text(content.Digest()[:shownDigits])}
		return err
	})
	if err != nil {
		return nil, err
	}
	return b.printBeside(ctx, forms.IndexForm, sub)
}
