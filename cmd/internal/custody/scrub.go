package custody

import (
	"context"
	"fmt"
	"time"

	"yoshiki/cmd/internal/app"
	"yoshiki/package/repository"
	"yoshiki/storage"
)

// ParseShare reads "3/20", the third of twenty shares of a store.
func ParseShare(text string) (repository.Share, error) {
	var s repository.Share
	if n, err := fmt.Sscanf(text+"\n", "%d/%d\n", &s.Part, &s.Of); n != 2 || err != nil || s.Part < 1 || s.Part > s.Of {
		return s, app.NewError("share", map[string]string{"value": text})
	}
	s.Part--
	return s, nil
}

// Scrub looks for damage in a store, and tells found of each flaw.
func Scrub(ctx context.Context, s *app.Store, share repository.Share, found func(repository.Flaw)) (repository.Scrubbed, error) {
	return repository.Scrub(ctx, s.Store, share, found)
}

// Collect takes away what was never filed. Object storage is also rid of unfinished
// uploads, as it is whenever it is opened to write.
func Collect(ctx context.Context, s *app.Store, now time.Time) (repository.Collected, error) {
	remover, ok := s.Store.(storage.Remover)
	if !ok {
		return repository.Collected{}, app.NewError("store", map[string]string{"value": s.URL})
	}
	done, err := repository.Collect(ctx, remover, now)
	if err != nil {
		err = &app.Error{Code: "not-collected", Args: map[string]string{"store": s.URL}, Err: err}
	}
	return done, err
}
