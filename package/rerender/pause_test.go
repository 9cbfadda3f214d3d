package rerender_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"yoshiki/forms/casefile"
	"yoshiki/package/repository"
	"yoshiki/package/rerender"
	"yoshiki/storage/mem"
)

// one is a store with a package of an old text.
func one(t *testing.T) *mem.Store {
	store, file := new(mem.Store), read(t, "small-saas.yaml", "2022-11-01")
	file.Case.Application.Receipt, file.Case.Prior.Receipt = casefile.Receipt{}, casefile.Receipt{}
	if pack(t, store, file, "registration") == "" {
		t.Fatal("no package")
	}
	return store
}

// count is how many packages there are.
func count(t *testing.T, store *mem.Store) (n int) {
	for _, err := range repository.Packages(t.Context(), store) {
		if err != nil {
			t.Fatal(err)
		}
		n++
	}
	return n
}

// TestPause: a batch that is paused begins no group, whoever works on it, until it goes on; and
// so again.
func TestPause(t *testing.T) {
	store := one(t)
	b, err := rerender.Begin(t.Context(), mover(store, newText))
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := errors.Join(b.Pause(t.Context()), b.Pause(t.Context())); err != nil { // twice is once
			t.Fatal(err)
		}
		other, err := rerender.Last(t.Context(), mover(store, newText))
		if err != nil {
			t.Fatal(err)
		}
		if err := (&rerender.Runner{Batch: other, Workers: 2, Pause: pause}).Run(t.Context()); !errors.Is(err, rerender.ErrPaused) {
			t.Fatal(err)
		}
		if st, err := other.Status(t.Context()); err != nil || !st.Paused || st.Finished || count(t, store) != 1 {
			t.Fatal(st, err)
		}
		if err := errors.Join(other.Resume(t.Context()), other.Resume(t.Context())); err != nil {
			t.Fatal(err)
		}
		if paused, err := b.Paused(t.Context()); err != nil || paused {
			t.Fatal(paused, err)
		}
	}
	if run(t, mover(store, newText)); count(t, store) != 2 {
		t.Error(count(t, store))
	}
}

// TestDry: a rehearsal that is a batch tells what the batch then does, and stores no package.
func TestDry(t *testing.T) {
	store := one(t)
	m := mover(store, newText)
	m.Dry = true
	told := run(t, m)
	if n := count(t, store); n != 1 {
		t.Fatal(n, "packages after a rehearsal")
	}
	dry, err := rerender.Last(t.Context(), m)
	if err != nil {
		t.Fatal(err)
	}
	if st, err := dry.Status(t.Context()); err != nil || !st.Dry || !st.Finished {
		t.Fatal(st, err)
	}
	did := run(t, mover(store, newText))
	if diff := cmp.Diff(told, did); diff != "" || len(did) == 0 || count(t, store) != 2 {
		t.Error(diff, len(did))
	}
	if b, err := rerender.Numbered(t.Context(), m, 1); err != nil || b.Number != 1 || !b.Plan.Dry {
		t.Error(b, err)
	}
	if _, err := rerender.Numbered(t.Context(), m, 3); !errors.Is(err, rerender.ErrNone) {
		t.Error(err)
	}
}

// TestDryIsAnother: a batch is not begun while a rehearsal of it is under way.
func TestDryIsAnother(t *testing.T) {
	store := one(t)
	m := mover(store, newText)
	m.Dry = true
	if _, err := rerender.Begin(t.Context(), m); err != nil {
		t.Fatal(err)
	}
	if _, err := rerender.Begin(t.Context(), mover(store, newText)); !errors.Is(err, rerender.ErrOpen) {
		t.Error(err)
	}
}
