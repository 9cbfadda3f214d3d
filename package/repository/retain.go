package repository

import (
	"context"
	"errors"
	"fmt"
	"time"

	"yoshiki/storage"
)

// Retain keeps a package of the store, with every paper and COMMIT, at least until a time:
// until then nobody can delete it. It may be repeated, after an error as well as to keep
// the package longer; papers that packages share are kept as long as any of them. The
// error is [errors.ErrUnsupported] if the store is no [storage.Retainer] or locks nothing,
// and that of [Load] if there is no such package.
func Retain(ctx context.Context, store storage.Store, id string, until time.Time) error {
	keeper, ok := store.(storage.Retainer)
	if !ok {
		return fmt.Errorf("retain %s: this store cannot lock what it holds: %w", id, errors.ErrUnsupported)
	}
	b, err := Load(ctx, store, id)
	if err != nil {
		return err
	}
	files := b.Files()
	err = storage.Each(ctx, len(files), func(ctx context.Context, i int) error {
		return keeper.Retain(ctx, keyOf(&files[i], id), until)
	})
	if err == nil {
		err = keeper.Retain(ctx, commitKey(id), until)
	}
	if err != nil {
		return fmt.Errorf("retain %s: %w", id, err)
	}
	return nil
}
