package rerender

import (
	"context"
	"errors"
)

// ErrPaused says that somebody paused the batch: what is left waits for Resume.
var ErrPaused = errors.New("the batch is paused")

// Pause has nobody begin another group until Resume. What is being made is made to its end.
func (b *Batch) Pause(ctx context.Context) error {
	paused, err := b.Paused(ctx)
	if err != nil || paused {
		return err
	}
	return b.put(ctx, b.key("pauses/%06d", b.pauses.Load()+1), []byte{})
}

// Resume ends a pause. Whoever worked on the batch has stopped, and sets about it again.
func (b *Batch) Resume(ctx context.Context) error {
	paused, err := b.Paused(ctx)
	if err != nil || !paused {
		return err
	}
	return b.put(ctx, b.key("pauses/%06d-ended", b.pauses.Load()+1), []byte{})
}

// Paused reports whether the batch waits for Resume.
func (b *Batch) Paused(ctx context.Context) (bool, error) {
	for {
		next := b.pauses.Load() + 1
		begun, err := exists(ctx, b.Store, b.key("pauses/%06d", next))
		if err != nil || !begun {
			return false, err
		}
		ended, err := exists(ctx, b.Store, b.key("pauses/%06d-ended", next))
		if err != nil || !ended {
			return err == nil, err
		}
		b.pauses.CompareAndSwap(next-1, next)
	}
}

// stopped says why nobody shall go on: [ErrCancelled], [ErrPaused], or nil.
func (b *Batch) stopped(ctx context.Context) error {
	cancelled, err := b.Cancelled(ctx)
	if err != nil {
		return err
	}
	if cancelled {
		return ErrCancelled
	}
	paused, err := b.Paused(ctx)
	if err == nil && paused {
		return ErrPaused
	}
	return err
}
