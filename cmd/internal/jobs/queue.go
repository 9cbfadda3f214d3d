package jobs

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"
	"riverqueue.com/riverui/uiendpoints"
)

// Errors of a database that cannot be used.
var (
	ErrURL     = errors.New("neither sqlite:PATH nor postgres://…")
	ErrForeign = errors.New("the database has tables of another program")
	ErrNewer   = errors.New("the database was made by a newer version of the program")
	ErrIdle    = errors.New("nobody serves the batch")
)

// The settings with which a killed worker's job is at work again within a minute: River looks
// every 30 seconds for jobs that run for longer than rescue, and another process takes over
// that looking within 15 seconds.
const (
	rescue    = 14 * time.Second
	softStop  = 5 * time.Second
	cooldown  = 5 * time.Millisecond
	ahead     = 8                     // jobs that a process holds for each that it does
	gathering = 50 * time.Millisecond // between two askings for such jobs
	attempts  = 25
	longest   = time.Minute // between two attempts
	heaviest  = 500         // jobs put in at once
	lowest    = 3           // priority of a batch; 1 is that of somebody who waits
	firstRank = 1
)

// Queue is a database that hands out jobs.
type Queue struct{ backend }

// backend is one kind of database.
type backend interface {
	client(*river.Config) (client, error)
	endpoints(*river.Config) (uiendpoints.Bundle, error)
	migrate(context.Context) error
	count(ctx context.Context, queue string) (map[rivertype.JobState]int, error)
	beat(ctx context.Context, id int64, attempt int) (ours bool, err error)
	revive(ctx context.Context, queue string) error
	close() error
}

// client is what a client of River does whatever the database.
type client interface {
	Start(context.Context) error
	Stop(context.Context) error
	Stopped() <-chan struct{}
	JobGet(context.Context, int64) (*rivertype.JobRow, error)
	InsertMany(context.Context, []river.InsertManyParams) ([]*rivertype.JobInsertResult, error)
	QueuePause(context.Context, string, *river.QueuePauseOpts) error
	QueueResume(context.Context, string, *river.QueuePauseOpts) error
}

// Open opens the database that a URL names, and makes or completes its tables: sqlite:PATH or
// postgres://…. Errors: [ErrURL], [ErrForeign], [ErrNewer], or those of the database, which do
// not repeat the URL.
func Open(ctx context.Context, url string) (*Queue, error) {
	var b backend
	var err error
	path, isFile := strings.CutPrefix(url, "sqlite:")
	switch {
	case isFile && path != "":
		b, err = openSQLite(path)
	case strings.HasPrefix(url, "postgres://") || strings.HasPrefix(url, "postgresql://"):
		b, err = openPostgres(ctx, url)
	default:
		return nil, ErrURL
	}
	if err != nil {
		return nil, err
	}
	if err := b.migrate(ctx); err != nil {
		return nil, errors.Join(err, b.close())
	}
	return &Queue{b}, nil
}

// Close gives the database back.
func (q *Queue) Close() error { return q.close() }

// Job is one group of a batch. There is one of each at a time.
type Job struct {
	Plan   string `json:"plan" river:"unique"` // digest
	Name   string `json:"name" river:"unique"` // of the packages: case and kind
	Target string `json:"target" river:"unique"`
	Group  int    `json:"group"`
}

// Kind names the job to River.
func (Job) Kind() string { return "rerender" }

// queueOf is the queue of a plan.
func queueOf(plan string) string { return "rerender-" + plan[:16] }

// open are the states of a job that is not over: once it is, it may be put in again.
var openStates = []rivertype.JobState{rivertype.JobStateAvailable, rivertype.JobStatePending, rivertype.JobStateRunning, rivertype.JobStateRetryable, rivertype.JobStateScheduled}

// Put puts jobs in, those that wait or run already left out. First are those of somebody who
// waits.
func (q *Queue) Put(ctx context.Context, all []Job, first func(Job) bool) error {
	c, err := q.client(&river.Config{Logger: silent()})
	if err != nil {
		return err
	}
	for start := 0; start < len(all); start += heaviest {
		var some []river.InsertManyParams
		for _, j := range all[start:min(start+heaviest, len(all))] {
			o := &river.InsertOpts{Queue: queueOf(j.Plan), MaxAttempts: attempts, Priority: lowest, UniqueOpts: river.UniqueOpts{ByArgs: true, ByState: openStates}}
			if first(j) {
				o.Priority = firstRank
			}
			some = append(some, river.InsertManyParams{Args: j, InsertOpts: o})
		}
		err := patiently(ctx, func() error {
			_, err := c.InsertMany(ctx, some)
			return err
		})
		if err != nil {
			return fmt.Errorf("put jobs: %w", err)
		}
	}
	return nil
}

// Left is the number of jobs of a plan that are not over.
func (q *Queue) Left(ctx context.Context, plan string) (int, error) {
	counts, err := q.count(ctx, queueOf(plan))
	n := 0
	for _, state := range openStates {
		n += counts[state]
	}
	return n, err
}

// Pause has nobody begin another job of a plan, until Resume. Errors: [ErrIdle].
func (q *Queue) Pause(ctx context.Context, plan string) error {
	c, err := q.client(&river.Config{Logger: silent()})
	if err != nil {
		return err
	}
	return served(c.QueuePause(ctx, queueOf(plan), nil))
}

// Resume ends a Pause.
func (q *Queue) Resume(ctx context.Context, plan string) error {
	c, err := q.client(&river.Config{Logger: silent()})
	if err != nil {
		return err
	}
	return served(c.QueueResume(ctx, queueOf(plan), nil))
}

// served tells of a queue that nobody has served yet, which the database does not know.
func served(err error) error {
	if errors.Is(err, rivertype.ErrNotFound) {
		return ErrIdle
	}
	return err
}

// silent drops what River says: what a person must know is in the store.
func silent() *slog.Logger { return slog.New(slog.NewTextHandler(io.Discard, nil)) }
