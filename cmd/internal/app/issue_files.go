package app

import (
	"context"
	"io"
	"path"
	"strings"

	"yoshiki/package/letters"
	"yoshiki/package/manifest"
)

// LetterFiles are the papers of a letter that was issued, under names that people can read.
func (a *App) LetterFiles(ctx context.Context, s *Store, x *Issued) ([]File, error) {
	b, err := Load(ctx, s, x.Record.Package)
	if err != nil {
		return nil, err
	}
	var all []File
	for _, f := range b.Files() {
		if !manifest.IsPayload(f.Path) {
			continue
		}
		r, err := f.Open(ctx)
		if err != nil {
			return nil, Unreadable(f.Path, err)
		}
		data, err := io.ReadAll(io.LimitReader(r, f.Content.Size+1))
		if r.Close() != nil || err != nil {
			return nil, Unreadable(f.Path, err)
		}
		all = append(all, File{letters.FileName(&x.Record, x.Title, x.To, strings.TrimPrefix(path.Ext(f.Path), ".")), data})
	}
	return all, nil
}

// Booklet is all letters in one PDF to print, behind a list of them.
func (a *App) Booklet(all []letters.Printed) ([]byte, error) {
	printer, err := a.press()
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
