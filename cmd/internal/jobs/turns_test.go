package jobs_test

import (
	"context"
	"slices"
	"testing"
)

// TestHandedBack: a process that is told to stop hands the jobs back that it holds and did not
// begin, as if it had never had them.
func TestHandedBack(t *testing.T) {
	each(t, func(t *testing.T, url string) {
		q, r := open(t, url), &record{}
		if err := q.Put(t.Context(), some(20), nobody); err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		err := q.Work(ctx, plan, 1, func(_ context.Context, group int, _ bool) error {
			cancel()
			r.add(group)
			return nil
		})
		if err != nil || len(r.done) == 0 || len(r.done) == 20 {
			t.Fatal(r.done, err)
		}
		work(t, q, 2, func(_ context.Context, group int, again bool) error {
			if r.add(group); again {
				t.Errorf("%d was begun before", group)
			}
			return nil
		})
		slices.Sort(r.done)
		for i := range 20 {
			if i >= len(r.done) || r.done[i] != i {
				t.Fatal(r.done)
			}
		}
	})
}
