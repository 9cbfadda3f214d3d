package repository_test

import (
	"bytes"
	"context"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"yoshiki/package/manifest"
	"yoshiki/package/repository"
	"yoshiki/storage"
	"yoshiki/storage/mem"
)

// TestRepair damages every object of a store in turn, and all of one package at once: from
// another store, or from the exported package, it is made sound again.
func TestRepair(t *testing.T) {
	ctx, store, other := context.Background(), new(mem.Store), new(mem.Store)
	b := seal(t, info(), files())
	for _, s := range []storage.Store{store, other} {
		save(t, s, b)
		saveCase(t, s, made("case-001"), appendix)
	}
	dir := filepath.Join(t.TempDir(), "bag")
	if err := b.WriteDir(ctx, dir); err != nil {
		t.Fatal(err)
	}
	entries, err := manifest.FromFS(os.DirFS(dir))
	if err != nil {
		t.Fatal(err)
	}
	report, err := manifest.Verify(ctx, entries)
	if err != nil {
		t.Fatal(err)
	}
	exported, err := repository.FromBag(entries, report)
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(1, 1))
	for i, o := range append(vouched(store), vouched(store)...) {
		if _, err := store.Stat(ctx, o.Key); err != nil {
			t.Fatal(o.Key, err)
		}
		from, inBag := repository.FromStore(other), !strings.HasPrefix(o.Key, "cases/") && o.Size != 1
		if i%2 == 0 && inBag {
			from = exported
		}
		damage(t, store, o.Key, r)
		_, flaws := scrub(t, store, repository.Share{})
		if len(flaws) != 1 {
			t.Fatalf("%s: %+v", o.Key, flaws)
		}
		if err := repository.Repair(ctx, store, o.Key, from); err != nil {
			t.Errorf("%s: %v", o.Key, err)
		}
		if _, flaws := scrub(t, store, repository.Share{}); len(flaws) > 0 {
			t.Fatalf("%s: not repaired: %+v", o.Key, flaws)
		}
	}
}

// damage spoils or removes an object, and reports whether it is gone.
func damage(t *testing.T, store *mem.Store, key string, r *rand.Rand) bool {
	t.Helper()
	ctx := context.Background()
	f, err := store.Open(ctx, key)
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	if err := store.Remove(ctx, key); err != nil {
		t.Fatal(err)
	}
	if r.IntN(2) == 0 {
		return true
	}
	data = bytes.Clone(data)
	data[r.IntN(len(data))] ^= 1
	if err := store.Put(ctx, key, storage.ContentOf(data), bytes.NewReader(data)); err != nil {
		t.Fatal(err)
	}
	return false
}

// TestNoRepairFromDamage: a copy that is damaged itself, or of something damaged, repairs nothing.
func TestNoRepairFromDamage(t *testing.T) {
	ctx, store, r := context.Background(), new(mem.Store), rand.New(rand.NewPCG(2, 2))
	save(t, store, seal(t, info(), files()))
	saveCase(t, store, made("case-001"), appendix)
	for _, o := range vouched(store) {
		other := new(mem.Store)
		save(t, other, seal(t, info(), files()))
		saveCase(t, other, made("case-001"), appendix)
		if damage(t, other, o.Key, r) {
			continue
		}
		if err := repository.Repair(ctx, store, o.Key, repository.FromStore(other)); err == nil {
			t.Errorf("%s: repaired from a damaged copy", o.Key)
		}
	}
	if _, flaws := scrub(t, store, repository.Share{}); len(flaws) > 0 {
		t.Errorf("%+v", flaws)
	}
}

// TestSaveAgainPutsBack: what a package that exists has lost is there again after a Save.
func TestSaveAgainPutsBack(t *testing.T) {
	ctx, store := context.Background(), new(mem.Store)
	b := seal(t, info(), files())
	save(t, store, b)
	saveCase(t, store, made("case-001"), nil)
	for _, o := range vouched(store) {
		if strings.HasSuffix(o.Key, "/COMMIT") || strings.HasPrefix(o.Key, "cases/") {
			continue
		}
		if err := store.Remove(ctx, o.Key); err != nil {
			t.Fatal(err)
		}
		save(t, store, b)
		if _, flaws := scrub(t, store, repository.Share{}); len(flaws) > 0 {
			t.Errorf("%s: %+v", o.Key, flaws)
		}
	}
}
