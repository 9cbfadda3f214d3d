package audit

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"yoshiki/storage/mem"
	"yoshiki/storage/storagetest"
)

// TestFullDisk: a journal whose disk is full says so, and goes on when there is room again.
func TestFullDisk(t *testing.T) {
	disk := storagetest.Mount(t, "size=256k")
	o := Options{Store: new(mem.Store), Key: newKey(t), Journal: filepath.Join(disk, "journal")}
	l := open(t, o)
	ballast := filepath.Join(disk, "ballast")
	durable := 1
	for round := range 3 {
		if err := os.WriteFile(ballast, make([]byte, 200<<10), 0o600); err != nil && !errors.Is(err, syscall.ENOSPC) {
			t.Fatal(err)
		}
		var err error
		for err == nil {
			if err = l.Append(t.Context(), Entry{Action: "case:read", Outcome: Done}); err == nil {
				durable++
			}
		}
		if !errors.Is(err, syscall.ENOSPC) {
			t.Fatal(round, err)
		}
		if err := os.Remove(ballast); err != nil {
			t.Fatal(err)
		}
		add(t, l, 1, 5)
		durable += 5
	}
	shut(t, l)
	if r := verified(t, o.Store, Evidence{Keys: public(o.Key)}); len(r.Findings) > 0 || r.Entries != durable+1 {
		t.Errorf("%d durable: %+v", durable, r)
	}
}
