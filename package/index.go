package bundle

import (
	"context"
	"strconv"

	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/forms/press"
	"yoshiki/package/bag"
	"yoshiki/storage"
)

// indexFormats are the formats of the index and of the list of findings.
var indexFormats = []string{"pdf", "xlsx"}

// shownDigits is how much of a digest the index shows; the manifests have it whole.
const shownDigits = 16

// index prints the list of the papers.
func (o *Order) index(ctx context.Context, printer *press.Press, sub casefile.Submission, files []bag.Paper) ([]bag.Paper, error) {
	paths, err := bag.Paths(files)
	if err != nil {
		return nil, err
	}
	sub.Files = make([]casefile.PackagedFile, len(files))
	err = storage.Each(ctx, len(files), func(ctx context.Context, i int) error {
		content, err := files[i].Source.Measure(ctx)
		sub.Files[i] = casefile.PackagedFile{Path: casefile.Text(paths[i]), Title: casefile.Text(files[i].Title),
			Item: casefile.Text(files[i].Clause), Name: casefile.Text(files[i].OriginalName),
			Size:   casefile.Number(strconv.FormatInt(content.Size, 10)),
			Digest: casefile.Text(content.Digest()[:shownDigits])}
		return err
	})
	if err != nil {
		return nil, err
	}
	return o.printPaper(ctx, printer, forms.IndexForm, sub)
}

// printPaper prints a paper that goes with the forms.
func (o *Order) printPaper(ctx context.Context, printer *press.Press, id string, sub casefile.Submission) ([]bag.Paper, error) {
	filled, err := o.Catalog.Compose(id, o.File.Case, sub)
	if err != nil {
		return nil, err
	}
	paper := *o
	paper.Formats, paper.Printed = indexFormats, nil
	return paper.print(ctx, printer, filled)
}
