package main

import (
	"context"
	"errors"
	"runtime"
	"slices"
	"strings"
	"time"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/jobs"
	"yoshiki/cmd/internal/office"
	"yoshiki/package/manifest"
	"yoshiki/package/rerender"
)

// openQueue opens the database that hands out jobs.
func openQueue(ctx context.Context, url string) (*jobs.Queue, error) {
	q, err := jobs.Open(ctx, url)
	for code, known := range map[string]error{"jobs-foreign": jobs.ErrForeign, "jobs-newer": jobs.ErrNewer} {
		if errors.Is(err, known) {
			return nil, &exitError{code: exitFailed, key: code}
		}
	}
	switch {
	case errors.Is(err, jobs.ErrURL):
		return nil, usage("jobs", nil)
	case err != nil:
		return nil, &exitError{code: exitFailed, key: "jobs-database", err: err}
	}
	return q, nil
}

// byQueue has a batch done by all who serve a queue, this process among them. What they leave
// is then done here.
func (t *tool) byQueue(ctx context.Context, r *rerender.Runner, q *jobs.Queue, first []string) error {
	left, err := r.Left(ctx)
	if err != nil {
		return err
	}
	if err := q.Put(ctx, jobsOf(r.Batch, left), func(j jobs.Job) bool {
		return slices.ContainsFunc(first, func(id string) bool { return strings.HasPrefix(j.Name, manifest.OfCase(id)) })
	}); err != nil {
		return err
	}
	working, stop := context.WithCancel(ctx)
	ended := make(chan error, 1)
	go func() { ended <- q.Work(working, r.Digest(), r.Workers, doer(working, r.Batch, r.Gate)) }()
	err = t.watch(ctx, q, r)
	stop()
	return errors.Join(err, <-ended)
}

// jobsOf are the jobs of some groups of a batch.
func jobsOf(b *rerender.Batch, groups []int) []jobs.Job {
	all := make([]jobs.Job, len(groups))
	for i, group := range groups {
		id := b.Groups[group][0]
		all[i] = jobs.Job{Plan: b.Digest(), Name: id[:strings.LastIndex(id, "-")], Target: targetText(b.Plan.Target), Group: group}
	}
	return all
}

// doer does one job. It goes on for as long as the process works, however long River waits.
func doer(working context.Context, b *rerender.Batch, gate func(context.Context) error) func(context.Context, int, bool) error {
	return func(_ context.Context, group int, again bool) error {
		if gate != nil {
			if err := gate(working); err != nil {
				return err
			}
		}
		stop, err := b.Cancelled(working)
		if stop {
			return jobs.ErrStop
		}
		forgiven := 0
		if again {
			forgiven = 1
		}
		if err == nil {
			err = b.Do(working, group, forgiven, pause)
		}
		if errors.Is(err, rerender.ErrSuspect) { // left to the one who ends the batch
			return nil
		}
		return err
	}
}

// watched is how often the jobs that are left are counted, and how long their database may be
// away.
const (
	watched  = 500 * time.Millisecond
	patience = time.Minute
)

// watch waits until no job is left.
func (t *tool) watch(ctx context.Context, q *jobs.Queue, r *rerender.Runner) error {
	answered := time.Now()
	for {
		n, err := q.Left(ctx, r.Digest())
		switch {
		case err == nil:
			answered = time.Now()
			r.Step(len(r.Groups)-n, len(r.Groups), "")
		case ctx.Err() != nil || time.Since(answered) > patience:
			return err
		}
		if err == nil && n == 0 {
			return nil
		}
		if stop, err := r.Cancelled(ctx); err == nil && stop {
			return nil // which Work tells
		}
		if err := pause(ctx, watched); err != nil {
			return err
		}
	}
}

// gateOf lets so many groups a second begin; all, on 0.
func gateOf(rate float64) func(context.Context) error {
	if rate <= 0 {
		return nil
	}
	turns := time.NewTicker(time.Duration(float64(time.Second) / rate))
	return func(ctx context.Context) error {
		select {
		case <-turns.C:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// workers is how many groups a process does at once.
func workers() int { return runtime.GOMAXPROCS(0) }

// serve does the jobs of the batches of a store, one after the other, until ctx is done.
func (t *tool) serve(ctx context.Context, s *app.Store, q *jobs.Queue, rate float64) error {
	for {
		b, err := office.LastBatch(ctx, t.app, s)
		var none *app.Error
		if errors.As(err, &none) && none.Code == "batch-none" {
			if err := pause(ctx, idle); err != nil {
				return err
			}
			continue
		}
		if err != nil {
			return err
		}
		over, err := b.Over(ctx)
		if err != nil {
			return err
		}
		if !over {
			err = t.serveBatch(ctx, s, q, b, rate)
		} else {
			err = pause(ctx, idle)
		}
		if err != nil {
			return err
		}
	}
}

// idle is how long a worker waits before it looks again for a batch, or for its end.
const idle = 2 * time.Second

// serveBatch does jobs of one batch until it is over.
func (t *tool) serveBatch(ctx context.Context, s *app.Store, q *jobs.Queue, last *rerender.Batch, rate float64) error {
	b, err := office.JoinBatch(ctx, t.app, s, last)
	if err != nil {
		return err
	}
	working, stop := context.WithCancel(ctx)
	defer stop()
	ended := make(chan error, 1)
	go func() { ended <- q.Work(working, b.Digest(), workers(), doer(working, b, gateOf(rate))) }()
	for over := false; !over && pause(ctx, idle) == nil; {
		over, _ = b.Over(ctx) // a store that does not answer is asked again
	}
	stop()
	return errors.Join(<-ended, ctx.Err())
}

func targetText(target rerender.Target) string { return strings.Join(rerender.Targets(target), " ") }
