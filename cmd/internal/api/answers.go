package api

import (
	"context"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/kept"
)

// asked names an answer about a version of a case or about a package, which never change. Answers
// are much smaller than what they are made of.
type asked struct {
	store    *app.Store
	id       string // of a case or a package
	version  int    // of a case
	language string
	question any
}

// answered gives a file about the newest version of a case of whoever asks; the question tells
// it from all others about that version in that language.
func (s *service) answered(ctx context.Context, id string, question any, find func(context.Context, *app.Case) (*file, error)) (*file, error) {
	store, err := s.Store(ctx)
	if err != nil {
		return nil, err
	}
	all, err := app.Versions(ctx, store, id)
	if err != nil {
		return nil, err
	}
	to := asked{store, id, all[len(all)-1], wordsOf(ctx).Language(), question}
	size := func(f *file) int { return len(f.Body) }
	return kept.Get(ctx, s.answers, to, size, func(ctx context.Context) (*file, error) {
		done, err := s.turn(ctx)
		if err != nil {
			return nil, err
		}
		defer done()
		c, err := s.App.StoredVersion(ctx, store, id, to.version)
		if err != nil {
			return nil, err
		}
		return find(ctx, c)
	})
}
