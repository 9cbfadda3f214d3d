package repository

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"

	"yoshiki/package/bag"
	"yoshiki/package/manifest"
	"yoshiki/storage"
)

// ErrConflict says that the store has another package under the same id.
var ErrConflict = errors.New("the store has another package with this id")

// Save puts the package into the store: its papers, then its tag files, then COMMIT. It
// may be repeated, after an error or a crash as well as after success, and run in several
// places at once; what a package that is there has lost is put back. Until it has succeeded once, the store has no such package. Signatures
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
		if err := s.putBack(ctx, append(papers, tags...)); err != nil {
			return err
		}
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
	if err := lastLook(ctx, s.store, s.objects()); err != nil {
		return err
	}
	return s.putCommit(ctx)
}

// putBack stores again what the store has lost of a package that exists. Errors:
// [storage.ErrMismatch] for an object of another length, which nothing replaces.
func (s *saver) putBack(ctx context.Context, files []bag.File) error {
	return storage.Each(ctx, len(files), func(ctx context.Context, i int) error {
		f := &files[i]
		key := keyOf(f, s.id)
		size, err := s.store.Stat(ctx, key)
		switch {
		case errors.Is(err, fs.ErrNotExist) && manifest.IsPayload(f.Path):
			return putBlob(ctx, s.store, f)
		case errors.Is(err, fs.ErrNotExist):
			return s.putTag(ctx, f)
		case err == nil && size != f.Content.Size && !manifest.IsMadeBy(f.Path):
			return fmt.Errorf("%s: the store has %d bytes of %d: %w", key, size, f.Content.Size, storage.ErrMismatch)
		}
		return err
	})
}

// anySize is the size of an object that another version of the program may have written.
const anySize = -1

// objects are the files of the package as they lie in the store.
func (s *saver) objects() []storage.Object {
	var all []storage.Object
	for _, f := range s.bag.Files() {
		o := storage.Object{Key: keyOf(&f, s.id), Size: f.Content.Size}
		if manifest.IsMadeBy(f.Path) {
			o.Size = anySize
		}
		all = append(all, o)
	}
	return all
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
