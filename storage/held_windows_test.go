package storage_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"golang.org/x/sys/windows"

	"yoshiki/storage"
)

// hold makes a file that no other program may open, as some open their documents.
func hold(t *testing.T) (name string, let func()) {
	t.Helper()
	name = filepath.Join(t.TempDir(), "held")
	path, err := windows.UTF16PtrFromString(name)
	if err != nil {
		t.Fatal(err)
	}
	h, err := windows.CreateFile(path, windows.GENERIC_READ|windows.GENERIC_WRITE, 0, nil, windows.CREATE_NEW, 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	return name, func() {
		if err := windows.CloseHandle(h); err != nil {
			t.Error(err)
		}
	}
}

// TestHeld holds that a file of another program is told as such, and waited for a while.
func TestHeld(t *testing.T) {
	name, let := hold(t)
	_, err := os.Open(name)
	if got, want := storage.Cause(err), "in use by another program"; got != want {
		t.Errorf("%v: %s, want %s", err, got, want)
	}
	begun := time.Now()
	if err := storage.Again(func() error { return os.Rename(name, name+"2") }); err == nil || time.Since(begun) < time.Second/2 {
		t.Error(err, time.Since(begun))
	}
	time.AfterFunc(200*time.Millisecond, let)
	if err := storage.Again(func() error { return os.Rename(name, name+"2") }); err != nil {
		t.Error(err)
	}
}
