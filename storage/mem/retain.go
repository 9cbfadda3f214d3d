package mem

import (
	"context"
	"time"

	"yoshiki/storage"
)

var _ storage.Retainer = (*Store)(nil)

// Retain implements [storage.Retainer]: nothing is ever deleted here.
func (s *Store) Retain(ctx context.Context, key string, until time.Time) error {
	if _, err := s.get(ctx, key); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.retained == nil {
		s.retained = make(map[string]time.Time)
	}
	if until.After(s.retained[key]) {
		s.retained[key] = until
	}
	return nil
}

// Retained implements [storage.Retainer].
func (s *Store) Retained(ctx context.Context, key string) (time.Time, error) {
	if _, err := s.get(ctx, key); err != nil {
		return time.Time{}, err
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.retained[key], nil
}
