package bundle

import (
	"bytes"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"

	"yoshiki/storage"
)

// ErrConflict says that the store has another package under the same id.
var ErrConflict = errors.New("the store has another package with this id")

// version is the first and, as packages never change, only one.
const version = "/v0001/"

func tagKey(id, path string) string { return "packages/" + id + version + path }

func commitKey(id string) string { return tagKey(id, "COMMIT") }

func blobKey(c storage.Content) string {
	digest := hex.EncodeToString(c.SHA256[:])
	return "blobs/sha256/" + digest[:2] + "/" + digest[2:4] + "/" + digest
}

// Save puts the package into the store: its papers, then its tag files, then COMMIT. It
// may be repeated, after an error or a crash as well as after success, and run in several
// places at once. Until it has succeeded once, the store has no such package. Signatures
// are added to a package that is there; none is ever replaced. The error is [ErrConflict]
// if the store has another package, or the beginnings of one, under the same id, and
// [ErrSigned] if it has another signature of the kind.
func Save(ctx context.Context, store storage.Store, b *Bundle) error {
	if err := b.save(ctx, store); err != nil {
		return fmt.Errorf("save %s: %w", b.ID(), err)
	}
	return nil
}

func (b *Bundle) save(ctx context.Context, store storage.Store) error {
	var papers, tags, signatures []*file
	for i := range b.files {
		switch f := &b.files[i]; {
		case isPayload(f.path):
			papers = append(papers, f)
		case isSignature(f.path):
			signatures = append(signatures, f)
		default:
			tags = append(tags, f)
		}
	}
	done, err := b.committed(ctx, store)
	if err != nil {
		return err
	}
	if done {
		return b.putSignatures(ctx, store, signatures)
	}
	err = each(ctx, len(papers), func(ctx context.Context, i int) error { return papers[i].putBlob(ctx, store) })
	if err != nil {
		return err
	}
	err = each(ctx, len(tags), func(ctx context.Context, i int) error { return tags[i].putTag(ctx, store, b.ID()) })
	if err != nil {
		return err
	}
	if err := b.putSignatures(ctx, store, signatures); err != nil {
		return err
	}
	if err := b.lastLook(ctx, store); err != nil {
		return err
	}
	return b.putCommit(ctx, store)
}

// lastLook proves that every file of the package is there and stays at least for a day,
// in which COMMIT is written. See [Collect].
func (b *Bundle) lastLook(ctx context.Context, store storage.Store) error {
	condemned, err := condemnedKeys(ctx, store)
	if err != nil {
		return err
	}
	for i := range b.files {
		if condemned[condemnedKey(b.files[i].key(b.ID()))] {
			if err := resume(ctx, store); err != nil {
				return err
			}
			break
		}
	}
	return each(ctx, len(b.files), func(ctx context.Context, i int) error {
		key := b.files[i].key(b.ID())
		size, err := store.Stat(ctx, key)
		if errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("%s: %w", key, ErrCondemned)
		}
		if err == nil && size != b.files[i].content.Size {
			err = fmt.Errorf("%s: the store has %d bytes of %d: %w", key, size, b.files[i].content.Size, storage.ErrMismatch)
		}
		return err
	})
}

// key is where the file is in the store.
func (f *file) key(id string) string {
	if isPayload(f.path) {
		return blobKey(f.content)
	}
	return tagKey(id, f.path)
}

// committed tells whether the store has this package.
func (b *Bundle) committed(ctx context.Context, store storage.Store) (bool, error) {
	there, err := readObject(ctx, store, commitKey(b.ID()), maxCommit)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	if !bytes.Equal(there, b.commit()) {
		return false, ErrConflict
	}
	return true, nil
}

// putCommit makes the package exist. After any error it looks whether COMMIT is there: an
// answer may have been lost, or another process may have been faster.
func (b *Bundle) putCommit(ctx context.Context, store storage.Store) error {
	data := b.commit()
	putErr := store.Put(ctx, commitKey(b.ID()), storage.ContentOf(data), bytes.NewReader(data))
	if putErr == nil {
		return nil
	}
	done, err := b.committed(ctx, store)
	if done || errors.Is(err, ErrConflict) {
		return err
	}
	return putErr
}

// putBlob stores a paper under its digest, unless it is there; lastLook compares the length.
func (f *file) putBlob(ctx context.Context, store storage.Store) error {
	err := f.put(ctx, store, blobKey(f.content))
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	return err
}

// putTag stores a tag file, unless the same one is there.
func (f *file) putTag(ctx context.Context, store storage.Store, id string) error {
	key := tagKey(id, f.path)
	err := f.put(ctx, store, key)
	if !errors.Is(err, fs.ErrExist) {
		return err
	}
	there, err := readObject(ctx, store, key, f.content.Size)
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s: %w", key, ErrCondemned)
	}
	if err != nil {
		return err
	}
	if storage.ContentOf(there) != f.content {
		return fmt.Errorf("%s: %w", key, ErrConflict)
	}
	return nil
}

func (f *file) put(ctx context.Context, store storage.Store, key string) error {
	r, err := f.open(ctx)
	if err != nil {
		return fmt.Errorf("%s: %w", f.path, err)
	}
	err = errors.Join(store.Put(ctx, key, f.content, r), r.Close())
	if errors.Is(err, storage.ErrMismatch) {
		return fmt.Errorf("%s: %w: %w", f.path, errChanged, err)
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
