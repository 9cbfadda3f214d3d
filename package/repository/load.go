package repository

import (
	"bytes"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"strings"

	"yoshiki/package/bag"
	"yoshiki/package/manifest"
	"yoshiki/storage"
)

// maxCommit bounds a COMMIT in bytes.
const maxCommit = 4096

// Packages yields the id of every package in the store, sorted.
func Packages(ctx context.Context, store storage.Store) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		for o, err := range store.List(ctx, "packages/") {
			if err != nil {
				yield("", err)
				return
			}
			id, isCommit := strings.CutSuffix(strings.TrimPrefix(o.Key, "packages/"), only+"COMMIT")
			if isCommit && checkID(id) == nil && !yield(id, nil) {
				return
			}
		}
	}
}

// LoadManifest reads what a package of the store says of itself, and no more. Errors are those
// of [Load].
func LoadManifest(ctx context.Context, store storage.Store, id string) (*manifest.Manifest, error) {
	if err := checkID(id); err != nil {
		return nil, fmt.Errorf("package %s: %w", id, err)
	}
	data, err := readObject(ctx, store, tagKey(id, manifest.Meta), manifest.MaxManifest)
	if errors.Is(err, fs.ErrNotExist) {
		err = lostOr(ctx, store, id, err)
	}
	if err != nil {
		return nil, fmt.Errorf("package %s: %w", id, err)
	}
	m, err := manifest.Decode(data)
	if err == nil && m.Package.ID != id {
		err = storage.ErrMismatch
	}
	if err != nil {
		return nil, storage.Damaged(fmt.Errorf("package %s: %s: %w", id, manifest.Meta, err))
	}
	return m, nil
}

// lostOr is the error of a package that lacks what it says of itself: damage if it was completed.
func lostOr(ctx context.Context, store storage.Store, id string, absent error) error {
	_, err := store.Stat(ctx, commitKey(id))
	switch {
	case err == nil:
		return storage.Damaged(fmt.Errorf("%s is missing", manifest.Meta))
	case errors.Is(err, fs.ErrNotExist):
		return absent
	}
	return err
}

// Load opens a package of the store. It reads and checks everything but the papers, which
// are checked when they are copied. The error is [fs.ErrNotExist] if there is no such
// package, and says what disagrees if the package is damaged; [Verify] then tells more.
func Load(ctx context.Context, store storage.Store, id string) (*bag.Bag, error) {
	b, err := load(ctx, store, id)
	if err != nil {
		return nil, fmt.Errorf("package %s: %w", id, err)
	}
	return b, nil
}

func load(ctx context.Context, store storage.Store, id string) (*bag.Bag, error) {
	if err := checkID(id); err != nil {
		return nil, err
	}
	commit, err := readObject(ctx, store, commitKey(id), maxCommit)
	if err != nil {
		return nil, err
	}
	tags, err := loadTags(ctx, store, id)
	if err != nil {
		return nil, err
	}
	var meta []byte
	for _, t := range tags {
		if t.Path == manifest.Meta {
			meta = t.Data
		}
	}
	m, err := manifest.Decode(meta)
	if err != nil {
		return nil, storage.Damaged(fmt.Errorf("%s: %w", manifest.Meta, err))
	}
	papers := make([]bag.File, len(m.Files))
	for i, f := range m.Files {
		content, err := contentOf(f.Size, f.SHA256)
		if err != nil {
			return nil, storage.Damaged(fmt.Errorf("%s: %w", f.Path, err))
		}
		papers[i] = bag.File{Path: f.Path, Content: content, Open: blobOpener(store, content)}
	}
	beside, err := loadBeside(ctx, store, id)
	if err != nil {
		return nil, err
	}
	b := bag.Assemble(m, append(tags, beside...), papers)
	if m.Package.ID != id || !bytes.Equal(commitOf(b.TagDigest(), m.Oxum()), commit) {
		return nil, storage.Damaged(errors.New("COMMIT disagrees with the package"))
	}
	return b, nil
}

// loadTags reads the tag manifest and the files that it lists, and compares them with it.
func loadTags(ctx context.Context, store storage.Store, id string) ([]manifest.TagFile, error) {
	list, err := loadTag(ctx, store, id, manifest.Tags)
	if err != nil {
		return nil, err
	}
	sums, err := manifest.ParseSums(list)
	if err != nil {
		return nil, storage.Damaged(fmt.Errorf("%s: %w", manifest.Tags, err))
	}
	tags := []manifest.TagFile{{Path: manifest.Tags, Data: list}}
	for _, s := range sums {
		data, err := loadTag(ctx, store, id, s.Path)
		if err != nil {
			return nil, err
		}
		content, err := contentOf(int64(len(data)), s.SHA256)
		if err == nil && storage.ContentOf(data) != content {
			err = storage.ErrMismatch
		}
		if err != nil {
			return nil, storage.Damaged(fmt.Errorf("%s: %w", s.Path, err))
		}
		tags = append(tags, manifest.TagFile{Path: s.Path, Data: data})
	}
	return tags, nil
}

// loadBeside reads the files that no list names: the signatures, and what made the package.
func loadBeside(ctx context.Context, store storage.Store, id string) ([]manifest.TagFile, error) {
	all, err := Signatures(ctx, store, id)
	if err != nil {
		return nil, err
	}
	for _, path := range manifest.MadeBy() {
		data, err := readObject(ctx, store, tagKey(id, path), manifest.MaxManifest)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		return append(all, manifest.TagFile{Path: path, Data: data}), err
	}
	return all, nil
}

// loadTag reads one. That it is missing is damage: the package exists.
func loadTag(ctx context.Context, store storage.Store, id, path string) ([]byte, error) {
	data, err := readObject(ctx, store, tagKey(id, path), manifest.MaxManifest)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, storage.Damaged(fmt.Errorf("%s is missing", path))
	}
	return data, err
}

func contentOf(size int64, digest string) (storage.Content, error) {
	c := storage.Content{Size: size}
	n, err := hex.Decode(c.SHA256[:], []byte(digest))
	if err == nil && n != len(c.SHA256) {
		err = fmt.Errorf("digest %q", digest)
	}
	return c, err
}

func blobOpener(store storage.Store, content storage.Content) func(context.Context) (io.ReadCloser, error) {
	return func(ctx context.Context) (io.ReadCloser, error) { return store.Open(ctx, blobKey(content)) }
}
