package jobs_test

import (
	"context"
	"testing"
	"time"

	"yoshiki/cmd/internal/jobs/pgtest"
)

// TestAway: a server that is away when jobs are put in and when the work begins is waited for.
func TestAway(t *testing.T) {
	s := pgtest.Start(t)
	defer s.Stop()
	q, r := open(t, s.URL), &record{}
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Minute)
	defer cancel()
	for _, step := range []func() error{
		func() error { return q.Put(ctx, some(3), nobody) },
		func() error {
			return q.Work(ctx, plan, 1, func(_ context.Context, group int, _ bool) error {
				if r.add(group); group == 2 {
					cancel()
				}
				return nil
			})
		},
	} {
		s.Kill()
		back := make(chan struct{})
		time.AfterFunc(1500*time.Millisecond, func() { s.Run(t); close(back) })
		if err := step(); err != nil {
			t.Error(err)
		}
		<-back
	}
	if len(r.done) != 3 {
		t.Error(r.done)
	}
}
