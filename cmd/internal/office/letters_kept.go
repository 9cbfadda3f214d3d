package office

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"iter"
	"path"
	"strings"

	"yoshiki/cmd/internal/app"
	"yoshiki/forms/casefile"
	"yoshiki/package/letters"
	"yoshiki/package/manifest"
	"yoshiki/package/repository"
	"yoshiki/storage"
)

func readPaper(r io.ReadCloser, err error) ([]byte, error) {
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(r)
	return data, errors.Join(err, r.Close())
}

// LetterPaper is a paper of a letter of the office's own, whether or not it may leave the store yet.
func LetterPaper(ctx context.Context, s *app.Store, id, format string) ([]byte, error) {
	b, err := repository.Load(ctx, s, id)
	if err != nil {
		return nil, app.NoPackage(s, id, err)
	}
	for _, f := range b.Files() {
		if b.Manifest().Package.Kind == manifest.Letter && manifest.IsPayload(f.Path) && path.Ext(f.Path) == "."+format {
			return readPaper(f.Open(ctx))
		}
	}
	return nil, app.NoPackage(s, id, fs.ErrNotExist)
}

// AllLetters yields the letters of a store, by case. One that is damaged comes with a
// [storage.DamagedError] and its name alone, and the others come behind it.
func AllLetters(ctx context.Context, s *app.Store) iter.Seq2[Prepared, error] {
	return func(yield func(Prepared, error) bool) {
		id := casefile.CaseID("")
		for o, err := range s.List(ctx, "letters/") {
			if err != nil {
				yield(Prepared{}, &app.Error{Code: "no-store", Err: err})
				return
			}
			of, _, _ := strings.Cut(strings.TrimPrefix(o.Key, "letters/"), "/")
			if casefile.CaseID(of) == id {
				continue
			}
			id = casefile.CaseID(of)
			records, damaged, err := letters.Listed(ctx, s, id)
			if err != nil && !yield(Prepared{Case: id}, err) {
				return
			}
			for _, name := range damaged {
				if !yield(Prepared{letters.Record{ID: name}, id}, storage.Damaged(storage.ErrMismatch)) {
					return
				}
			}
			for _, r := range records {
				if !yield(Prepared{r, id}, nil) {
					return
				}
			}
		}
	}
}
