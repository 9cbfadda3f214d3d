//go:build unix

package rerender_test

import (
	"syscall"
	"testing"
	"time"
)

// cpu is the time that this process and its children have spent on the processor.
func cpu(b testing.TB) time.Duration {
	b.Helper()
	var all time.Duration
	for _, who := range []int{syscall.RUSAGE_SELF, syscall.RUSAGE_CHILDREN} {
		var u syscall.Rusage
		if err := syscall.Getrusage(who, &u); err != nil {
			b.Fatal(err)
		}
		all += time.Duration(u.Utime.Nano() + u.Stime.Nano())
	}
	return all
}
