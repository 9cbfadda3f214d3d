package rerender

import (
	"context"
	"fmt"
	"slices"
)

// unknown gives, of groups, those with a package that came to the store after the batches of the
// same order, up to a number, and the newest of these batches; all groups where there is none, or
// where everything is to be made again.
func (m *Mover) unknown(ctx context.Context, last int, groups []Group) (*Batch, []Group, error) {
	var newest *Batch
	known := map[string]bool{}
	for number := last; number > 0 && !m.Again; number-- {
		b, err := open(ctx, m, number)
		if err != nil {
			return nil, nil, err
		}
		if b.fits() != nil {
			continue
		}
		done, err := exists(ctx, m.Store, b.key("DONE"))
		switch {
		case err != nil:
			return nil, nil, err
		case !done && newest == nil:
			return nil, nil, fmt.Errorf("batch %d: %w", number, ErrCancelled)
		case !done:
			continue
		}
		if err := b.knows(ctx, known); err != nil {
			return nil, nil, err
		}
		if newest == nil {
			newest, b.Before = b, true
		}
	}
	if newest == nil {
		return nil, groups, nil
	}
	return newest, slices.DeleteFunc(groups, func(g Group) bool {
		return !slices.ContainsFunc(g, func(id string) bool { return !known[id] })
	}), nil
}

// knows notes the packages that a batch found and those that it made.
func (b *Batch) knows(ctx context.Context, known map[string]bool) error {
	for _, g := range b.Groups {
		for _, id := range g {
			known[id] = true
		}
	}
	for r, err := range b.Results(ctx, Share{}) {
		if err != nil {
			return err
		}
		known[r.New] = true
	}
	return nil
}
