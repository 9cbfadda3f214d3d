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

// Sweep removes the files of writers that were killed: those under .tmp that were last
// written before a time. It says how many there were.
func (s *Store) Sweep(ctx context.Context, before time.Time) (int, error) {
	entries, err := fs.ReadDir(s.root.FS(), temp)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return 0, fmt.Errorf("sweep: %w", err)
	}
	swept := 0
	for _, e := range entries {
		info, err := e.Info()
		if errors.Is(err, fs.ErrNotExist) || err == nil && !info.ModTime().Before(before) {
			continue
		}
		if err = errors.Join(err, ctx.Err()); err == nil {
			err = storage.Again(func() error { return s.root.Remove(path.Join(temp, e.Name())) })
		}
		if errors.Is(err, fs.ErrNotExist) {
			continue // another was faster
		}
		if err != nil {
			return swept, fmt.Errorf("sweep: %w", err)
		}
		swept++
	}
	return swept, nil
}
