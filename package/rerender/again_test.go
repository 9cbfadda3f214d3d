package rerender_test

import (
	"errors"
	"testing"

	"yoshiki/package/rerender"
	"yoshiki/storage"
	"yoshiki/storage/mem"
)

// TestAgain: who begins a batch that is done gets that batch, and nothing is made; what came to
// the store since is a batch of its own; everything is one only for those who ask.
func TestAgain(t *testing.T) {
	store := new(mem.Store)
	fill(t, store, 3)
	want := run(t, mover(store, newText))
	begun := objects(t, store)
	for range 2 {
		is(t, store, false, 1, true, 3)
	}
	if got := run(t, mover(store, newText)); len(got) != len(want) || len(objects(t, store)) != len(begun) {
		t.Errorf("%d results, %d objects of %d", len(got), len(objects(t, store)), len(begun))
	}
	came := pack(t, store, read(t, "small-saas.yaml", oldText), "registration")
	b := is(t, store, false, 2, false, 1)
	if b.Groups[0][0] != came {
		t.Error(b.Groups)
	}
	is(t, store, false, 2, false, 1)
	finish(t, b)
	is(t, store, false, 2, true, 1)
	all := is(t, store, true, 3, false, 4)
	if err := all.Cancel(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := rerender.Begin(t.Context(), mover(store, newText)); !errors.Is(err, rerender.ErrCancelled) {
		t.Error(err)
	}
	finish(t, is(t, store, true, 4, false, 4))
	is(t, store, false, 4, true, 4)
	other := mover(store, newText)
	other.Filed = true
	if b, err := rerender.Begin(t.Context(), other); err != nil || b.Number != 5 || len(b.Groups) != 4 {
		t.Error(b, err)
	}
}

// is begins a batch and wants it to be of a number, with so many groups.
func is(t *testing.T, store storage.Store, again bool, number int, before bool, groups int) *rerender.Batch {
	t.Helper()
	m := mover(store, newText)
	m.Again = again
	b, err := rerender.Begin(t.Context(), m)
	if err != nil || b.Number != number || b.Before != before || len(b.Groups) != groups {
		t.Fatalf("%+v %v", b, err)
	}
	return b
}

func finish(t *testing.T, b *rerender.Batch) {
	t.Helper()
	if err := (&rerender.Runner{Batch: b, Workers: 2, Pause: pause}).Run(t.Context()); err != nil {
		t.Fatal(err)
	}
}
