package storage

import (
	"context"
	"time"
)

// Retainer is a [Store] that can promise how long an object stays: until then nobody can
// delete or change it, not even who administers the store. A directory cannot promise
// that, because whoever owns it can delete a file.
type Retainer interface {
	Store
	// Retain keeps the object at least until a time, to the second. It only ever makes the
	// time longer, and may be repeated. It returns nil when the store has confirmed it, and
	// an error that is [errors.ErrUnsupported] if this store locks nothing.
	Retain(ctx context.Context, key string, until time.Time) error
	// Retained gives the time until which the object is kept; the zero time if it is not.
	Retained(ctx context.Context, key string) (time.Time, error)
}
