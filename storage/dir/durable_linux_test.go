package dir_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"unsafe"
)

// watch gives a function that reports whether a folder was opened since it was last called:
// its names are synced through it.
func watch(t *testing.T, folder string) func() bool {
	t.Helper()
	fd, err := syscall.InotifyInit1(syscall.IN_NONBLOCK | syscall.IN_CLOEXEC)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := syscall.Close(fd); err != nil {
			t.Error(err)
		}
	})
	if _, err := syscall.InotifyAddWatch(fd, folder, syscall.IN_OPEN|syscall.IN_ONLYDIR); err != nil {
		t.Fatal(err)
	}
	return func() bool {
		t.Helper()
		opened, buf := false, make([]byte, 64<<10)
		for {
			n, err := syscall.Read(fd, buf)
			if errors.Is(err, syscall.EAGAIN) {
				return opened
			}
			if err != nil {
				t.Fatal(err)
			}
			for rest := buf[:n]; len(rest) > 0; {
				e := (*syscall.InotifyEvent)(unsafe.Pointer(&rest[0]))
				opened = opened || e.Len == 0 // the folder itself, nothing in it
				rest = rest[syscall.SizeofInotifyEvent+e.Len:]
			}
		}
	}
}

// TestTakenIsDurable: whoever hears that an object is there may build on it, even if the
// one who has written it was killed before its name, or its folder's, was on the disk.
func TestTakenIsDurable(t *testing.T) {
	name := t.TempDir()
	if err := os.Mkdir(filepath.Join(name, "folder"), 0o750); err != nil {
		t.Fatal(err)
	}
	s := create(t, name)
	for _, key := range []string{"object", "folder/object"} {
		if err := os.WriteFile(filepath.Join(name, key), []byte("there"), 0o440); err != nil {
			t.Fatal(err)
		}
		synced := watch(t, name)
		if err := put(s, key, []byte("there")); !errors.Is(err, fs.ErrExist) {
			t.Fatal(err)
		}
		if !synced() {
			t.Errorf("%s: the store was not synced", key)
		}
	}
}

// TestNewStoreIsDurable: the folders that Create makes are on the disk.
func TestNewStoreIsDurable(t *testing.T) {
	parent := t.TempDir()
	synced := watch(t, parent)
	create(t, filepath.Join(parent, "new", "store"))
	if !synced() {
		t.Error("the folder of the new store was not synced")
	}
}
