package storage

import (
	"context"
	"time"
)

// Remover is a [Store] from which an object can be taken away: one that belongs to nothing,
// because whoever wrote it never came to an end. What was filed stays filed.
type Remover interface {
	Store
	// Remove takes the object away; that it is missing is no error. An object that a
	// [Retainer] keeps stays, and the error says so.
	Remove(ctx context.Context, key string) error
	// Created gives the time at which the object was created, by the store's clock.
	Created(ctx context.Context, key string) (time.Time, error)
}
