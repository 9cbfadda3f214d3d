package rerender

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"
)

// Share is a part of a batch: the one of Of, from 0 on.
type Share struct{ Part, Of int }

// Runner works on a batch.
type Runner struct {
	*Batch
	Share   Share
	Workers int                                        // groups at once
	Pause   func(context.Context, time.Duration) error // waits; the error is that of a context that is done
	Gate    func(context.Context) error                // waited for before each group; may be nil
	Step    func(done, total int, name string)         // told after each group; may be nil

	done    atomic.Int64
	mu      sync.Mutex
	suspect []int // groups that somebody set about and did not end: they are done last, one by one
}

// ErrCancelled says that somebody cancelled the batch.
var ErrCancelled = errors.New("the batch was cancelled")

// Run does the share of the batch, then helps with the others, so that when it returns
// without an error all of the batch is done. It may be killed at any instant and run again,
// in several places at once.
func (r *Runner) Run(ctx context.Context) error {
	if r.Before {
		return nil
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	work := make(chan int)
	var wait sync.WaitGroup
	for range max(1, r.Workers) {
		wait.Go(func() {
			for group := range work {
				if ctx.Err() != nil {
					continue // handed out in the moment in which the run ended
				}
				if err := r.do(ctx, group, 0); err != nil {
					cancel(err)
				}
			}
		})
	}
	err := r.hand(ctx, work)
	close(work)
	wait.Wait()
	if cause := context.Cause(ctx); cause != nil {
		return cause
	}
	if err != nil {
		return err
	}
	for _, group := range r.suspect {
		if err := r.do(ctx, group, Alone); err != nil {
			return err
		}
	}
	return patience(r.Pause).again(ctx, func() error { return r.finish(ctx) })
}

// hand hands out the groups that are left: those of the share, then, from the end, of others.
func (r *Runner) hand(ctx context.Context, work chan<- int) error {
	for _, at := range r.order() {
		var d *decided
		err := patience(r.Pause).again(ctx, func() (err error) { d, err = r.decide(ctx, at); return err })
		if err != nil {
			return err
		}
		r.step(len(d.Results), "")
		for i := range d.Left {
			group := d.Left[i]
			if !r.mine(at) {
				group = d.Left[len(d.Left)-1-i]
			}
			select {
			case work <- group:
			case <-ctx.Done():
				return context.Cause(ctx)
			}
		}
	}
	return nil
}

// Left gives the groups that are left, after it has told what can be told of all without
// their cases.
func (r *Runner) Left(ctx context.Context) ([]int, error) {
	done := map[string]bool{}
	for o, err := range r.Store.List(ctx, r.key("results/")) {
		if err != nil {
			return nil, err
		}
		done[o.Key] = true
	}
	var left []int
	for at := range r.Blocks() {
		var d *decided
		err := patience(r.Pause).again(ctx, func() (err error) { d, err = r.decide(ctx, at); return err })
		if err != nil {
			return nil, err
		}
		for _, group := range d.Left {
			if !done[r.key("results/%06d.json", group)] {
				left = append(left, group)
			}
		}
	}
	return left, nil
}

func (r *Runner) mine(at int) bool { return r.Share.Of < 2 || at%r.Share.Of == r.Share.Part }

// order is that of the blocks: one's own, then the others from the end.
func (r *Runner) order() []int {
	var own, others []int
	for at := range r.Blocks() {
		if r.mine(at) {
			own = append(own, at)
		} else {
			others = append([]int{at}, others...)
		}
	}
	return append(own, others...)
}

func (r *Runner) do(ctx context.Context, group, forgiven int) error {
	if r.Gate != nil {
		if err := r.Gate(ctx); err != nil {
			return err
		}
	}
	err := patience(r.Pause).again(ctx, func() error {
		if err := r.stopped(ctx); err != nil {
			return err
		}
		return r.Do(ctx, group, forgiven, r.Pause)
	})
	if errors.Is(err, ErrSuspect) {
		r.mu.Lock()
		r.suspect = append(r.suspect, group)
		r.mu.Unlock()
		return nil
	}
	if err == nil {
		r.step(1, r.Groups[group][0])
	}
	return err
}

func (r *Runner) step(n int, name string) {
	if done := r.done.Add(int64(n)); r.Step != nil && n > 0 {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.Step(int(done), len(r.Groups), name)
	}
}
