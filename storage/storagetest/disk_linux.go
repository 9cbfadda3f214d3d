package storagetest

import (
	"syscall"
	"testing"
)

// Mount puts a file system of its own on a new folder, as small as options say ("size=4m"),
// until the test ends. It needs root; without it the test is skipped, as by [Versitygw].
func Mount(t testing.TB, options string) string {
	t.Helper()
	name := t.TempDir()
	if err := syscall.Mount("tmpfs", name, "tmpfs", 0, options); err != nil {
		missing(t, "the right to mount a tmpfs", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(name, 0); err != nil {
			t.Error(err)
		}
	})
	return name
}
