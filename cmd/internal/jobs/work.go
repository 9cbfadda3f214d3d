package jobs

import (
	"context"
	"errors"
	"time"

	"github.com/riverqueue/river"
)

// ErrStop, returned by the work of a job, ends it for good.
var ErrStop = errors.New("not to be tried again")

// Work does the jobs of a plan, several at once, until ctx is done. do is told whether others
// set about the job before. A pause is asked for every two seconds, as what the database tells by
// itself may be lost.
func (q *Queue) Work(ctx context.Context, plan string, workers int, do func(ctx context.Context, group int, again bool) error) error {
	all := river.NewWorkers()
	river.AddWorker(all, &worker{working: ctx, turns: &turns{free: workers}, do: do})
	var c client
	err := patiently(ctx, func() (err error) {
		c, err = q.client(&river.Config{Logger: silent(), Workers: all, Queues: map[string]river.QueueConfig{queueOf(plan): {MaxWorkers: ahead * workers}},
			FetchCooldown: gathering, FetchPollInterval: time.Second, FetchOnlyKnownKinds: true, PollOnly: true, JobTimeout: rescue - time.Second, RescueStuckJobsAfter: rescue,
			SoftStopTimeout: softStop, MaxAttempts: attempts})
		if err == nil {
			err = c.Start(ctx)
		}
		return err
	})
	if ctx.Err() != nil && err != nil { // told to stop before it began
		return nil
	}
	if err != nil {
		return err
	}
	<-ctx.Done()
	ending, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*softStop)
	defer cancel()
	return c.Stop(ending)
}

// away is how long a database may be away when something begins.
const away = time.Minute

// patiently tries again each second what a database that is away refuses, for a minute.
func patiently(ctx context.Context, try func() error) error {
	for begun := time.Now(); ; {
		err := try()
		if err == nil || ctx.Err() != nil || time.Since(begun) > away {
			return err
		}
		select {
		case <-time.After(time.Second):
		case <-ctx.Done():
		}
	}
}

// worker does one job.
type worker struct {
	river.WorkerDefaults[Job]
	working context.Context
	turns   *turns
	do      func(ctx context.Context, group int, again bool) error
}

// Work implements [river.Worker]. A job whose turn does not come is handed back as it was.
func (w *worker) Work(ctx context.Context, job *river.Job[Job]) error {
	waiting, enough := context.WithCancel(ctx)
	defer context.AfterFunc(w.working, enough)()
	defer enough()
	if w.turns.take(waiting, job.JobRow) != nil {
		return river.JobSnooze(0)
	}
	defer w.turns.give()
	err := w.do(ctx, job.Args.Group, job.Attempt > 1)
	if errors.Is(err, ErrStop) {
		return river.JobCancel(err)
	}
	return err
}

// NextRetry has a job whose worker was killed begin at once, before all others, and one that
// failed after 1, 2, 4 … seconds.
func (w *worker) NextRetry(job *river.Job[Job]) time.Time {
	if job.AttemptedAt != nil && time.Since(*job.AttemptedAt) >= rescue {
		return job.ScheduledAt
	}
	return time.Now().Add(min(time.Second<<min(job.Attempt-1, 10), longest))
}
