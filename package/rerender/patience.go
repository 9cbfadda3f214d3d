package rerender

import (
	"context"
	"errors"
	"time"
)

// patience waits between tries of what a store refuses.
type patience func(context.Context, time.Duration) error

// longest is how often something is tried again, after pauses of 1, 2, 4 … seconds: a minute in
// all.
const longest = 6

// impatient tries once.
var impatient patience = func(context.Context, time.Duration) error { return errors.New("no patience") }

// lostError is a failure of which a minute did not rid us: whoever began what failed does not begin
// it again.
type lostError struct{ error }

func (e *lostError) Unwrap() error { return e.error }

// again repeats what fails for a reason that may pass.
func (p patience) again(ctx context.Context, try func() error) error {
	var lost *lostError
	for n := 0; ; n++ {
		err := try()
		if err == nil || errors.As(err, &lost) || Lasting(err) || errors.Is(err, ErrSuspect) || errors.Is(err, ErrCancelled) || errors.Is(err, ErrPaused) || ctx.Err() != nil {
			return err
		}
		if n == longest {
			return &lostError{err}
		}
		if stopped := p(ctx, time.Second<<n); stopped != nil {
			return err
		}
	}
}
