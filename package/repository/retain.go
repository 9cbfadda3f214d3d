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
// the package longer; papers that packages share are kept as long as any of them. It gives
// the time until which all of the package is kept, which may be a later one. The
// error is [errors.ErrUnsupported] if the store is no [storage.Retainer] or locks nothing,
// and that of [Load] if there is no such package.
func Retain(ctx context.Context, store storage.Store, id string, until time.Time) (kept time.Time, err error) {
	keeper, ok := store.(storage.Retainer)
	if !ok {
		return kept, fmt.Errorf("retain %s: this store cannot lock what it holds: %w", id, errors.ErrUnsupported)
	}
	b, err := Load(ctx, store, id)
	if err != nil {
		return kept, err
	}
	keys := []string{}
	for _, f := range b.Files() {
		keys = append(keys, keyOf(&f, id))
	}
	if kept, err = retainAll(ctx, keeper, keys, until); err == nil {
		var commit time.Time
		commit, err = retainAll(ctx, keeper, []string{commitKey(id)}, until)
		kept = earlier(kept, commit)
	}
	if err != nil {
		return kept, fmt.Errorf("retain %s: %w", id, err)
	}
	return kept, nil
}

// retainAll keeps objects, and gives the time until which all of them are kept.
func retainAll(ctx context.Context, keeper storage.Retainer, keys []string, until time.Time) (time.Time, error) {
	times := make([]time.Time, len(keys))
	err := storage.Each(ctx, len(keys), func(ctx context.Context, i int) (err error) {
		if err = keeper.Retain(ctx, keys[i], until); err == nil {
			times[i], err = keeper.Retained(ctx, keys[i])
		}
		return err
	})
	kept := times[0]
	for _, t := range times {
		kept = earlier(kept, t)
	}
	return kept, err
}

func earlier(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}
