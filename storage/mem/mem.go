// Package mem is a store in memory: for tests, for a preview, for the command line's
// mem: address. It keeps every promise of package storage except to outlive the process.
package mem

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"slices"
	"strings"
	"sync"
	"time"

	"yoshiki/storage"
)

// Store is an empty store, ready for use.
type Store struct {
	mu       sync.RWMutex
	objects  map[string][]byte
	retained map[string]time.Time
	created  map[string]time.Time
}

var _ storage.Store = (*Store)(nil)

// Put implements [storage.Store].
func (s *Store) Put(ctx context.Context, key string, want storage.Content, r io.Reader) error {
	if err := storage.CheckKey(key); err != nil {
		return err
	}
	var buf bytes.Buffer
	if err := storage.Copy(ctx, &buf, r, want); err != nil {
		return fmt.Errorf("%s: %w", key, err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, taken := s.objects[key]; taken {
		return fmt.Errorf("%s: %w", key, fs.ErrExist)
	}
	if s.objects == nil {
		s.objects, s.created = make(map[string][]byte), make(map[string]time.Time)
	}
	s.objects[key], s.created[key] = buf.Bytes(), time.Now()
	return nil
}

// Open implements [storage.Store].
func (s *Store) Open(ctx context.Context, key string) (io.ReadCloser, error) {
	data, err := s.get(ctx, key)
	if err != nil {
		return nil, err
	}
	return io.NopCloser(bytes.NewReader(data)), nil
}

// Stat implements [storage.Store].
func (s *Store) Stat(ctx context.Context, key string) (int64, error) {
	data, err := s.get(ctx, key)
	return int64(len(data)), err
}

func (s *Store) get(ctx context.Context, key string) ([]byte, error) {
	if err := storage.CheckKey(key); err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", key, err)
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	data, ok := s.objects[key]
	if !ok {
		return nil, fmt.Errorf("%s: %w", key, fs.ErrNotExist)
	}
	return data, nil
}

// List implements [storage.Store]; it yields the objects of the moment it starts.
func (s *Store) List(ctx context.Context, prefix string) iter.Seq2[storage.Object, error] {
	return func(yield func(storage.Object, error) bool) {
		for _, o := range s.snapshot(prefix) {
			if err := ctx.Err(); err != nil {
				yield(storage.Object{}, fmt.Errorf("list %s: %w", prefix, err))
				return
			}
			if !yield(o, nil) {
				return
			}
		}
	}
}

func (s *Store) snapshot(prefix string) []storage.Object {
	s.mu.RLock()
	defer s.mu.RUnlock()
	var all []storage.Object
	for key, data := range s.objects {
		if strings.HasPrefix(key, prefix) {
			all = append(all, storage.Object{Key: key, Size: int64(len(data))})
		}
	}
	slices.SortFunc(all, func(a, b storage.Object) int { return strings.Compare(a.Key, b.Key) })
	return all
}
