package storage_test

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"yoshiki/storage"
)

func TestCause(t *testing.T) {
	_, err := os.Open(filepath.Join(t.TempDir(), "nothing"))
	for _, e := range []error{err, fmt.Errorf("read: %w", err)} {
		if got, want := storage.Cause(e), "no such file or directory"; got != want {
			t.Errorf("%v: %s, want %s", e, got, want)
		}
	}
	for number, want := range map[int]string{2: "no such file or directory", 32: "in use by another program", 10061: "connection refused", 7777: "error 7777 of Windows"} {
		if got := storage.OnWindows(number); got != want {
			t.Errorf("%d: %s, want %s", number, got, want)
		}
	}
	if got := storage.Cause(fs.ErrNotExist); got != fs.ErrNotExist.Error() {
		t.Error(got)
	}
}
