package bag

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"yoshiki/storage"
)

// Source gives the bytes of a paper, the same ones each time it is opened.
type Source struct {
	Size  int64 // bytes
	Open  func(context.Context) (io.ReadCloser, error)
	Known *storage.Content // what a store or a package answers for, so that nobody need read it again; nil for nobody
}

// Bytes is a source in memory. Nobody may change data afterwards.
func Bytes(data []byte) Source {
	content := storage.ContentOf(data)
	return Source{int64(len(data)), func(context.Context) (io.ReadCloser, error) {
		return io.NopCloser(bytes.NewReader(data)), nil
	}, &content}
}

// ErrChanged says that a paper is not what it was when its package was begun.
var ErrChanged = errors.New("changed while the package was being made")

// Attach is a file of the user, at a path with slashes that is relative to root, the
// folder of the case. It is an error if the path leaves the folder, by itself or by a
// symbolic link, or is not of a regular file. Each Open proves that the path still leads
// to the same file, of the same size and time of change. Root must stay open for as long
// as the source is used.
func Attach(root *os.Root, path string) (Source, error) {
	name := filepath.FromSlash(path)
	if !filepath.IsLocal(name) {
		return Source{}, fmt.Errorf("attachment %q: %w", path, unlike(path))
	}
	info, err := root.Stat(name)
	if strings.Contains(path, `\`) && (filepath.Separator == '\\' || errors.Is(err, fs.ErrNotExist)) {
		err = errBackslash
	}
	if err != nil {
		return Source{}, fmt.Errorf("attachment %q: %w", path, err)
	}
	if !info.Mode().IsRegular() {
		return Source{}, fmt.Errorf("attachment %q: %w", path, irregular(info))
	}
	f, err := root.Open(name)
	if err != nil {
		return Source{}, fmt.Errorf("attachment %q: %w", path, err)
	}
	if err := f.Close(); err != nil {
		return Source{}, fmt.Errorf("attachment %q: %w", path, err)
	}
	return Source{info.Size(), func(context.Context) (io.ReadCloser, error) {
		f, err := reopen(root, name, info)
		if err != nil {
			return nil, fmt.Errorf("attachment %q: %w", path, err)
		}
		return f, nil
	}, nil}, nil
}

// Why a path names no file in the folder of the case. A backslash can be part of a name
// elsewhere than on Windows; where it parts folders, the package would differ from those
// that other systems make.
var (
	errOutside   = errors.New("the path leaves the folder of the case")
	errDevice    = errors.New("a name that Windows keeps for a device")
	errBackslash = errors.New("a backslash in the path")
)

// unlike says why a path is not one inside the folder of the case.
func unlike(path string) error {
	if fs.ValidPath(path) {
		return errDevice
	}
	return errOutside
}

// irregular says what stands where a file was wanted.
func irregular(info fs.FileInfo) error {
	switch {
	case info.IsDir():
		return errors.New("a folder, not a regular file")
	case info.Mode()&fs.ModeNamedPipe != 0:
		return errors.New("a pipe, not a regular file")
	}
	return errors.New("a device or socket, not a regular file")
}

// reopen opens the file that info was taken of. It looks first: to open a pipe that has
// taken the file's place would wait for ever.
func reopen(root *os.Root, name string, info fs.FileInfo) (io.ReadCloser, error) {
	now, err := root.Stat(name)
	if err != nil {
		return nil, err
	}
	if !same(info, now) {
		return nil, ErrChanged
	}
	f, err := root.Open(name)
	if err != nil {
		return nil, err
	}
	now, err = f.Stat()
	if err == nil && !same(info, now) {
		err = ErrChanged
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

func same(a, b fs.FileInfo) bool {
	return os.SameFile(a, b) && a.Mode() == b.Mode() && a.Size() == b.Size() && a.ModTime().Equal(b.ModTime())
}

// Measure reads the source to its end.
func (s Source) Measure(ctx context.Context) (storage.Content, error) {
	r, err := s.Open(ctx)
	if err != nil {
		return storage.Content{}, err
	}
	content, err := storage.Measure(ctx, io.LimitReader(r, s.Size+1))
	if err == nil && content.Size != s.Size {
		err = ErrChanged
	}
	return content, errors.Join(err, r.Close())
}
