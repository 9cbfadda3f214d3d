package jobs

import (
	"context"
	"errors"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"
)

// beat is how often a server says that it is at a call.
const beat = 3 * time.Second

// errLost is why a call is broken off that another server may have begun.
var errLost = errors.New("the call may be another server's by now")

// hold says of a call every few seconds that this process is at it. Its context ends when the
// call has become another's, and when nothing could be said for so long that it may have: by
// then nobody may do it twice.
func (q *Queue) hold(ctx context.Context, id int64, attempt int) (context.Context, func()) {
	held, lose := context.WithCancelCause(ctx)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		turns := time.NewTicker(beat)
		defer turns.Stop()
		for said := time.Now(); ; {
			select {
			case <-held.Done():
				return
			case <-turns.C:
			}
			begun := time.Now()
			saying, cancel := context.WithTimeout(held, beat)
			ours, err := q.beat(saying, id, attempt)
			cancel()
			if err == nil && ours {
				said = begun
			} else if err == nil || time.Since(said) > rescue-2*beat {
				lose(errLost)
				return
			}
		}
	}()
	return held, func() {
		lose(nil)
		<-ended
	}
}

// outlast waits until a call that has become another's is over there, for what is said of a call
// that runs is taken for the word of whoever runs it.
func (q *Queue) outlast(ctx context.Context, id int64, attempt int) {
	c, err := q.client(&river.Config{Logger: silent()})
	for err == nil {
		row, unread := c.JobGet(ctx, id)
		if unread == nil && (row.State != rivertype.JobStateRunning || row.Attempt == attempt) {
			return
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(beat):
		}
	}
}

// reviveAll has calls done again whose server has fallen silent, until ctx is done.
func (q *Queue) reviveAll(ctx context.Context) {
	turns := time.NewTicker(beat)
	defer turns.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-turns.C:
			_ = q.revive(ctx, callQueue) // the next turn tries again
		}
	}
}
