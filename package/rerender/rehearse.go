package rerender

import (
	"context"
	"runtime"
	"sync"
)

// Rehearse tells what becomes of every package of the store, in the order of their ids, and
// stores nothing.
func Rehearse(ctx context.Context, m *Mover, step func(done, total int, name string), each func(Result) error) error {
	groups, err := Groups(ctx, m.Store)
	if err != nil {
		return err
	}
	for first := 0; first < len(groups); first += block {
		some := groups[first:min(first+block, len(groups))]
		results, err := m.moveAll(ctx, some)
		if err != nil {
			return err
		}
		for i, of := range results {
			for _, r := range of {
				if err := each(r); err != nil {
					return err
				}
			}
			if step != nil {
				step(first+i+1, len(groups), some[i][0])
			}
		}
	}
	return nil
}

// moveAll moves some groups at once.
func (m *Mover) moveAll(ctx context.Context, some []Group) ([][]Result, error) {
	results := make([][]Result, len(some))
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	next := make(chan int)
	var wait sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wait.Go(func() {
			for i := range next {
				var err error
				if results[i], err = m.Move(ctx, some[i]); err != nil {
					cancel(err)
				}
			}
		})
	}
	for i := range some {
		next <- i
	}
	close(next)
	wait.Wait()
	return results, context.Cause(ctx)
}
