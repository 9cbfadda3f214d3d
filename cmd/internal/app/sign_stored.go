package app

import (
	"context"

	"yoshiki/package/bag"
	"yoshiki/package/repository"
)

// Sign gives a package of a store its signatures, beside those that it has. Errors: a package
// that is not there, and one that the same kind of key signed otherwise.
func Sign(ctx context.Context, s *Store, id string, seals *Seals) (*bag.Bag, error) {
	b, err := repository.Load(ctx, s, id)
	if err != nil {
		return nil, NoPackage(s, id, err)
	}
	if b, err = seals.Sign(ctx, s, b); err != nil {
		return nil, err
	}
	if err := repository.Save(ctx, s, b); err != nil {
		return nil, NotStored(s, err)
	}
	return b, nil
}
