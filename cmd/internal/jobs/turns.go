package jobs

import (
	"cmp"
	"context"
	"slices"
	"sync"

	"github.com/riverqueue/river/rivertype"
)

// turns lets so many jobs at once begin, of those that wait always the one that River would hand
// out first. A process holds some jobs more than it does, so that it asks the database for
// several in one.
type turns struct {
	mu      sync.Mutex
	free    int
	waiting []turn
}

type turn struct {
	job  *rivertype.JobRow
	come chan struct{}
}

// take waits for the turn of a job, which give ends. Errors: that of ctx, when the turn did not
// come before.
func (t *turns) take(ctx context.Context, job *rivertype.JobRow) error {
	mine := turn{job, make(chan struct{})}
	t.mu.Lock()
	t.waiting = append(t.waiting, mine)
	t.next()
	t.mu.Unlock()
	select {
	case <-mine.come:
		return nil
	case <-ctx.Done():
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	before := len(t.waiting)
	t.waiting = slices.DeleteFunc(t.waiting, func(w turn) bool { return w.come == mine.come })
	if len(t.waiting) == before { // it came in this moment
		t.free++
		t.next()
	}
	return ctx.Err()
}

func (t *turns) give() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.free++
	t.next()
}

// next has the first of those that wait begin, if there is room.
func (t *turns) next() {
	if t.free == 0 || len(t.waiting) == 0 {
		return
	}
	first := slices.MinFunc(t.waiting, func(a, b turn) int {
		return cmp.Or(cmp.Compare(a.job.Priority, b.job.Priority), a.job.ScheduledAt.Compare(b.job.ScheduledAt), cmp.Compare(a.job.ID, b.job.ID))
	})
	t.free--
	close(first.come)
	t.waiting = slices.DeleteFunc(t.waiting, func(w turn) bool { return w.come == first.come })
}
