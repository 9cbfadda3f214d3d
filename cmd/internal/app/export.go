package app

import (
	"context"

	bundle "yoshiki/package"
)

// Load gives a package of a store, to be written as a zip file or a folder.
func Load(ctx context.Context, s *Store, id string) (*bundle.Bundle, error) {
	b, err := bundle.Load(ctx, s, id)
	if err != nil {
		return nil, noPackage(s, id, err)
	}
	return b, nil
}
