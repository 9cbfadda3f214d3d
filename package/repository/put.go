package repository

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"

	"yoshiki/package/bag"
	"yoshiki/package/manifest"
	"yoshiki/storage"
)

// putTag stores a tag file, unless the same one is there. Of two versions of the program
// that make the same package, the first is named.
func (s *saver) putTag(ctx context.Context, f *bag.File) error {
	key := tagKey(s.id, f.Path)
	err := put(ctx, s.store, key, f)
	if !errors.Is(err, fs.ErrExist) {
		return err
	}
	there, err := readObject(ctx, s.store, key, f.Content.Size)
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s: %w", key, ErrCondemned)
	}
	if err != nil {
		return err
	}
	if storage.ContentOf(there) != f.Content && !manifest.IsMadeBy(f.Path) {
		return fmt.Errorf("%s: %w", key, ErrConflict)
	}
	return nil
}

// putBlob stores a paper under its digest, unless it is there; lastLook compares the length.
func putBlob(ctx context.Context, store storage.Store, f *bag.File) error {
	err := put(ctx, store, blobKey(f.Content), f)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	return err
}

func put(ctx context.Context, store storage.Store, key string, f *bag.File) error {
	r, err := f.Open(ctx)
	if err != nil {
		return fmt.Errorf("%s: %w", f.Path, err)
	}
	err = errors.Join(store.Put(ctx, key, f.Content, r), r.Close())
	if errors.Is(err, storage.ErrMismatch) {
		return fmt.Errorf("%s: %w: %w", f.Path, bag.ErrChanged, err)
	}
	return err
}

// readObject reads a small object, or as much of it as shows that it is longer than limit.
func readObject(ctx context.Context, store storage.Store, key string, limit int64) ([]byte, error) {
	r, err := store.Open(ctx, key)
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err = errors.Join(err, r.Close()); err != nil {
		return nil, fmt.Errorf("%s: %w", key, err)
	}
	return data, nil
}

// lastLook proves that objects are there and stay at least for a day, in which what they
// belong to is made to exist. See [Collect].
func lastLook(ctx context.Context, store storage.Store, objects []storage.Object) error {
	condemned, err := condemnedKeys(ctx, store)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(objects, func(o storage.Object) bool { return condemned[condemnedKey(o.Key)] }) {
		if err := resume(ctx, store); err != nil {
			return err
		}
	}
	return storage.Each(ctx, len(objects), func(ctx context.Context, i int) error {
		size, err := store.Stat(ctx, objects[i].Key)
		if errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("%s: %w", objects[i].Key, ErrCondemned)
		}
		if err == nil && size != objects[i].Size && objects[i].Size != anySize {
			err = fmt.Errorf("%s: the store has %d bytes of %d: %w", objects[i].Key, size, objects[i].Size, storage.ErrMismatch)
		}
		return err
	})
}
