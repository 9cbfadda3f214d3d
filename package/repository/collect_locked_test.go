package repository_test

import (
	"context"
	"errors"
	"testing"

	"yoshiki/package/bag"
	"yoshiki/package/repository"
)

// TestCollectLocked: what is locked is counted, is not condemned, and keeps nothing else
// from being collected.
func TestCollectLocked(t *testing.T) {
	s, ctx := newClocked(), context.Background()
	for _, b := range []*bag.Bag{numberedFew(t, 0), numberedFew(t, 4)} {
		puts := 0
		s.before = func() error {
			if puts++; puts > 8 {
				return errDown
			}
			return nil
		}
		if err := repository.Save(ctx, s, b); !errors.Is(err, errDown) {
			t.Fatal(err)
		}
	}
	s.before = nil
	left := objects(s)
	for o := range s.List(ctx, "blobs/") {
		if err := s.Retain(ctx, o.Key, s.now.AddDate(3, 0, 0)); err != nil {
			t.Fatal(err)
		}
		break
	}
	for _, step := range []struct {
		days int
		want repository.Collected
	}{
		{8, repository.Collected{Condemned: left - 1, Locked: 1}},
		{2, repository.Collected{Removed: left - 1, Locked: 1}},
		{10, repository.Collected{Locked: 1}},
	} {
		s.now = s.now.AddDate(0, 0, step.days)
		if got := s.collect(t); got != step.want {
			t.Errorf("%d days later: %+v; want %+v", step.days, got, step.want)
		}
	}
	if got := objects(s); got != 1 {
		t.Errorf("%d objects are left", got)
	}
	save(t, s, numberedFew(t, 0))
	save(t, s, numberedFew(t, 4))
}
