package rerender_test

import (
	"errors"
	"sync"
	"testing"

	"yoshiki/package/rerender"
	"yoshiki/storage/mem"
)

// TestBeginAtOnce: of many who begin at the same time all work on one batch, those of another
// order are told so, and those of another version of the program, too; nothing is lost by it.
func TestBeginAtOnce(t *testing.T) {
	store := new(mem.Store)
	fill(t, store, 2)
	var wait sync.WaitGroup
	var mu sync.Mutex
	plans := map[string]int{}
	for i := range 12 {
		wait.Go(func() {
			m := mover(store, newText)
			m.Filed = i%2 == 1
			b, err := rerender.Begin(t.Context(), m)
			mu.Lock()
			defer mu.Unlock()
			switch {
			case errors.Is(err, rerender.ErrOpen):
				plans["another"]++
			case err != nil || b.Number != 1:
				t.Error(b, err)
			default:
				plans[b.Digest()]++
			}
		})
	}
	if wait.Wait(); plans["another"] != 6 || len(plans) != 2 {
		t.Fatal(plans)
	}
	b, err := rerender.Last(t.Context(), mover(store, newText))
	if err != nil {
		t.Fatal(err)
	}
	newer := mover(store, newText)
	newer.Filed, newer.Generator.Version = b.Plan.Filed, "newer"
	if _, err := rerender.Begin(t.Context(), newer); !errors.Is(err, rerender.ErrVersion) {
		t.Error(err)
	}
	if _, err := rerender.Join(t.Context(), newer, b.Number, b.Digest()); !errors.Is(err, rerender.ErrVersion) {
		t.Error(err)
	}
	if _, err := rerender.Join(t.Context(), newer, b.Number, "00"); !errors.Is(err, rerender.ErrNone) {
		t.Error(err)
	}
	own := mover(store, newText)
	if b, err = rerender.Join(t.Context(), own, b.Number, b.Digest()); err != nil {
		t.Fatal(err)
	}
	finish(t, b)
	if got := collect(t, b); len(got) != 2 {
		t.Error(got)
	}
}
