package jobs_test

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"sync/atomic"
	"testing"
	"time"

	"yoshiki/cmd/internal/jobs"
)

// holds are what a process takes that does not come to an end.
var holds = map[string]func(context.Context, *jobs.Queue) error{
	"hold-job": func(ctx context.Context, q *jobs.Queue) error {
		return q.Work(ctx, plan, 1, func(ctx context.Context, _ int, _ bool) error { return hold(ctx) })
	},
	"hold-call": func(ctx context.Context, q *jobs.Queue) error {
		return q.ServeCalls(ctx, 1, func(ctx context.Context, _ int64, _ jobs.Call, _ bool) (any, error) { return nil, hold(ctx) })
	},
}

func hold(ctx context.Context) error {
	fmt.Println("begun")
	<-ctx.Done()
	return ctx.Err()
}

// holder is such a process.
func holder(what, url string) int {
	q, err := jobs.Open(context.Background(), url)
	if err == nil {
		err = holds[what](context.Background(), q)
	}
	fmt.Fprintln(os.Stderr, err)
	return 1
}

// victim is such a process, which is killed after a while.
type victim struct {
	killed atomic.Pointer[time.Time]
}

// killedAfter starts a process, and kills it when it has held something for so long.
func killedAfter(t *testing.T, what, url string, long time.Duration) *victim {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	child, v := exec.Command(self, what, url), new(victim)
	out, err := child.StdoutPipe()
	if err == nil {
		err = child.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	kill := func() {
		now := time.Now()
		v.killed.Store(&now)
		_ = child.Process.Kill()
		_ = child.Wait()
	}
	if line, err := bufio.NewReader(out).ReadString('\n'); line != "begun\n" {
		kill()
		t.Fatal(line, err)
	}
	timer := time.AfterFunc(long, kill)
	t.Cleanup(func() {
		if timer.Stop() {
			kill()
		}
	})
	return v
}

// succeeded wants that the victim was killed when another begins what it held, and tells how long ago.
func (v *victim) succeeded(t *testing.T) {
	t.Helper()
	at := v.killed.Load()
	if at == nil {
		t.Error("begun again while its process works at it")
		return
	}
	t.Logf("begun again after %.1f s", time.Since(*at).Seconds())
}

// until works until what is waited for has happened, and the context is cancelled for that.
func until(t *testing.T, long time.Duration, work func(ctx context.Context, happened func()) error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), long)
	defer cancel()
	if err := work(ctx, cancel); err != nil || ctx.Err() == context.DeadlineExceeded {
		t.Error(err, ctx.Err())
	}
}

// eachRescue runs a test that takes its time: beside others on a file, or else, with the figures of
// the whole, on each kind of database with nothing beside it.
func eachRescue(t *testing.T, test func(*testing.T, string)) {
	if os.Getenv("YOSHIKI_LONG") != "" {
		each(t, test)
		return
	}
	t.Parallel()
	test(t, databases["sqlite"](t))
}

// TestCallRescue: a call whose server works at it for longer than the time after which a silent
// one is given up is nobody else's; once the server is killed, another does it within a minute.
func TestCallRescue(t *testing.T) {
	eachRescue(t, func(t *testing.T, url string) {
		q := open(t, url)
		id, err := q.PutCall(t.Context(), jobs.Call{Tenant: "t"})
		if err != nil {
			t.Fatal(err)
		}
		v := killedAfter(t, "hold-call", url, 20*time.Second)
		until(t, 10*time.Minute, func(ctx context.Context, happened func()) error {
			return q.ServeCalls(ctx, 1, func(_ context.Context, found int64, c jobs.Call, _ bool) (any, error) {
				if v.succeeded(t); found != id || c.Tenant != "t" {
					t.Error("another call", found, c)
				}
				time.AfterFunc(time.Second, happened)
				return "done", nil
			})
		})
		if s, err := q.FindCall(t.Context(), id); err != nil || s.State != "done" || string(s.Output) != `"done"` {
			t.Error(s, err)
		}
	})
}

// TestCallLost: a server that learns that its call has become another's breaks it off, and what
// it would have answered counts for nothing.
func TestCallLost(t *testing.T) {
	eachRescue(t, func(t *testing.T, url string) {
		q := open(t, url)
		id, err := q.PutCall(t.Context(), jobs.Call{Tenant: "t"})
		if err != nil {
			t.Fatal(err)
		}
		until(t, 10*time.Minute, func(ctx context.Context, happened func()) error {
			return q.ServeCalls(ctx, 1, func(ctx context.Context, _ int64, _ jobs.Call, _ bool) (any, error) {
				if execute(t, url, "UPDATE river_job SET attempt = attempt + 1"); ctx.Err() != nil {
					t.Error("lost before")
				}
				<-ctx.Done()
				time.AfterFunc(time.Second, func() {
					if s, err := q.FindCall(context.WithoutCancel(ctx), id); err != nil || s.State != "running" || s.Output != nil {
						t.Error(s, err)
					}
					happened()
				})
				return "mine", nil
			})
		})
		if s, err := q.FindCall(t.Context(), id); err != nil || s.Output != nil {
			t.Error(s, err)
		}
	})
}

// TestRescue: the job of a process that was killed, the leader at that, is begun again by another
// within a minute.
func TestRescue(t *testing.T) {
	eachRescue(t, func(t *testing.T, url string) {
		q := open(t, url)
		if err := q.Put(t.Context(), some(1), nobody); err != nil {
			t.Fatal(err)
		}
		v := killedAfter(t, "hold-job", url, 3*time.Second)
		until(t, 10*time.Minute, func(ctx context.Context, happened func()) error {
			return q.Work(ctx, plan, 1, func(context.Context, int, bool) error {
				v.succeeded(t)
				happened()
				return nil
			})
		})
	})
}
