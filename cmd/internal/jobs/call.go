package jobs

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"
)

// Call is a request that was accepted and is done later.
type Call struct {
	Tenant string            `json:"tenant"`
	Actor  json.RawMessage   `json:"actor"` // who asked, as it was when the call was accepted
	Method string            `json:"method"`
	Path   string            `json:"path"`
	Header map[string]string `json:"header"`
	Body   []byte            `json:"body"`
	Trace  string            `json:"-"` // traceparent of the request; "" for none
}

// carried is what stands beside a call, as River's metadata.
type carried struct {
	Trace string `json:"traceparent,omitempty"`
}

// Kind names the job to River.
func (Call) Kind() string { return "call" }

// The settings of calls. A call may take long; while it is done, its server says so every few
// seconds, and one of whom nothing was heard for rescue is done by another.
const (
	callQueue    = "calls"
	callTime     = 2 * time.Hour
	callAttempts = 12
	callKept     = 7 * 24 * time.Hour
)

// CallState is how far a call is.
type CallState struct {
	Tenant string
	State  string          // waiting, running, done or failed
	Output json.RawMessage // of one that is over
}

// ErrNoCall says that there is no such call.
var ErrNoCall = errors.New("no such call")

// PutCall accepts a call: once it returns, the call is done whoever dies.
func (q *Queue) PutCall(ctx context.Context, c Call) (int64, error) {
	client, err := q.client(&river.Config{Logger: silent()})
	if err != nil {
		return 0, err
	}
	beside, err := json.Marshal(carried{c.Trace})
	if err != nil {
		return 0, err
	}
	made, err := client.InsertMany(ctx, []river.InsertManyParams{{Args: c, InsertOpts: &river.InsertOpts{Queue: callQueue, MaxAttempts: callAttempts, Metadata: beside}}})
	if err != nil {
		return 0, fmt.Errorf("put a call: %w", err)
	}
	return made[0].Job.ID, nil
}

// FindCall tells how far a call is. Errors: [ErrNoCall].
func (q *Queue) FindCall(ctx context.Context, id int64) (*CallState, error) {
	client, err := q.client(&river.Config{Logger: silent()})
	if err != nil {
		return nil, err
	}
	row, err := client.JobGet(ctx, id)
	if errors.Is(err, rivertype.ErrNotFound) || err == nil && row.Kind != (Call{}).Kind() {
		return nil, ErrNoCall
	}
	if err != nil {
		return nil, err
	}
	c := Call{}
	if err := json.Unmarshal(row.EncodedArgs, &c); err != nil {
		return nil, err
	}
	s := &CallState{Tenant: c.Tenant, State: "waiting", Output: row.Output()}
	switch row.State {
	case rivertype.JobStateRunning:
		s.State = "running"
	case rivertype.JobStateCompleted:
		s.State = "done"
	case rivertype.JobStateCancelled, rivertype.JobStateDiscarded:
		s.State = "failed"
	}
	return s, nil
}

// WaitingCalls is how many calls nobody is at yet; the error is that of a database that does not
// answer.
func (q *Queue) WaitingCalls(ctx context.Context) (int, error) {
	counts, err := q.count(ctx, callQueue)
	return counts[rivertype.JobStateAvailable] + counts[rivertype.JobStateRetryable] + counts[rivertype.JobStateScheduled], err
}

// ServeCalls does calls, several at once, until ctx is done. What do gives is kept as the
// output, with its error too; last says that it is not tried again.
func (q *Queue) ServeCalls(ctx context.Context, workers int, do func(ctx context.Context, id int64, c Call, last bool) (any, error)) error {
	all := river.NewWorkers()
	river.AddWorker(all, &caller{q: q, do: do})
	c, err := q.client(&river.Config{Logger: silent(), Workers: all, Queues: map[string]river.QueueConfig{callQueue: {MaxWorkers: workers}}, FetchCooldown: cooldown, FetchPollInterval: 250 * time.Millisecond,
		FetchOnlyKnownKinds: true, JobTimeout: callTime, RescueStuckJobsAfter: callTime + time.Second, SoftStopTimeout: softStop, CompletedJobRetentionPeriod: callKept, DiscardedJobRetentionPeriod: callKept})
	if err != nil {
		return err
	}
	if err := c.Start(ctx); err != nil {
		if ctx.Err() != nil { // told to stop before it began
			return nil
		}
		return err
	}
	q.reviveAll(ctx)
	ending, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*softStop)
	defer cancel()
	return c.Stop(ending)
}

// caller does one call.
type caller struct {
	river.WorkerDefaults[Call]
	q  *Queue
	do func(ctx context.Context, id int64, c Call, last bool) (any, error)
}

// Work implements [river.Worker].
func (w *caller) Work(ctx context.Context, job *river.Job[Call]) error {
	var beside carried
	if err := json.Unmarshal(job.Metadata, &beside); err != nil {
		return err
	}
	job.Args.Trace = beside.Trace
	held, release := w.q.hold(ctx, job.ID, job.Attempt)
	defer release()
	output, err := w.do(held, job.ID, job.Args, job.Attempt >= job.MaxAttempts)
	if errors.Is(context.Cause(held), errLost) {
		w.q.outlast(ctx, job.ID, job.Attempt)
		return errLost
	}
	if output != nil {
		err = errors.Join(err, river.RecordOutput(ctx, output))
	}
	return err
}

// NextRetry has one that failed begin again after 1, 2, 4 … seconds.
func (w *caller) NextRetry(job *river.Job[Call]) time.Time {
	return time.Now().Add(min(time.Second<<min(job.Attempt-1, 10), longest))
}
