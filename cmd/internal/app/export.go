package app

import (
	"context"

	"yoshiki/package/bag"
	"yoshiki/package/repository"
)

// Load gives a package of a store, to be written as a zip file or a folder.
func Load(ctx context.Context, s *Store, id string) (*bag.Bag, error) {
	b, err := repository.Load(ctx, s, id)
	if err != nil {
		return nil, noPackage(s, id, err)
	}
	return b, nil
}
