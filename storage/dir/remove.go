package dir

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"time"

	"yoshiki/storage"
)

var _ storage.Remover = (*Store)(nil)

// Remove implements [storage.Remover]. Folders stay.
func (s *Store) Remove(ctx context.Context, key string) error {
	_, err := s.Stat(ctx, key)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err == nil {
		err = storage.Again(func() error { return s.root.Remove(key) })
	}
	if err == nil || errors.Is(err, fs.ErrNotExist) { // another was faster
		err = s.sync(path.Dir(key))
	}
	if err != nil {
		return fmt.Errorf("%s: %w", key, err)
	}
	return nil
}

// Created implements [storage.Remover].
func (s *Store) Created(ctx context.Context, key string) (time.Time, error) {
	if _, err := s.Stat(ctx, key); err != nil {
		return time.Time{}, err
	}
	info, err := s.root.Lstat(key)
	if err != nil {
		return time.Time{}, fmt.Errorf("%s: %w", key, err)
	}
	return info.ModTime(), nil
}
