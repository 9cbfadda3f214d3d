package office

import (
	"context"

	"yoshiki/cmd/internal/app"
	"yoshiki/forms/casefile"
	"yoshiki/package/bag"
	"yoshiki/package/letters"
	"yoshiki/package/manifest"
	"yoshiki/package/repository"
)

// undone is a case without what a letter says that nobody has released.
func undone(ctx context.Context, a *app.App, s *app.Store, c *casefile.Case, r *letters.Record) (*casefile.Case, error) {
	was, err := repository.CaseOf(ctx, s, bag.Assemble(&manifest.Manifest{Case: manifest.Case{ID: string(c.ID), SHA256: r.Before}}, nil, nil))
	if err != nil {
		return c, err
	}
	before, err := a.Decoded("case:"+string(c.ID), was.Data, nil).Sound()
	if err != nil {
		return c, err
	}
	return r.Undone(c, before.Case), nil
}

// released is a case without what its letters say that nobody has released.
func released(ctx context.Context, a *app.App, s *app.Store, c *casefile.Case) (*casefile.Case, error) {
	records, err := letters.Records(ctx, s, c.ID)
	for i := range records {
		if err == nil && records[i].State() != letters.Released && records[i].Stands(c) {
			c, err = undone(ctx, a, s, c, &records[i])
		}
	}
	return c, err
}
