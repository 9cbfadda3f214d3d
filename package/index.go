package bundle

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"strconv"

	"yoshiki/forms"
)

// indexFormats are the formats of the index sheet and of the findings sheet.
var indexFormats = []string{"pdf", "xlsx"}

// shownDigits is how much of a digest the index sheet shows; the manifests have it whole.
const shownDigits = 16

// index prints the list of the papers.
func (o *Order) index(ctx context.Context, press *Press, sub forms.Submission, files []File) ([]File, error) {
	paths, err := payloadPaths(files)
	if err != nil {
		return nil, err
	}
	sub.Files = make([]forms.PackagedFile, len(files))
	err = each(ctx, len(files), func(ctx context.Context, i int) error {
		content, err := files[i].Source.measure(ctx)
		sub.Files[i] = forms.PackagedFile{Path: forms.Text(paths[i]), Title: forms.Text(files[i].Title),
			Item: forms.Text(files[i].Clause), Name: forms.Text(files[i].OriginalName),
			Size:   forms.Number(strconv.FormatInt(content.Size, 10)),
			Digest: forms.Text(hex.EncodeToString(content.SHA256[:])[:shownDigits])}
		return err
	})
	if err != nil {
		return nil, err
	}
	return o.printPaper(ctx, press, forms.IndexForm, sub)
}

// printPaper prints a paper that goes with the forms.
func (o *Order) printPaper(ctx context.Context, press *Press, id string, sub forms.Submission) ([]File, error) {
	filled, err := o.Catalog.Compose(id, o.File.Case, sub)
	if err != nil {
		return nil, err
	}
	printer := *o
	printer.Formats, printer.Printed = indexFormats, nil
	return printer.print(ctx, press, filled)
}

func digestOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
