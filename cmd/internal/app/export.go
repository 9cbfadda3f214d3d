package app

import (
	"context"
	"errors"
	"io/fs"

	"yoshiki/package/bag"
	"yoshiki/package/repository"
	"yoshiki/storage"
)

// Load gives a package of a store, to be written as a zip file or a folder. A letter that nobody
// has approved, where that is wanted, does not leave it.
func Load(ctx context.Context, s *Store, id string) (*bag.Bag, error) {
	b, err := repository.Load(ctx, s, id)
	if err != nil {
		return nil, noPackage(s, id, err)
	}
	return b, releasable(ctx, s, b)
}

// NotExported says why a package could not be written to a target: the store has lost or
// damaged a paper, does not answer, or the target cannot be written.
func NotExported(s *Store, b *bag.Bag, target string, err error) error {
	var source *bag.SourceError
	if !errors.As(err, &source) {
		return Unwritable(target, err)
	}
	code := "store-unread"
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, storage.ErrMismatch) {
		code = "lost"
	}
	return &Error{Code: code, Args: map[string]string{"store": s.URL, "file": source.Path, "id": b.ID()}, Err: source.Err}
}
