package repository

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"

	"yoshiki/forms/casefile"
	"yoshiki/package/bag"
	"yoshiki/storage"
)

// SaveCase keeps a case beside its packages, in its canonical form, under
//
//	cases/<id>/v0001.yaml, v0002.yaml, …
//
// so that a package's manifest, which names the case by digest, can be traced to it. A
// case that has not changed since it was last saved is not saved again.
func SaveCase(ctx context.Context, store storage.Store, c *casefile.Case) error {
	data, err := casefile.Encode(c)
	if err != nil {
		return err
	}
	for version := 1; ; version++ {
		key := caseKey(c.ID, version)
		err := store.Put(ctx, key, storage.ContentOf(data), bytes.NewReader(data))
		if !errors.Is(err, fs.ErrExist) {
			return err
		}
		newest, err := LoadCase(ctx, store, c.ID)
		if err != nil || bytes.Equal(newest, data) {
			return err
		}
	}
}

// LoadCase gives the newest version of a case. Errors: [fs.ErrNotExist].
func LoadCase(ctx context.Context, store storage.Store, id casefile.CaseID) ([]byte, error) {
	newest := ""
	for o, err := range store.List(ctx, fmt.Sprintf("cases/%s/", id)) {
		if err != nil {
			return nil, err
		}
		newest = o.Key
	}
	if newest == "" {
		return nil, fmt.Errorf("case %s: %w", id, fs.ErrNotExist)
	}
	return readObject(ctx, store, newest, casefile.MaxCaseSize)
}

// CaseOf gives the case that a package of the store was made from, by the digest in its
// manifest. Errors: [fs.ErrNotExist] when the store has no such version.
func CaseOf(ctx context.Context, store storage.Store, b *bag.Bag) ([]byte, error) {
	c := b.Manifest().Case
	for o, err := range store.List(ctx, fmt.Sprintf("cases/%s/", c.ID)) {
		if err != nil {
			return nil, err
		}
		data, err := readObject(ctx, store, o.Key, casefile.MaxCaseSize)
		if err != nil || storage.ContentOf(data).Digest() == c.SHA256 {
			return data, err
		}
	}
	return nil, fmt.Errorf("case %s with SHA-256 %s: %w", c.ID, c.SHA256, fs.ErrNotExist)
}
