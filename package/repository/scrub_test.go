package repository_test

import (
	"context"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"yoshiki/package/repository"
	"yoshiki/storage"
	"yoshiki/storage/mem"
)

// scrub gives the keys and packages that are found to be wrong.
func scrub(t *testing.T, store storage.Store, share repository.Share) (repository.Scrubbed, []repository.Flaw) {
	t.Helper()
	var flaws []repository.Flaw
	done, err := repository.Scrub(context.Background(), store, share, func(f repository.Flaw) {
		if f.Err == nil {
			t.Errorf("%+v without an error", f)
		}
		flaws = append(flaws, f)
	})
	if err != nil {
		t.Fatal(err)
	}
	return done, flaws
}

// TestScrub: nothing is found in a sound store, and every change of every object in a
// damaged one, by the shares of the papers together.
func TestScrub(t *testing.T) {
	ctx, store := context.Background(), new(mem.Store)
	b := seal(t, info(), files())
	save(t, store, b)
	if done, flaws := scrub(t, store, repository.Share{}); done.Packages != 1 || done.Papers != 7 || done.Bytes < 400_000 || len(flaws) > 0 {
		t.Errorf("%+v, %+v", done, flaws)
	}
	for _, o := range vouched(store) {
		r, err := store.Open(ctx, o.Key)
		if err != nil {
			t.Fatal(err)
		}
		good, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		changes := map[string][]byte{"longer": append(slices.Clone(good), '\n'), "gone": nil}
		if len(good) > 0 {
			changes["flipped"] = slices.Clone(good)
			changes["flipped"][len(good)/2] ^= 1
		}
		for name, data := range changes {
			damaged, flaws := edited{store, o.Key, data}, 0
			for part := range 3 {
				_, found := scrub(t, damaged, repository.Share{Part: part, Of: 3})
				flaws += len(found)
				for _, f := range found {
					if f.Key != o.Key && f.Package != b.ID() {
						t.Errorf("%s %s: %+v", o.Key, name, f)
					}
				}
			}
			if gone := name == "gone" && strings.HasSuffix(o.Key, "COMMIT"); flaws == 0 && !gone {
				t.Errorf("%s %s: not found", o.Key, name)
			}
		}
	}
}

// TestScrubFindsAll: a thousand times one byte of one object is another, and each time it
// is found.
func TestScrubFindsAll(t *testing.T) {
	ctx, store, r := context.Background(), new(mem.Store), rand.New(rand.NewPCG(9, 9))
	save(t, store, seal(t, info(), few()))
	all := vouched(store)
	for i := range 1000 {
		o := all[i%len(all)]
		f, err := store.Open(ctx, o.Key)
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(f)
		if err != nil {
			t.Fatal(err)
		}
		data = slices.Clone(data)
		at := r.IntN(len(data))
		data[at] ^= byte(1 + r.IntN(255))
		if _, flaws := scrub(t, edited{store, o.Key, data}, repository.Share{}); len(flaws) == 0 {
			t.Errorf("%s: byte %d: not found", o.Key, at)
		}
	}
}

// TestShares: every paper is in exactly one share.
func TestShares(t *testing.T) {
	store := new(mem.Store)
	save(t, store, seal(t, info(), files()))
	papers := 0
	for part := range 5 {
		done, _ := scrub(t, store, repository.Share{Part: part, Of: 5})
		papers += done.Papers
	}
	if papers != 7 {
		t.Errorf("%d papers in all shares", papers)
	}
}

// TestForeignPaper: what lies among the papers and is none is told.
func TestForeignPaper(t *testing.T) {
	store := new(mem.Store)
	for _, key := range []string{"blobs/notes.txt", "blobs/sha256/ab/cd/" + strings.Repeat("ef", 32)} {
		if err := store.Put(context.Background(), key, storage.ContentOf(nil), strings.NewReader("")); err != nil {
			t.Fatal(err)
		}
	}
	if _, flaws := scrub(t, store, repository.Share{}); len(flaws) != 2 {
		t.Errorf("%+v", flaws)
	}
}

// busy is a store in which something happens when an object is opened for the first time.
type busy struct {
	storage.Store
	once sync.Once
	do   func()
}

func (s *busy) Open(ctx context.Context, key string) (io.ReadCloser, error) {
	s.once.Do(s.do)
	return s.Store.Open(ctx, key)
}

// TestScrubOfBusyStore: what is saved or collected while a scrub reads is no damage.
func TestScrubOfBusyStore(t *testing.T) {
	ctx, store := context.Background(), new(mem.Store)
	save(t, store, numberedFew(t, 0))
	var left []string
	for _, text := range []string{"left by", "a Save", "that was", "killed"} {
		content := storage.ContentOf([]byte(text))
		left = append(left, blobOf(content))
		if err := store.Put(ctx, blobOf(content), content, strings.NewReader(text)); err != nil {
			t.Fatal(err)
		}
	}
	s := &busy{Store: store, do: func() {
		save(t, store, numberedFew(t, 1))
		for _, key := range left {
			if err := store.Remove(ctx, key); err != nil {
				t.Error(err)
			}
		}
	}}
	if done, flaws := scrub(t, s, repository.Share{}); done.Packages != 2 || len(flaws) > 0 {
		t.Errorf("%+v, %+v", done, flaws)
	}
}
