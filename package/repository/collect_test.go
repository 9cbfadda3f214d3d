package repository_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"yoshiki/forms/casefile"
	"yoshiki/package/bag"
	"yoshiki/package/manifest"
	"yoshiki/package/repository"
	"yoshiki/storage"
	"yoshiki/storage/mem"
)

// clocked is a store with a clock that the test sets, and with something that happens
// before each Put.
type clocked struct {
	mem.Store
	mu      sync.Mutex
	now     time.Time
	created map[string]time.Time
	before  func() error
}

func (s *clocked) Put(ctx context.Context, key string, want storage.Content, r io.Reader) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.before != nil {
		if err := s.before(); err != nil {
			return err
		}
	}
	err := s.Store.Put(ctx, key, want, r)
	if err == nil {
		s.created[key] = s.now
	}
	return err
}

func (s *clocked) Created(ctx context.Context, key string) (time.Time, error) {
	if _, err := s.Stat(ctx, key); err != nil {
		return time.Time{}, err
	}
	return s.created[key], nil
}

func newClocked() *clocked {
	return &clocked{now: time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC), created: map[string]time.Time{}}
}

// collect runs a collection, without what happens before each Put.
func (s *clocked) collect(t *testing.T) repository.Collected {
	t.Helper()
	saved := s.before
	s.before = nil
	defer func() { s.before = saved }()
	done, err := repository.Collect(context.Background(), unlocked{s}, s.now)
	if err != nil {
		t.Fatal(err)
	}
	return done
}

// unlocked is a clocked store for use within its own Put.
type unlocked struct{ *clocked }

func (s unlocked) Put(ctx context.Context, key string, want storage.Content, r io.Reader) error {
	err := s.Store.Put(ctx, key, want, r)
	if err == nil {
		s.created[key] = s.now
	}
	return err
}

func objects(s storage.Store) int {
	n := 0
	for range s.List(context.Background(), "") {
		n++
	}
	return n
}

// numberedFew has papers that it shares with some of the others.
func numberedFew(t *testing.T, n int) *bag.Bag {
	t.Helper()
	in := info()
	in.Case.ID = "case-" + strconv.Itoa(n)
	in.Case.SHA256 = digestOf(made(casefile.CaseID(in.Case.ID)))
	return seal(t, in, []bag.Paper{paper(manifest.Index, "", "", "index"), paper(manifest.Form, "2-4", "", strconv.Itoa(n%3)), paper(manifest.Form, "2-5", "", strconv.Itoa(n))})
}

// TestCollect: what a Save left that never ended is taken away, in two steps and not
// before its time; a package stays whole.
func TestCollect(t *testing.T) {
	s := newClocked()
	kept, torn := numberedFew(t, 0), numberedFew(t, 3)
	save(t, s, kept)
	sound := objects(s)
	puts := 0
	s.before = func() error {
		if puts++; puts > 4 {
			return errDown
		}
		return nil
	}
	if err := repository.Save(context.Background(), s, torn); !errors.Is(err, errDown) {
		t.Fatal(err)
	}
	s.before = nil
	left := objects(s) - sound
	if left == 0 {
		t.Fatal("the torn save has left nothing")
	}
	for _, step := range []struct {
		wait time.Duration
		want repository.Collected
	}{
		{6 * 24 * time.Hour, repository.Collected{}},
		{25 * time.Hour, repository.Collected{Condemned: left}},
		{23 * time.Hour, repository.Collected{}},
		{time.Hour, repository.Collected{Removed: left}},
		{100 * 24 * time.Hour, repository.Collected{}},
	} {
		s.now = s.now.Add(step.wait)
		if got := s.collect(t); got != step.want {
			t.Errorf("%v later: %+v; want %+v", step.wait, got, step.want)
		}
		whole(t, s, kept)
	}
	if objects(s) != sound {
		t.Errorf("%d objects; want %d", objects(s), sound)
	}
	save(t, s, torn)
	whole(t, s, torn)
}

// blobOf is where a paper is in a store.
func blobOf(c storage.Content) string {
	return fmt.Sprintf("blobs/sha256/%x/%x/%x", c.SHA256[:1], c.SHA256[1:2], c.SHA256)
}

// condemnIndex is a store in which a paper of package 0 was left long ago and condemned.
func condemnIndex(t *testing.T) *clocked {
	t.Helper()
	s := newClocked()
	content := storage.ContentOf([]byte("index"))
	if err := s.Put(context.Background(), blobOf(content), content, strings.NewReader("index")); err != nil {
		t.Fatal(err)
	}
	s.now = s.now.Add(8 * 24 * time.Hour)
	if got := s.collect(t); got.Condemned != 1 {
		t.Fatalf("%+v", got)
	}
	return s
}

