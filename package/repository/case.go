package repository

import (
	"context"
	"fmt"
	"io/fs"
	"slices"

	"yoshiki/forms/casefile"
	"yoshiki/package/bag"
	"yoshiki/storage"
)

// Case is a version of a case, with its attachments, as a store keeps it.
type Case struct {
	Data  []byte // the case in its canonical form
	list  *caseList
	store storage.Store
}

// Open finds an attachment by its path in the case. Errors: [fs.ErrNotExist].
func (c *Case) Open(path string) (bag.Source, error) {
	for _, a := range c.list.Attachments {
		if a.Path == path {
			content, err := contentOf(a.Size, a.SHA256)
			return bag.Source{Size: a.Size, Open: blobOpener(c.store, content)}, err
		}
	}
	return bag.Source{}, fmt.Errorf("attachment %q: %w", path, fs.ErrNotExist)
}

// LoadCase gives the newest version of a case. Errors: [fs.ErrNotExist].
func LoadCase(ctx context.Context, store storage.Store, id casefile.CaseID) (*Case, error) {
	all, err := versionsOf(ctx, store, id)
	if err != nil {
		return nil, err
	}
	for _, v := range slices.Backward(all) {
		if v.exists {
			return v.load(ctx, store)
		}
	}
	return nil, fmt.Errorf("case %s: %w", id, fs.ErrNotExist)
}

// CaseOf gives the case that a package of the store was made from, by the digest in its
// manifest: the newest version that has it. Errors: [fs.ErrNotExist].
func CaseOf(ctx context.Context, store storage.Store, b *bag.Bag) (*Case, error) {
	c := b.Manifest().Case
	all, err := versionsOf(ctx, store, casefile.CaseID(c.ID))
	if err != nil {
		return nil, err
	}
	for _, v := range slices.Backward(all) {
		if found, err := v.loadIf(ctx, store, c.SHA256); err != nil || found != nil {
			return found, err
		}
	}
	return nil, fmt.Errorf("case %s with SHA-256 %s: %w", c.ID, c.SHA256, fs.ErrNotExist)
}
