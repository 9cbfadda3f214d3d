package storage

import (
	"context"
	"sync"
	"sync/atomic"
)

// atOnce is how many objects are read or written at the same time. It bounds memory and
// open files, and hides the waiting for a disk or a network.
const atOnce = 4

// Each calls work for 0 … n-1, several at a time. The first error stops the rest and is
// returned.
func Each(ctx context.Context, n int, work func(ctx context.Context, i int) error) error {
	running, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(n, atOnce) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < n && running.Err() == nil; i = int(next.Add(1)) - 1 {
				if err := work(running, i); err != nil {
					cancel(err)
				}
			}
		})
	}
	wg.Wait()
	if err := ctx.Err(); err != nil {
		return err
	}
	return context.Cause(running)
}
