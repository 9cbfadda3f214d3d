package jobs_test

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"yoshiki/cmd/internal/jobs"
)

const hangChild = "hang-child"

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
