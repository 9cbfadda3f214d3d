// Package dir is a store in a directory of a file system: the default, for one machine.
//
// An object is a file whose path below the directory is its key. A writer fills a file
// under .tmp, syncs it, and links it to its place: a link never replaces, so one of many
// writers wins, and a name never shows half a file. Then the directories are synced. A
// process that is killed may leave a file under .tmp, which nothing ever reads;
// [Store.Sweep] removes it.
//
// The file system needs hard links (ext4, XFS, Btrfs, ZFS, APFS; not FAT). Windows renames
// instead, without replacing, and needs none. Where the file system takes letters in upper
// and lower case for the same, keys that differ in nothing else are one.
// No path leaves the directory, not even through a symbolic link inside it.
package dir

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"syscall"

	"yoshiki/storage"
)

const (
	temp     = ".tmp" // no key starts with "."
	dirMode  = 0o750
	fileMode = 0o440 // objects never change
)

// Store is an open directory. Close it when done.
type Store struct {
	root    *os.Root
	durable known // the directories whose names are on the disk
}

var _ storage.Store = (*Store)(nil)

// Open opens the store in the directory name, which must be there. It writes nothing, so
// that a store on a read-only disk can be read and verified.
func Open(name string) (*Store, error) {
	root, err := os.OpenRoot(name)
	if err != nil {
		return nil, fmt.Errorf("store: %w", err)
	}
	return &Store{root: root}, nil
}

// Create is Open for one who means to write: it makes the directory and its parents if
// they are not there, and proves that it can write, or returns the reason.
func Create(name string) (*Store, error) {
	if err := makeDir(filepath.Clean(name)); err != nil {
		return nil, fmt.Errorf("store: %w", err)
	}
	s, err := Open(name)
	if err != nil {
		return nil, err
	}
	file, f, err := s.create()
	if err == nil {
		err = errors.Join(f.Close(), s.discard(file))
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("store %s: cannot be written: %w", name, err), s.Close())
	}
	return s, nil
}

// makeDir makes a directory and its parents, those that are not there, and makes them
// durable.
func makeDir(name string) error {
	info, err := os.Stat(name)
	switch {
	case err == nil && info.IsDir():
		return nil
	case err == nil:
		return &fs.PathError{Op: "mkdir", Path: name, Err: syscall.ENOTDIR}
	case !errors.Is(err, fs.ErrNotExist):
		return err
	}
	parent := filepath.Dir(name)
	if err := makeDir(parent); err != nil {
		return err
	}
	if err := os.Mkdir(name, dirMode); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return syncDir(os.Open(parent))
}

// Close gives the directory back; no method may be called afterwards.
func (s *Store) Close() error { return s.root.Close() }

// Put implements [storage.Store].
func (s *Store) Put(ctx context.Context, key string, want storage.Content, r io.Reader) error {
	if err := storage.CheckKey(key); err != nil {
		return err
	}
	if _, err := s.root.Lstat(key); err == nil {
		return fmt.Errorf("%s: %w", key, s.taken(key))
	}
	name, f, err := s.create()
	if err != nil {
		return fmt.Errorf("%s: %w", key, err)
	}
	err = storage.Copy(ctx, f, r, want)
	if err == nil {
		err = f.Sync()
	}
	err = errors.Join(err, f.Close())
	if err == nil {
		err = s.publish(name, key)
	}
	if err = errors.Join(err, s.discard(name)); err != nil {
		return fmt.Errorf("%s: %w", key, err)
	}
	return nil
}

// create makes an empty file under .tmp that no other writer has.
func (s *Store) create() (string, *os.File, error) {
	if err := s.root.Mkdir(temp, dirMode); err != nil && !errors.Is(err, fs.ErrExist) {
		return "", nil, err
	}
	name := path.Join(temp, rand.Text())
	f, err := s.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, fileMode)
	return name, f, err
}

// publish gives the finished file its key, unless the key is taken, and makes the new
// name durable.
func (s *Store) publish(name, key string) error {
	parent := path.Dir(key)
	if err := s.mkdir(parent); err != nil {
		return err
	}
	if err := s.place(name, key); errors.Is(err, fs.ErrExist) {
		return s.taken(key)
	} else if err != nil {
		return err
	}
	return s.sync(parent)
}

// taken returns [fs.ErrExist] when the object that is there is durable: whoever has
// written it may not have come so far, and the caller builds on it.
func (s *Store) taken(key string) error {
	parent := path.Dir(key)
	if err := errors.Join(s.mkdir(parent), s.sync(parent)); err != nil {
		return err
	}
	return fs.ErrExist
}

// mkdir makes the directory name and its parents durable, those too that another process
// has just made and perhaps not yet synced.
func (s *Store) mkdir(name string) error {
	if name == "." || s.durable.has(name) {
		return nil
	}
	parent := path.Dir(name)
	if err := s.mkdir(parent); err != nil {
		return err
	}
	if err := s.root.Mkdir(name, dirMode); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	if err := s.sync(parent); err != nil {
		return err
	}
	s.durable.add(name)
	return nil
}

// sync writes a directory's names to the disk.
func (s *Store) sync(name string) error { return syncDir(s.root.Open(name)) }

// syncDir is sync for an open directory, which it closes. Windows does so by itself and
// knows no such call.
func syncDir(d *os.File, err error) error {
	if err != nil {
		return err
	}
	if runtime.GOOS != "windows" {
		err = d.Sync()
	}
	return errors.Join(err, d.Close())
}
