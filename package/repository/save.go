package repository

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"

	"yoshiki/package/bag"
	"yoshiki/package/manifest"
	"yoshiki/storage"
)

// ErrConflict says that the store has another package under the same id.
var ErrConflict = errors.New("the store has another package with this id")

// Save puts the package into the store: its papers, then its tag files, then COMMIT. It
// may be repeated, after an error or a crash as well as after success, and run in several
// places at once. Until it has succeeded once, the store has no such package. Signatures
// are added to a package that is there; none is ever replaced. The error is [ErrConflict]
// if the store has another package, or the beginnings of one, under the same id, and
// [ErrSigned] if it has another signature of the kind.
func Save(ctx context.Context, store storage.Store, b *bag.Bag) error {
	s := &saver{store: store, bag: b, id: b.ID()}
	if err := s.save(ctx); err != nil {
		return fmt.Errorf("save %s: %w", s.id, err)
	}
	return nil
}

// saver is one package on its way into a store.
type saver struct {
	store storage.Store
	bag   *bag.Bag
	id    string
}

func (s *saver) save(ctx context.Context) error {
	var papers, tags, signatures []bag.File
	for _, f := range s.bag.Files() {
		switch {
		case manifest.IsPayload(f.Path):
			papers = append(papers, f)
		case manifest.IsSignature(f.Path):
			signatures = append(signatures, f)
		default:
			tags = append(tags, f)
		}
	}
	done, err := s.committed(ctx)
	if err != nil {
		return err
	}
	if done {
		return s.putSignatures(ctx, signatures)
	}
	err = storage.Each(ctx, len(papers), func(ctx context.Context, i int) error { return putBlob(ctx, s.store, &papers[i]) })
	if err != nil {
		return err
	}
	err = storage.Each(ctx, len(tags), func(ctx context.Context, i int) error { return s.putTag(ctx, &tags[i]) })
	if err != nil {
		return err
	}
	if err := s.putSignatures(ctx, signatures); err != nil {
		return err
	}
	if err := s.lastLook(ctx); err != nil {
		return err
	}
	return s.putCommit(ctx)
}

// lastLook proves that every file of the package is there and stays at least for a day,
// in which COMMIT is written. See [Collect].
func (s *saver) lastLook(ctx context.Context) error {
	condemned, err := condemnedKeys(ctx, s.store)
	if err != nil {
		return err
	}
	files := s.bag.Files()
	for i := range files {
		if condemned[condemnedKey(keyOf(&files[i], s.id))] {
			if err := resume(ctx, s.store); err != nil {
				return err
			}
			break
		}
	}
	return storage.Each(ctx, len(files), func(ctx context.Context, i int) error {
		key := keyOf(&files[i], s.id)
		size, err := s.store.Stat(ctx, key)
		if errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("%s: %w", key, ErrCondemned)
		}
		if err == nil && size != files[i].Content.Size {
			err = fmt.Errorf("%s: the store has %d bytes of %d: %w", key, size, files[i].Content.Size, storage.ErrMismatch)
		}
		return err
	})
}

// commitOf is the content of COMMIT: one line of JSON that binds the id to the bag.
func commitOf(tagManifest, oxum string) []byte {
	return fmt.Appendf(nil, `{"schema":"yoshiki-commit/1","tagmanifest":%q,"payloadOxum":%q}`+"\n", tagManifest, oxum)
}

func (s *saver) commit() []byte { return commitOf(s.bag.TagDigest(), s.bag.Manifest().Oxum()) }

// committed reports whether the store has this package.
func (s *saver) committed(ctx context.Context) (bool, error) {
	there, err := readObject(ctx, s.store, commitKey(s.id), maxCommit)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	if !bytes.Equal(there, s.commit()) {
		return false, ErrConflict
	}
	return true, nil
}

// putCommit makes the package exist. After any error it looks whether COMMIT is there: an
// answer may have been lost, or another process may have been faster.
func (s *saver) putCommit(ctx context.Context) error {
	data := s.commit()
	putErr := s.store.Put(ctx, commitKey(s.id), storage.ContentOf(data), bytes.NewReader(data))
	if putErr == nil {
		return nil
	}
	done, err := s.committed(ctx)
	if done || errors.Is(err, ErrConflict) {
		return err
	}
	return putErr
}

// putTag stores a tag file, unless the same one is there.
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
	if storage.ContentOf(there) != f.Content {
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
