package dir_test

import (
	"context"
	"errors"
	"io/fs"
	"strings"
	"syscall"
	"testing"

	"yoshiki/storage/dir"
	"yoshiki/storage/storagetest"
)

func TestFullDisk(t *testing.T) {
	name := storagetest.Mount(t, "size=1m")
	s := create(t, name)
	if err := put(s, "first", make([]byte, 300<<10)); err != nil {
		t.Fatal(err)
	}
	err := put(s, "second", make([]byte, 2<<20))
	if !errors.Is(err, syscall.ENOSPC) || !strings.Contains(err.Error(), "second") {
		t.Fatalf("%v; want ENOSPC with the key", err)
	}
	if _, err := s.Stat(context.Background(), "second"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("half an object is there: %v", err)
	}
	noTemps(t, name)
	if err := put(s, "third", make([]byte, 600<<10)); err != nil {
		t.Errorf("the space of the failed object did not come back: %v", err)
	}
}

func TestReadOnlyDisk(t *testing.T) {
	name := storagetest.Mount(t, "size=1m")
	s := create(t, name)
	if err := put(s, "key", []byte("kept")); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("", name, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Fatal(err)
	}
	if err := put(s, "other", nil); !errors.Is(err, syscall.EROFS) {
		t.Errorf("put: %v; want EROFS", err)
	}
	if err := put(s, "key", []byte("kept")); !errors.Is(err, fs.ErrExist) {
		t.Errorf("put what is there: %v; want fs.ErrExist", err)
	}
	if _, err := dir.Create(name); !errors.Is(err, syscall.EROFS) || !strings.Contains(err.Error(), "cannot be written") {
		t.Errorf("create: %v", err)
	}
	r, err := dir.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	if size, err := r.Stat(context.Background(), "key"); err != nil || size != 4 {
		t.Errorf("a read-only store does not read: %d, %v", size, err)
	}
	if err := r.Close(); err != nil {
		t.Error(err)
	}
}
