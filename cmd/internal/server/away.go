package server

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"iter"

	"yoshiki/cmd/internal/app"
	"yoshiki/storage"
)

// reached is a store whose own failures are told apart from whatever else goes wrong with what is
// read: they say that it is to be asked again later.
type reached struct {
	storage.Store
	url string
}

// away says that the store does not answer, if that is the error.
func (s reached) away(err error) error {
	if err == nil || err == io.EOF || errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrInvalid) || errors.Is(err, context.Canceled) {
		return err
	}
	return &app.Error{Code: "store-unread", Args: map[string]string{"store": s.url}, Err: err}
}

// Open implements [storage.Store].
func (s reached) Open(ctx context.Context, key string) (io.ReadCloser, error) {
	r, err := s.Store.Open(ctx, key)
	if err != nil {
		return nil, s.away(err)
	}
	return coming{r, s}, nil
}

// coming is an object that is read.
type coming struct {
	io.ReadCloser
	from reached
}

// Read implements [io.Reader].
func (c coming) Read(p []byte) (int, error) {
	n, err := c.ReadCloser.Read(p)
	return n, c.from.away(err)
}

// Stat implements [storage.Store].
func (s reached) Stat(ctx context.Context, key string) (int64, error) {
	n, err := s.Store.Stat(ctx, key)
	return n, s.away(err)
}

// List implements [storage.Store].
func (s reached) List(ctx context.Context, prefix string) iter.Seq2[storage.Object, error] {
	return func(yield func(storage.Object, error) bool) {
		for o, err := range s.Store.List(ctx, prefix) {
			if !yield(o, s.away(err)) {
				return
			}
		}
	}
}
