package storagetest

import (
	"context"
	"errors"
	"io/fs"
	"testing"
	"time"

	"yoshiki/storage"
)

// RunRetainer runs the tests of [storage.Retainer], as Run does those of a store.
func RunRetainer(t *testing.T, open func(t *testing.T) storage.Retainer) {
	for _, c := range []struct {
		name string
		test func(*testing.T, storage.Retainer)
	}{
		{"retained", retained},
		{"only longer", onlyLonger},
		{"nothing to retain", nothingToRetain},
	} {
		t.Run(c.name, func(t *testing.T) { c.test(t, open(t)) })
	}
}

func retained(t *testing.T, s storage.Retainer) {
	mustPut(t, s, "key", []byte("kept"))
	keptUntil(t, s, "key", time.Time{})
	until := time.Now().Add(time.Hour).Truncate(time.Second)
	for range 2 {
		if err := s.Retain(context.Background(), "key", until); err != nil {
			t.Fatal(err)
		}
		keptUntil(t, s, "key", until)
	}
	holds(t, s, "key", []byte("kept"))
	if err := put(s, "key", []byte("other")); !errors.Is(err, fs.ErrExist) {
		t.Errorf("put: %v; want fs.ErrExist", err)
	}
}

func onlyLonger(t *testing.T, s storage.Retainer) {
	mustPut(t, s, "key", []byte("kept"))
	first := time.Now().Add(time.Hour).Truncate(time.Second)
	for _, c := range []struct{ ask, want time.Duration }{{0, 0}, {-time.Minute, 0}, {time.Hour, time.Hour}, {0, time.Hour}} {
		if err := s.Retain(context.Background(), "key", first.Add(c.ask)); err != nil {
			t.Fatal(err)
		}
		keptUntil(t, s, "key", first.Add(c.want))
	}
}

func nothingToRetain(t *testing.T, s storage.Retainer) {
	for key, want := range map[string]error{"missing": fs.ErrNotExist, "../a": fs.ErrInvalid} {
		if err := s.Retain(context.Background(), key, time.Now().Add(time.Hour)); !errors.Is(err, want) {
			t.Errorf("retain %s: %v; want %v", key, err, want)
		}
		if _, err := s.Retained(context.Background(), key); !errors.Is(err, want) {
			t.Errorf("retained %s: %v; want %v", key, err, want)
		}
	}
}

func keptUntil(t *testing.T, s storage.Retainer, key string, want time.Time) {
	t.Helper()
	if got, err := s.Retained(context.Background(), key); err != nil || !got.Equal(want) {
		t.Fatalf("%s is kept until %v, %v; want %v", key, got, err, want)
	}
}
