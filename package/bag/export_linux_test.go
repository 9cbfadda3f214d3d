package bag_test

import (
	"context"
	"errors"
	"syscall"
	"testing"

	"yoshiki/storage/storagetest"
)

func TestExportToFullDisk(t *testing.T) {
	parent := storagetest.Mount(t, "size=256k")
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
