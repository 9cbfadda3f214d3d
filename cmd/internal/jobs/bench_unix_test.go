//go:build unix

package jobs_test

import (
	"context"
	"syscall"
	"testing"
	"time"
)

// BenchmarkHandOut hands 500 jobs, each of which takes as long as a paper of a package, to two
// workers: what the queue takes of this process's time on the processor for each.
func BenchmarkHandOut(b *testing.B) {
	const n, paper = 500, 7 * time.Millisecond
	each(b, func(b *testing.B, url string) {
		q := open(b, url)
		for b.Loop() {
			before := spent(b)
			if err := q.Put(b.Context(), some(n), nobody); err != nil {
				b.Fatal(err)
			}
			work(b, q, 2, func(context.Context, int, bool) error { time.Sleep(paper); return nil })
			b.ReportMetric(float64((spent(b)-before).Microseconds())/n, "cpu-µs/job")
		}
	})
}

// spent is the time that this process has spent on the processor.
func spent(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
