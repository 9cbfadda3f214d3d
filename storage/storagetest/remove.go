package storagetest

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"testing"
	"time"

	"yoshiki/storage"
)

// RunRemover runs the tests of [storage.Remover], as Run does those of a store.
func RunRemover(t *testing.T, open func(t *testing.T) storage.Remover) {
	for _, c := range []struct {
		name string
		test func(*testing.T, storage.Remover)
	}{
		{"removed", removed},
		{"nothing to remove", nothingToRemove},
		{"created", created},
		{"many removers", manyRemovers},
	} {
		t.Run(c.name, func(t *testing.T) { c.test(t, open(t)) })
	}
}

func removed(t *testing.T, s storage.Remover) {
	mustPut(t, s, "a/gone", []byte("gone"))
	mustPut(t, s, "a/kept", []byte("kept"))
	for range 2 {
		if err := s.Remove(context.Background(), "a/gone"); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Stat(context.Background(), "a/gone"); !errors.Is(err, fs.ErrNotExist) {
			t.Fatalf("stat: %v; want fs.ErrNotExist", err)
		}
	}
	if got := keys(t, s, ""); len(got) != 1 {
		t.Errorf("objects: %q", got)
	}
	mustPut(t, s, "a/gone", []byte("new"))
	holds(t, s, "a/gone", []byte("new"))
	holds(t, s, "a/kept", []byte("kept"))
}

func nothingToRemove(t *testing.T, s storage.Remover) {
	mustPut(t, s, "folder/object", []byte("kept"))
	for key, want := range map[string]error{"missing": nil, "folder": nil, "../a": fs.ErrInvalid, "": fs.ErrInvalid} {
		if err := s.Remove(context.Background(), key); !errors.Is(err, want) {
			t.Errorf("remove %q: %v; want %v", key, err, want)
		}
	}
	holds(t, s, "folder/object", []byte("kept"))
	for key, want := range map[string]error{"missing": fs.ErrNotExist, "../a": fs.ErrInvalid} {
		if _, err := s.Created(context.Background(), key); !errors.Is(err, want) {
			t.Errorf("created %q: %v; want %v", key, err, want)
		}
	}
}

func created(t *testing.T, s storage.Remover) {
	mustPut(t, s, "key", []byte("x"))
	got, err := s.Created(context.Background(), "key")
	if age := time.Since(got); err != nil || age < -time.Minute || age > time.Minute {
		t.Errorf("created %v, %v", got, err)
	}
}

// manyRemovers: those who remove the same objects, and list them, do not disturb each other.
func manyRemovers(t *testing.T, s storage.Remover) {
	const n = 40
	mustPut(t, s, "k/kept", []byte("kept"))
	for i := range n {
		mustPut(t, s, fmt.Sprintf("k/%02d", i), nil)
	}
	parallel(6, func(i int) {
		for j := range n {
			if err := s.Remove(context.Background(), fmt.Sprintf("k/%02d", j)); err != nil {
				t.Error(err)
			}
			if i%2 == 1 && j%10 == 0 {
				if all := keys(t, s, "k/"); !slices.Contains(all, "k/kept") {
					t.Errorf("listed: %q", all)
				}
			}
		}
	})
	if got := keys(t, s, ""); len(got) != 1 {
		t.Errorf("objects: %q", got)
	}
}
