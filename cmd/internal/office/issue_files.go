package office

import (
	"context"
	"io"
	"path"
	"strings"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/custody"
	"yoshiki/package/letters"
	"yoshiki/package/manifest"
)

// LetterFiles are the papers of a letter that was issued, under names that people can read.
func LetterFiles(ctx context.Context, a *app.App, s *app.Store, x *Issued) ([]app.File, error) {
	b, err := custody.Load(ctx, s, x.Record.Package)
	if err != nil {
		return nil, err
	}
	var all []app.File
	for _, f := range b.Files() {
		if !manifest.IsPayload(f.Path) {
			continue
		}
		r, err := f.Open(ctx)
		if err != nil {
			return nil, app.Unreadable(f.Path, err)
		}
		data, err := io.ReadAll(io.LimitReader(r, f.Content.Size+1))
		if r.Close() != nil || err != nil {
			return nil, app.Unreadable(f.Path, err)
		}
		all = append(all, app.File{Name: letters.FileName(&x.Record, x.Title, x.To, strings.TrimPrefix(path.Ext(f.Path), ".")), Data: data})
	}
	return all, nil
}

// Booklet is all letters in one PDF to print, behind a list of them.
func Booklet(a *app.App, all []letters.Printed) ([]byte, error) {
	printer, err := a.Press()
	if err != nil {
		return nil, err
	}
	if err := letters.Count(all); err != nil {
		return nil, err
	}
	last := all[0].Date
	for i := range all {
		last = max(last, all[i].Date)
	}
	return letters.Booklet(printer, all, string(last))
}
