package storage_test

import (
	"errors"
	"io/fs"
	"strings"
	"testing"

	"yoshiki/storage"
	"yoshiki/storage/mem"
	"yoshiki/storage/storagetest"
)

func under(t *testing.T, s storage.Store) storage.Store {
	u, err := storage.Under(s, "tenant")
	if err != nil {
		t.Fatal(err)
	}
	return u
}

func TestUnder(t *testing.T) {
	storagetest.RunBelow(t, "tenant/", func(t *testing.T) storage.Store { return under(t, new(mem.Store)) })
}

func TestUnderRetainer(t *testing.T) {
	storagetest.RunRetainer(t, func(t *testing.T) storage.Retainer { return under(t, new(mem.Store)).(storage.Retainer) })
}

func TestUnderRemover(t *testing.T) {
	storagetest.RunRemover(t, func(t *testing.T) storage.Remover { return under(t, new(mem.Store)).(storage.Remover) })
}

func TestUnderStaysBelow(t *testing.T) {
	all, ctx := new(mem.Store), t.Context()
	for _, key := range []string{"other/secret", "tenant2/secret"} {
		if err := all.Put(ctx, key, storage.ContentOf(nil), strings.NewReader("")); err != nil {
			t.Fatal(err)
		}
	}
	u := under(t, all)
	for _, key := range []string{"../other/secret", "/other/secret", "2/secret", "secret"} {
		if _, err := u.Stat(ctx, key); err == nil {
			t.Errorf("%s is seen", key)
		}
	}
	for o, err := range u.List(ctx, "") {
		t.Errorf("listed: %v %v", o, err)
	}
	if _, err := storage.Under(all, "../other"); !errors.Is(err, fs.ErrInvalid) {
		t.Errorf("a prefix that climbs: %v", err)
	}
}
