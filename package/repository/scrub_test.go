package repository_test

import (
	"bytes"
	"context"
	"io"
	"math/rand/v2"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"yoshiki/forms/casefile"
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
	saveCase(t, store, made("case-001"), nil)
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
			damaged, keys := edited{store, o.Key, data}, map[string]bool{}
			for part := range 3 {
				_, found := scrub(t, damaged, repository.Share{Part: part, Of: 3})
				for _, f := range found {
					keys[f.Key] = true
				}
			}
			if len(keys) != 1 || !keys[o.Key] {
				t.Errorf("%s %s: told of %v", o.Key, name, keys)
			}
		}
	}
}

// TestScrubFindsAll: a thousand times one object of a store with two packages and their cases is
// changed, cut, gone or joined by a stray, and each time that object is told, and no other.
func TestScrubFindsAll(t *testing.T) {
	ctx, store, r := context.Background(), new(mem.Store), rand.New(rand.NewPCG(9, 9))
	save(t, store, numberedFew(t, 0))
	save(t, store, numberedFew(t, 1))
	saveCase(t, store, made("case-0"), appendix)
	saveCase(t, store, made("case-1"), appendix)
	all := vouched(store)
	for i := range 1000 {
		o := all[i%len(all)]
		f, err := store.Open(ctx, o.Key)
		if err != nil {
			t.Fatal(err)
		}
		good, err := io.ReadAll(f)
		if err != nil {
			t.Fatal(err)
		}
		key, data := o.Key, slices.Clone(good)
		switch at := r.IntN(len(data)); i / len(all) % 5 {
		case 0, 1:
			data[at] ^= byte(1 + r.IntN(255))
		case 2:
			data = data[:at]
		case 3:
			key = path.Dir(o.Key) + "/stray"
			if err := store.Put(ctx, key, storage.ContentOf(good), bytes.NewReader(good)); err != nil {
				t.Fatal(err)
			}
		case 4:
			data = nil
		}
		if _, flaws := scrub(t, edited{store, o.Key, data}, repository.Share{}); len(flaws) != 1 || flaws[0].Key != key {
			t.Errorf("%s: %d: %+v", key, i/len(all)%5, flaws)
		}
		if key != o.Key {
			if err := store.Remove(ctx, key); err != nil {
				t.Fatal(err)
			}
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
	saveCase(t, store, made("case-0"), nil)
	var left []string
	for _, text := range []string{"left by", "a Save", "that was", "killed"} {
		content := storage.ContentOf([]byte(text))
		left = append(left, blobOf(content))
		if err := store.Put(ctx, blobOf(content), content, strings.NewReader(text)); err != nil {
			t.Fatal(err)
		}
	}
	s := &busy{Store: store, do: func() {
		saveCase(t, store, made("case-1"), nil)
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

// TestScrubLostCases: a version of a case that a package was made from is missed, wherever it
// lay among the others; one that nobody needs is not.
func TestScrubLostCases(t *testing.T) {
	const first, second, third, fourth = "cases/case-001/v0001", "cases/case-001/v0002", "cases/case-001/v0003", "cases/case-001/v0004"
	versions := []*casefile.Case{caseWith("case-001", "甲"), caseWith("case-001", "乙"), caseWith("case-001", "丙")}
	for name, c := range map[string]struct {
		lost, cited []string
		want        []string
	}{
		"nothing":                     {nil, []string{"甲", "乙", "丙"}, nil},
		"the newest":                  {[]string{third + ".yaml"}, []string{"丙"}, []string{third + ".yaml"}},
		"the newest, whole":           {[]string{third + ".yaml", third + ".json"}, []string{"甲", "丙"}, []string{third + ".json", third + ".yaml"}},
		"one between":                 {[]string{second + ".yaml", second + ".json"}, []string{"乙"}, []string{second + ".json", second + ".yaml"}},
		"one between, never needed":   {[]string{second + ".yaml", second + ".json"}, []string{"甲"}, []string{second + ".json", second + ".yaml"}},
		"the first":                   {[]string{first + ".yaml"}, []string{"甲", "甲"}, []string{first + ".yaml"}},
		"one that nobody needs":       {[]string{third + ".yaml"}, []string{"甲"}, nil},
		"all of it, and never needed": {[]string{third + ".yaml", third + ".json"}, []string{"甲"}, nil},
		"one beside, never here":      {nil, []string{"甲", "丁"}, []string{fourth + ".json", fourth + ".yaml"}},
		"of a package from elsewhere": {nil, []string{"丁"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			store := new(mem.Store)
			for _, v := range versions {
				saveCase(t, store, v, nil)
			}
			for i, of := range c.cited {
				in := info()
				in.Kind, in.Case.SHA256 = "kind-"+strconv.Itoa(i), digestOf(caseWith("case-001", of))
				save(t, store, seal(t, in, few()))
			}
			for _, key := range c.lost {
				if err := store.Remove(t.Context(), key); err != nil {
					t.Fatal(err)
				}
			}
			var got []string
			_, flaws := scrub(t, store, repository.Share{})
			for _, f := range flaws {
				got = append(got, f.Key)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}
