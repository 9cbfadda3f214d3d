package app

import (
	"context"

	"yoshiki/cmd/internal/kept"
)

// Shelf keeps stored cases that were read, and what was found out of them, for the next who
// asks. A version of a case never changes, so that nothing on a shelf is ever out of date;
// which version is the newest is asked of the store each time.
type Shelf = kept.Cache[place]

// NewShelf is a shelf for about so many bytes.
func NewShelf(most int64) *Shelf { return kept.New[place](most) }

// place is where a version of a case stands, or what was found out of it.
type place struct {
	store    *Store
	id       string
	number   int
	question any // nil for the case itself
}

// weight is about how many bytes a case takes once it is read.
func (c *Case) weight() int { return len(c.text) * 8 }

// remembered gives what was found out of a case before, or finds it out. How much it takes is
// told by size.
func remembered[T any](ctx context.Context, c *Case, question any, size func(T) int, find func(context.Context) (T, error)) (T, error) {
	at := c.at
	at.question = question
	return kept.Get(ctx, c.shelf, at, size, find)
}
