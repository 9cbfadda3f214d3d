package mem

import (
	"context"
	"fmt"
	"io/fs"
	"time"

	"yoshiki/storage"
)

var _ storage.Remover = (*Store)(nil)

// Remove implements [storage.Remover].
func (s *Store) Remove(ctx context.Context, key string) error {
	if err := storage.CheckKey(key); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("%s: %w", key, err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if until := s.retained[key]; time.Now().Before(until) {
		return fmt.Errorf("%s: kept until %v: %w", key, until, fs.ErrPermission)
	}
	delete(s.objects, key)
	delete(s.retained, key)
	delete(s.created, key)
	return nil
}

// Created implements [storage.Remover].
func (s *Store) Created(ctx context.Context, key string) (time.Time, error) {
	if _, err := s.get(ctx, key); err != nil {
		return time.Time{}, err
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.created[key], nil
}
