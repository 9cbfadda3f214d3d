package rerender_test

import (
	"context"
	"errors"
	"io"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"yoshiki/package/rerender"
	"yoshiki/storage"
	"yoshiki/storage/mem"
)

// full is a store that has no room for packages for so many writes.
type full struct {
	storage.Store
	refuses atomic.Int64
	mu      sync.Mutex
	refused map[string]int // how often each key was offered
}

func (f *full) Put(ctx context.Context, key string, want storage.Content, r io.Reader) error {
	if !strings.HasPrefix(key, "packages/") || f.refuses.Add(-1) < 0 {
		return f.Store.Put(ctx, key, want, r)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.refused[key]++
	return syscall.ENOSPC
}

// TestFull: what a full store refuses is offered again and not made again; one that stays full ends
// the run, which goes on when there is room.
func TestFull(t *testing.T) {
	store := new(mem.Store)
	fill(t, store, 6)
	narrow := &full{Store: store, refused: map[string]int{}}
	b, err := rerender.Begin(t.Context(), mover(narrow, newText))
	if err != nil {
		t.Fatal(err)
	}
	narrow.refuses.Store(1 << 40)
	var waits []time.Duration
	patient := func(_ context.Context, d time.Duration) error { waits = append(waits, d/time.Second); return nil }
	if err := (&rerender.Runner{Batch: b, Workers: 1, Pause: patient}).Run(t.Context()); !errors.Is(err, syscall.ENOSPC) {
		t.Fatal(err)
	}
	if !slices.Equal(waits, []time.Duration{1, 2, 4, 8, 16, 32}) {
		t.Errorf("waited %d s", waits)
	}
	for key, offered := range narrow.refused { // side by side with others, so that some are held back
		if offered > len(waits)+1 {
			t.Errorf("%s was offered %d times", key, offered)
		}
	}
	narrow.refuses.Store(3)
	finish(t, b)
	tries := 0
	for key := range objects(t, store) {
		if strings.Contains(key, "/tries/") && !strings.HasSuffix(key, "-ended") {
			tries++
		}
	}
	if tries != 4+1 { // those of which a case is read, and the first again
		t.Errorf("%d tries", tries)
	}
}
