package jobs_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"yoshiki/cmd/internal/jobs"
)

var plan = strings.Repeat("0123456789abcdef", 4)

// some are the first jobs of a plan.
func some(n int) []jobs.Job {
	all := make([]jobs.Job, n)
	for i := range all {
		all[i] = jobs.Job{Plan: plan, Name: fmt.Sprintf("pkg-case-%d-registration", i), Target: "ismap-liu 2023-11-10", Group: i}
	}
	return all
}

func nobody(jobs.Job) bool { return false }

// record notes the groups that were done, in their order.
type record struct {
	mu   sync.Mutex
	done []int
}

func (r *record) add(group int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.done = append(r.done, group)
}

func (r *record) all() []int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.done)
}

// work does jobs until none is left, or a while is over.
func work(t testing.TB, q *jobs.Queue, workers int, do func(context.Context, int, bool) error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Minute)
	defer cancel()
	ended := make(chan error, 1)
	go func() { ended <- q.Work(ctx, plan, workers, do) }()
	for left := 1; left > 0 && ctx.Err() == nil; {
		var err error
		if left, err = q.Left(t.Context(), plan); err != nil {
			t.Error(err)
		}
		time.Sleep(20 * time.Millisecond)
	}
	if ctx.Err() != nil {
		t.Error("jobs are left")
	}
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

// TestEachOnce: each job that is put in once or twice is done once; it can be put in again when it is over.
func TestEachOnce(t *testing.T) {
	each(t, func(t *testing.T, url string) {
		q, r := open(t, url), &record{}
		for range 2 {
			for range 2 {
				if err := q.Put(t.Context(), some(700), nobody); err != nil {
					t.Fatal(err)
				}
			}
			if n, err := q.Left(t.Context(), plan); n != 700 || err != nil {
				t.Fatal(n, err)
			}
			work(t, q, 8, func(_ context.Context, group int, _ bool) error { r.add(group); return nil })
		}
		slices.Sort(r.done)
		for i, group := range r.done {
			if group != i/2 {
				t.Fatalf("%d jobs done: %v", len(r.done), r.done[:i+1])
			}
		}
		if len(r.done) != 1400 {
			t.Error(len(r.done))
		}
	})
}

// TestFailures: what fails is done again, and told so; what is stopped is not; a panic is a failure.
func TestFailures(t *testing.T) {
	each(t, func(t *testing.T, url string) {
		q, r := open(t, url), &record{}
		if err := q.Put(t.Context(), some(6), nobody); err != nil {
			t.Fatal(err)
		}
		work(t, q, 2, func(_ context.Context, group int, again bool) error {
			r.add(group)
			switch {
			case group == 1 && !again:
				return errors.New("not yet")
			case group == 2 && !again:
				panic("poison")
			case group == 3:
				return fmt.Errorf("cancelled: %w", jobs.ErrStop)
			}
			return nil
		})
		slices.Sort(r.done)
		if want := []int{0, 1, 1, 2, 2, 3, 4, 5}; !slices.Equal(r.done, want) {
			t.Error(r.done)
		}
	})
}

// TestPauseAndFirst: once the one who serves has heard of a pause nothing begins, and afterwards
// those for whom somebody waits come first, but for what has begun.
func TestPauseAndFirst(t *testing.T) {
	each(t, func(t *testing.T, url string) {
		q, r := open(t, url), &record{}
		if err := q.Pause(t.Context(), plan); !errors.Is(err, jobs.ErrIdle) {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		ended := make(chan error, 1)
		go func() {
			ended <- q.Work(ctx, plan, 1, func(_ context.Context, group int, _ bool) error {
				if r.add(group); len(r.all()) == 1 {
					time.Sleep(time.Second) // by then the others wait for their turns
				}
				return nil
			})
		}()
		for q.Pause(t.Context(), plan) != nil {
			time.Sleep(20 * time.Millisecond)
		}
		putInPause(t, q, r)
		if err := q.Resume(t.Context(), plan); err != nil {
			t.Fatal(err)
		}
		for left := 1; left > 0; time.Sleep(20 * time.Millisecond) {
			var err error
			if left, err = q.Left(t.Context(), plan); err != nil {
				t.Fatal(err)
			}
		}
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
		if len(r.done) != 20 || slices.Index(r.done, 17) > 1 {
			t.Error(r.done)
		}
	})
}

// putInPause puts twenty jobs in of which none begins; those that began before the pause was heard
// of are put in again.
func putInPause(t *testing.T, q *jobs.Queue, r *record) {
	t.Helper()
	for range 40 {
		r.mu.Lock()
		r.done = nil
		r.mu.Unlock()
		if err := q.Put(t.Context(), some(20), func(j jobs.Job) bool { return j.Group == 17 }); err != nil {
			t.Fatal(err)
		}
		time.Sleep(2 * time.Second)
		if n, err := q.Left(t.Context(), plan); err != nil || n == 20 && len(r.all()) == 0 {
			return
		}
	}
	t.Fatalf("%v were done in a pause", r.all())
}

// TestOpenAtOnce: several processes that find no tables make them once.
func TestOpenAtOnce(t *testing.T) {
	each(t, func(t *testing.T, url string) {
		var wait sync.WaitGroup
		for range 4 {
			wait.Go(func() {
				q, err := jobs.Open(t.Context(), url)
				if err == nil {
					err = q.Close()
				}
				if err != nil {
					t.Error(err)
				}
			})
		}
		wait.Wait()
	})
}

// TestUnfit: a database of a newer program and one of another program are told.
func TestUnfit(t *testing.T) {
	each(t, func(t *testing.T, url string) {
		execute(t, url, "CREATE TABLE customers (id int)")
		if _, err := jobs.Open(t.Context(), url); !errors.Is(err, jobs.ErrForeign) {
			t.Error(err)
		}
		execute(t, url, "DROP TABLE customers")
		q, err := jobs.Open(t.Context(), url)
		if err != nil {
			t.Fatal(err)
		}
		if err := q.Close(); err != nil {
			t.Error(err)
		}
		execute(t, url, "INSERT INTO river_migration (line, version) VALUES ('main', 999)")
		if _, err := jobs.Open(t.Context(), url); !errors.Is(err, jobs.ErrNewer) {
			t.Error(err)
		}
	})
	for _, url := range []string{"", "sqlite:", "mysql://x", "/path"} {
		if _, err := jobs.Open(t.Context(), url); !errors.Is(err, jobs.ErrURL) {
			t.Errorf("%q: %v", url, err)
		}
	}
	if _, err := jobs.Open(t.Context(), "postgres://u:secret@[::1/x"); err == nil || strings.Contains(err.Error(), "secret") {
		t.Error(err)
	}
}

// execute runs a statement beside the program.
func execute(t *testing.T, url, statement string) {
	t.Helper()
	if path, ok := strings.CutPrefix(url, "sqlite:"); ok {
		db, err := sql.Open("sqlite", "file:"+strings.NewReplacer("%", "%25", "?", "%3f").Replace(path)+"?_pragma=busy_timeout(60000)")
		if err == nil {
			_, err = db.ExecContext(t.Context(), statement)
		}
		if err := errors.Join(err, db.Close()); err != nil {
			t.Fatal(err)
		}
		return
	}
	c, err := pgx.Connect(t.Context(), url)
	if err == nil {
		_, err = c.Exec(t.Context(), statement)
		err = errors.Join(err, c.Close(t.Context()))
	}
	if err != nil {
		t.Fatal(err)
	}
}