// TestCondemned: a Save that needs what is condemned goes on at once, however long ago that
// was, and Collect spares it then; a Save that is torn after that keeps nothing for long.
func TestCondemned(t *testing.T) {
	for _, wait := range []time.Duration{0, 23 * time.Hour, 25 * time.Hour, 1000 * time.Hour} {
		s, b := condemnIndex(t), numberedFew(t, 0)
		s.now = s.now.Add(wait)
		save(t, s, b)
		for _, later := range []time.Duration{0, 25 * time.Hour, 25 * time.Hour} {
			s.now = s.now.Add(later)
			if got := s.collect(t); got != (repository.Collected{}) {
				t.Errorf("%+v", got)
			}
			whole(t, s, b)
		}
		if got := objects(s); got != 2+7+1 {
			t.Errorf("%d objects", got)
		}
	}
	s := condemnIndex(t)
	s.before = nil
	torn := tornAt{s, "packages/" + numberedFew(t, 0).ID() + "/v0001/COMMIT"}
	if err := repository.Save(context.Background(), torn, numberedFew(t, 0)); !errors.Is(err, errDown) {
		t.Fatal(err)
	}
	for _, want := range []repository.Collected{{}, {Removed: 1}} {
		s.now = s.now.Add(12*time.Hour + 30*time.Minute)
		if got := s.collect(t); got != want {
			t.Errorf("%+v; want %+v", got, want)
		}
	}
}

// tornAt fails to put one key.
type tornAt struct {
	storage.Store
	key string
}

func (s tornAt) Put(ctx context.Context, key string, want storage.Content, r io.Reader) error {
	if key == s.key {
		return errDown
	}
	return s.Store.Put(ctx, key, want, r)
}

// TestCollectKilled: after a Collect that was killed while it took things away, a Save that
// needs some of them gives way until the next Collect has ended.
func TestCollectKilled(t *testing.T) {
	s, b := condemnIndex(t), numberedFew(t, 0)
	s.now = s.now.Add(25 * time.Hour)
	if _, err := repository.Collect(context.Background(), neverRemoves{s}, s.now); !errors.Is(err, errDown) {
		t.Fatal(err)
	}
	if err := repository.Save(context.Background(), s, b); !errors.Is(err, repository.ErrCondemned) {
		t.Fatalf("%v; want ErrCondemned", err)
	}
	save(t, s, numberedOther(t)) // which needs nothing of it
	s.collect(t)
	save(t, s, b)
	whole(t, s, b)
}

// numberedOther shares no paper with the numbered packages.
func numberedOther(t *testing.T) *bag.Bag {
	t.Helper()
	in := info()
	in.Case.ID = "other"
	return seal(t, in, []bag.Paper{paper(manifest.Index, "", "", "another index"), paper(manifest.Form, "2-4", "", "another form")})
}

type neverRemoves struct{ *clocked }

func (neverRemoves) Remove(context.Context, string) error { return errDown }

// TestCollectDamaged: nothing is taken away from a store with a damaged package.
func TestCollectDamaged(t *testing.T) {
	s := newClocked()
	b := numberedFew(t, 0)
	save(t, s, b)
	key := "packages/" + b.ID() + "/v0001/bagit.txt"
	if err := s.Remove(context.Background(), key); err != nil {
		t.Fatal(err)
	}
	if _, err := repository.Collect(context.Background(), s, s.now.AddDate(1, 0, 0)); err == nil || !strings.Contains(err.Error(), b.ID()) {
		t.Errorf("%v", err)
	}
}

// TestCollectAnyTime: saves that end, are torn or are overtaken by collections, in any
// order, with any time between: a package that was saved is whole for ever, and in the end
// nothing else is left.
func TestCollectAnyTime(t *testing.T) {
	for seed := range times(t, "YOSHIKI_SCHEDULES", 30) {
		anySchedule(t, uint64(seed))
	}
}

func anySchedule(t *testing.T, seed uint64) {
	t.Helper()
	r, s := rand.New(rand.NewPCG(seed, 0)), newClocked()
	saved := map[int]*bag.Bag{}
	for range 12 {
		s.now = s.now.Add(time.Duration(r.Int64N(int64(3 * 24 * time.Hour))))
		tear := r.IntN(15)
		s.before = func() error { // at most 10 writes, which are 15 hours
			s.now = s.now.Add(time.Duration(r.Int64N(int64(90 * time.Minute))))
			if tear--; tear == 0 {
				return errDown
			}
			if r.IntN(4) == 0 {
				s.collect(t)
			}
			return nil
		}
		n := r.IntN(8)
		b := numberedFew(t, n)
		err := repository.Save(context.Background(), s, b)
		if err == nil {
			saved[n] = b
		} else if !errors.Is(err, errDown) && !errors.Is(err, repository.ErrCondemned) {
			t.Fatalf("seed %d: %v", seed, err)
		}
		s.before = nil
		if r.IntN(2) == 0 {
			s.collect(t)
		}
		for n, b := range saved {
			if !there(t, s, b) {
				t.Fatalf("seed %d: package %d is gone", seed, n)
			}
		}
	}
	for range 3 {
		s.now = s.now.Add(8 * 24 * time.Hour)
		s.collect(t)
	}
	live := map[string]bool{}
	fresh := new(mem.Store)
	for _, b := range saved {
		save(t, fresh, b)
	}
	for o := range fresh.List(context.Background(), "") {
		live[o.Key] = true
	}
	for o := range s.List(context.Background(), "") {
		if !live[o.Key] {
			t.Errorf("seed %d: %s is left", seed, o.Key)
		}
	}
}
