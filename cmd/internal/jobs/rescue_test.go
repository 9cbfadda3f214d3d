package jobs_test

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"yoshiki/cmd/internal/jobs"
)

const (
	hangChild = "hang-child"
	callChild = "call-child"
)

// beside lets tests that wait do so at once, where each has a file of its own.
func beside(t *testing.T) {
	if os.Getenv("YOSHIKI_LONG") == "" {
		t.Parallel()
	}
}

// hangCall is a process that takes a call and does not come to an end.
func hangCall(url string) int {
	q, err := jobs.Open(context.Background(), url)
	if err == nil {
		err = q.ServeCalls(context.Background(), 1, func(ctx context.Context, _ int64, _ jobs.Call, _ bool) (any, error) {
			fmt.Println("begun")
			<-ctx.Done()
			return nil, ctx.Err()
		})
	}
	fmt.Fprintln(os.Stderr, err)
	return 1
}

// TestCallRescue: a call whose server works at it for longer than the time after which a silent
// one is given up is nobody else's; once the server is killed, another does it within a minute.
func TestCallRescue(t *testing.T) {
	beside(t)
	each(t, func(t *testing.T, url string) {
		if strings.HasPrefix(url, "postgres:") && os.Getenv("YOSHIKI_LONG") == "" {
			return
		}
		q := open(t, url)
		id, err := q.PutCall(t.Context(), jobs.Call{Tenant: "t"})
		if err != nil {
			t.Fatal(err)
		}
		self, err := os.Executable()
		if err != nil {
			t.Fatal(err)
		}
		child := exec.Command(self, callChild, url)
		out, err := child.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := child.Start(); err != nil {
			t.Fatal(err)
		}
		if line, err := bufio.NewReader(out).ReadString('\n'); line != "begun\n" {
			t.Fatal(line, err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
		defer cancel()
		var killed atomic.Pointer[time.Time]
		time.AfterFunc(20*time.Second, func() { now := time.Now(); killed.Store(&now); _ = child.Process.Kill(); _ = child.Wait() })
		err = q.ServeCalls(ctx, 1, func(_ context.Context, found int64, c jobs.Call, _ bool) (any, error) {
			at := killed.Load()
			if at == nil || found != id || c.Tenant != "t" {
				t.Error("done while its server works at it, or another", at, found, c)
				return "", nil
			}
			t.Logf("begun again after %.1f s", time.Since(*at).Seconds())
			if time.Since(*at) > time.Minute {
				t.Error("later than a minute")
			}
			time.AfterFunc(time.Second, cancel)
			return "done", nil
		})
		if err != nil || ctx.Err() == context.DeadlineExceeded {
			t.Error(err, ctx.Err())
		}
		if s, err := q.FindCall(t.Context(), id); err != nil || s.State != "done" || string(s.Output) != `"done"` {
			t.Error(s, err)
		}
	})
}

// TestCallLost: a server that learns that its call has become another's breaks it off, and what
// it would have answered counts for nothing.
func TestCallLost(t *testing.T) {
	beside(t)
	url := databases["sqlite"](t)
	q := open(t, url)
	id, err := q.PutCall(t.Context(), jobs.Call{Tenant: "t"})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	err = q.ServeCalls(ctx, 1, func(ctx context.Context, _ int64, _ jobs.Call, _ bool) (any, error) {
		if execute(t, url, "UPDATE river_job SET attempt = attempt + 1"); ctx.Err() != nil {
			t.Error("lost before")
		}
		<-ctx.Done()
		time.AfterFunc(time.Second, func() {
			if s, err := q.FindCall(context.WithoutCancel(ctx), id); err != nil || s.State != "running" || s.Output != nil {
				t.Error(s, err)
			}
			cancel()
		})
		return "mine", nil
	})
	if err != nil || ctx.Err() == context.DeadlineExceeded {
		t.Error(err, ctx.Err())
	}
	if s, err := q.FindCall(t.Context(), id); err != nil || s.Output != nil {
		t.Error(s, err)
	}
}

// hang is a process that takes a job and does not come to an end.
func hang(url string) int {
	q, err := jobs.Open(context.Background(), url)
	if err == nil {
		err = q.Work(context.Background(), plan, 1, func(ctx context.Context, _ int, _ bool) error {
			fmt.Println("begun")
			<-ctx.Done()
			return ctx.Err()
		})
	}
	fmt.Fprintln(os.Stderr, err)
	return 1
}

// TestRescue: the job of a process that was killed, the leader at that, is begun again by another
// within a minute. As that takes its time, PostgreSQL is looked at with the figures of the whole.
func TestRescue(t *testing.T) {
	beside(t)
	each(t, func(t *testing.T, url string) {
		if strings.HasPrefix(url, "postgres:") && os.Getenv("YOSHIKI_LONG") == "" {
			return
		}
		q := open(t, url)
		if err := q.Put(t.Context(), some(1), nobody); err != nil {
			t.Fatal(err)
		}
		self, err := os.Executable()
		if err != nil {
			t.Fatal(err)
		}
		child := exec.Command(self, hangChild, url)
		out, err := child.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := child.Start(); err != nil {
			t.Fatal(err)
		}
		if line, err := bufio.NewReader(out).ReadString('\n'); line != "begun\n" {
			t.Fatal(line, err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
		defer cancel()
		killed := time.Now()
		time.AfterFunc(3*time.Second, func() { killed = time.Now(); _ = child.Process.Kill(); _ = child.Wait() })
		err = q.Work(ctx, plan, 1, func(context.Context, int, bool) error {
			t.Logf("begun again after %.1f s", time.Since(killed).Seconds())
			if time.Since(killed) > time.Minute {
				t.Error("later than a minute")
			}
			cancel()
			return nil
		})
		if err != nil || ctx.Err() == context.DeadlineExceeded {
			t.Error(err, ctx.Err())
		}
	})
}
