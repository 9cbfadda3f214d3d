package bag_test

import (
	"context"
	"errors"
	"syscall"
	"testing"
)

func TestExportToFullDisk(t *testing.T) {
	parent := t.TempDir()
	if err := syscall.Mount("tmpfs", parent, "tmpfs", 0, "size=256k"); err != nil {
		t.Fatalf("mount a tmpfs (this test needs root): %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(parent, 0); err != nil {
			t.Error(err)
		}
	})
	b := seal(t, info(), files())
	if err := b.WriteDir(context.Background(), parent+"/bag"); !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("folder: %v", err)
	}
	if err := b.WriteZipFile(context.Background(), parent+"/bag.zip"); !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("zip: %v", err)
	}
	if got := list(t, parent); len(got) > 0 {
		t.Errorf("left behind: %q", got)
	}
}
