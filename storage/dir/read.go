package dir

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path"
	"slices"
	"strings"
	"syscall"

	"yoshiki/storage"
)

// Open implements [storage.Store].
func (s *Store) Open(ctx context.Context, key string) (io.ReadCloser, error) {
	if _, err := s.Stat(ctx, key); err != nil {
		return nil, err
	}
	f, err := s.root.Open(key)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", key, err)
	}
	return f, nil
}

// Stat implements [storage.Store].
func (s *Store) Stat(ctx context.Context, key string) (int64, error) {
	if err := storage.CheckKey(key); err != nil {
		return 0, err
	}
	if err := ctx.Err(); err != nil {
		return 0, fmt.Errorf("%s: %w", key, err)
	}
	info, err := s.root.Lstat(key)
	if err != nil && !errors.Is(err, syscall.ENOTDIR) {
		return 0, fmt.Errorf("%s: %w", key, err)
	}
	if err != nil || info.IsDir() { // below an object there is nothing, nor is a folder one
		return 0, fmt.Errorf("%s: %w", key, fs.ErrNotExist)
	}
	if !info.Mode().IsRegular() {
		return 0, fmt.Errorf("%s: not a regular file", key)
	}
	return info.Size(), nil
}

// List implements [storage.Store]. Files that no Put can have made are passed over.
func (s *Store) List(ctx context.Context, prefix string) iter.Seq2[storage.Object, error] {
	return func(yield func(storage.Object, error) bool) {
		start := "."
		if i := strings.LastIndexByte(prefix, '/'); i >= 0 {
			start = prefix[:i]
			if storage.CheckKey(start) != nil {
				return
			}
			if info, err := s.root.Lstat(start); err == nil && !info.IsDir() {
				return
			}
		}
		w := walker{ctx, s.root, prefix, yield}
		if err := w.walk(start); err != nil && !errors.Is(err, errStop) {
			yield(storage.Object{}, fmt.Errorf("list %s: %w", prefix, err))
		}
	}
}

var errStop = errors.New("the caller wants no more")

type walker struct {
	ctx    context.Context
	root   *os.Root
	prefix string
	yield  func(storage.Object, error) bool
}

// walk yields what lies below the directory name. A directory sorts as its name and "/",
// so that the order is that of whole keys.
func (w *walker) walk(name string) error {
	entries, err := fs.ReadDir(w.root.FS(), name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(sortKey(a), sortKey(b)) })
	for _, e := range entries {
		if err := w.entry(path.Join(name, e.Name()), e); err != nil {
			return err
		}
	}
	return nil
}

func sortKey(e fs.DirEntry) string {
	if e.IsDir() {
		return e.Name() + "/"
	}
	return e.Name()
}

func (w *walker) entry(key string, e fs.DirEntry) error {
	if err := w.ctx.Err(); err != nil {
		return err
	}
	if storage.CheckKey(key) != nil {
		return nil
	}
	if e.IsDir() {
		if !strings.HasPrefix(key+"/", w.prefix) && !strings.HasPrefix(w.prefix, key+"/") {
			return nil
		}
		return w.walk(key)
	}
	if !e.Type().IsRegular() || !strings.HasPrefix(key, w.prefix) {
		return nil
	}
	info, err := w.root.Lstat(key)
	if errors.Is(err, fs.ErrNotExist) {
		return nil // it was removed meanwhile
	}
	if err != nil {
		return err
	}
	if !w.yield(storage.Object{Key: key, Size: info.Size()}, nil) {
		return errStop
	}
	return nil
}
