package repository_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"iter"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"yoshiki/package/bag"
	"yoshiki/package/repository"
	"yoshiki/storage"
	"yoshiki/storage/mem"
)

// mortal is the way of one process to a store: every call takes a random time, and from
// one call on, which has its effect or not, none succeeds.
type mortal struct {
	*mem.Store
	mu     sync.Mutex
	random *rand.Rand
	slow   time.Duration // the longest call
	left   int           // calls until it dies
	sleep  int           // calls until it is put to sleep for days, as a notebook is
	saves  bool          // it saves: in its last step, from its look at the marks on, it is not put to sleep
	awake  bool
	signs  int // that it has put up
}

var errKilled = errors.New("the process was killed")

// call waits, and reports whether the process dies before this call and after it.
func (m *mortal) call() (before, after bool) {
	m.mu.Lock()
	wait := time.Duration(m.random.Int64N(int64(m.slow)))
	if m.sleep--; m.sleep == 0 && !m.awake {
		wait = time.Duration(m.random.Int64N(int64(20 * 24 * time.Hour)))
	}
	m.left--
	before, after = m.left < 0 || m.left == 0 && m.random.IntN(2) == 0, m.left <= 0
	m.mu.Unlock()
	time.Sleep(wait)
	return before, after
}

func (m *mortal) do(call func() error) error {
	before, after := m.call()
	if before {
		return errKilled
	}
	err := call()
	if after {
		return errKilled
	}
	return err
}

func (m *mortal) Put(ctx context.Context, key string, want storage.Content, r io.Reader) error {
	return m.do(func() error {
		if strings.HasPrefix(key, "resuming/") {
			m.mu.Lock()
			m.signs++
			m.mu.Unlock()
		}
		return m.Store.Put(ctx, key, want, r)
	})
}

func (m *mortal) Open(ctx context.Context, key string) (r io.ReadCloser, err error) {
	err = m.do(func() error { r, err = m.Store.Open(ctx, key); return err })
	return r, err
}

func (m *mortal) Stat(ctx context.Context, key string) (n int64, err error) {
	err = m.do(func() error { n, err = m.Store.Stat(ctx, key); return err })
	return n, err
}

func (m *mortal) Created(ctx context.Context, key string) (at time.Time, err error) {
	err = m.do(func() error { at, err = m.Store.Created(ctx, key); return err })
	return at, err
}

func (m *mortal) Remove(ctx context.Context, key string) error {
	return m.do(func() error { return m.Store.Remove(ctx, key) })
}

func (m *mortal) List(ctx context.Context, prefix string) iter.Seq2[storage.Object, error] {
	return func(yield func(storage.Object, error) bool) {
		if err := m.do(func() error { return nil }); err != nil {
			yield(storage.Object{}, err)
			return
		}
		m.mu.Lock()
		m.awake = m.awake || m.saves && prefix == "condemned/"
		m.mu.Unlock()
		m.Store.List(ctx, prefix)(yield)
	}
}

// world is a store with processes that save and collect at the same time.
type world struct {
	t      *testing.T
	random *rand.Rand
	store  *mem.Store
	all    []*bag.Bag

	mu    sync.Mutex
	saved map[string]*bag.Bag
	seen  *counts
}

// counts prove that the schedules hold what they are about.
type counts struct{ saved, cases, resumed, killed, condemned, removed int }

// process runs work, which may be killed, and may be slow.
func (w *world) process(group *sync.WaitGroup, work func(*mortal) error) {
	m := &mortal{Store: w.store, random: rand.New(rand.NewPCG(w.random.Uint64(), 0)), slow: 30 * time.Minute, left: 1 << 30}
	if w.random.IntN(3) == 0 {
		m.slow = time.Second
	}
	if w.random.IntN(3) == 0 {
		m.left = w.random.IntN(40)
	}
	if w.random.IntN(3) == 0 {
		m.sleep = w.random.IntN(20)
	}
	late := time.Duration(w.random.Int64N(int64(6 * time.Hour)))
	group.Go(func() {
		time.Sleep(late)
		err := work(m)
		w.mu.Lock()
		defer w.mu.Unlock()
		switch {
		case m.left <= 0: // whatever it had to say
			w.seen.killed++
		case errors.Is(err, repository.ErrCondemned):
			w.seen.condemned++
		case err != nil:
			w.t.Errorf("%v", err)
		}
	})
}

func (w *world) save(m *mortal, b *bag.Bag) error {
	m.saves = true
	err := repository.Save(context.Background(), m, b)
	if err == nil {
		w.mu.Lock()
		defer w.mu.Unlock()
		w.saved[b.ID()] = b
		w.seen.saved++
		w.seen.resumed += m.signs
	}
	return err
}

// saveCase saves a case with an attachment that may be a paper of a package, too.
func (w *world) saveCase(m *mortal, n int) error {
	m.saves = true
	err := repository.SaveCase(context.Background(), m, caseWith("case-001", "例示", "a", "b"), folder{"a": strconv.Itoa(n % 3), "b": "attachment " + strconv.Itoa(n)}.open)
	if err == nil {
		w.mu.Lock()
		defer w.mu.Unlock()
		w.seen.cases++
		w.seen.resumed += m.signs
	}
	return err
}

func (w *world) collect(m storage.Remover, skew time.Duration) error {
	done, err := repository.Collect(context.Background(), m, time.Now().Add(skew))
	w.mu.Lock()
	defer w.mu.Unlock()
	w.seen.removed += done.Removed
	return err
}

// round runs some Saves and, one after the other, some Collects to their ends.
func (w *world) round() {
	var group sync.WaitGroup
	for range w.random.IntN(4) {
		b := w.all[w.random.IntN(len(w.all))]
		w.process(&group, func(m *mortal) error { return w.save(m, b) })
	}
	for range w.random.IntN(3) {
		n := w.random.IntN(6)
		w.process(&group, func(m *mortal) error { return w.saveCase(m, n) })
	}
	skew := time.Duration(w.random.Int64N(int64(2*time.Hour))) - time.Hour
	collects := w.random.IntN(6)
	w.process(&group, func(m *mortal) error {
		for n := range collects {
			time.Sleep(time.Duration(n) * 26 * time.Hour)
			if err := w.collect(m, skew); err != nil {
				return err
			}
		}
		return nil
	})
	group.Wait()
	waits := []time.Duration{0, time.Hour, 20 * time.Hour, 24 * time.Hour, 8 * 24 * time.Hour, 30 * 24 * time.Hour}
	time.Sleep(waits[w.random.IntN(len(waits))])
}

// check fails the test unless every package that was saved is there, and every package and
// case that is there has all it needs.
func (w *world) check(seed int) {
	ctx := context.Background()
	var ids []string
	for id, err := range repository.Packages(ctx, w.store) {
		if err != nil {
			w.t.Fatal(err)
		}
		ids = append(ids, id)
		b, err := repository.Load(ctx, w.store, id)
		if err != nil {
			w.t.Fatalf("schedule %d: %v", seed, err)
		}
		for _, e := range b.Entries() {
			r, err := e.Open(ctx)
			if err != nil {
				w.t.Fatalf("schedule %d: %s: %s: %v", seed, id, e.Path, err)
			}
			if err := r.Close(); err != nil {
				w.t.Fatal(err)
			}
		}
	}
	for id := range w.saved {
		if !slices.Contains(ids, id) {
			w.t.Fatalf("schedule %d: %s was saved and is gone", seed, id)
		}
	}
	for _, key := range w.attached() {
		if _, err := w.store.Stat(ctx, key); err != nil {
			w.t.Fatalf("schedule %d: an attachment is gone: %v", seed, err)
		}
	}
}

// attached are the attachments that any list of a case names.
func (w *world) attached() []string {
	var keys []string
	for o := range w.store.List(context.Background(), "cases/") {
		if !strings.HasSuffix(o.Key, ".json") {
			continue
		}
		r, err := w.store.Open(context.Background(), o.Key)
		if err != nil {
			w.t.Fatal(err)
		}
		var list struct{ Attachments []struct{ SHA256 string } }
		if err := json.NewDecoder(r).Decode(&list); err != nil {
			w.t.Fatal(err)
		}
		for _, a := range list.Attachments {
			keys = append(keys, "blobs/sha256/"+a.SHA256[:2]+"/"+a.SHA256[2:4]+"/"+a.SHA256)
		}
	}
	return keys
}

// clean fails the test if anything is left but packages and cases.
func (w *world) clean(seed int) {
	for range 4 {
		time.Sleep(8 * 24 * time.Hour)
		if err := w.collect(w.store, 0); err != nil {
			w.t.Fatalf("schedule %d: %v", seed, err)
		}
	}
	w.check(seed)
	fresh := new(mem.Store)
	for _, b := range w.all {
		if there(w.t, w.store, b) {
			save(w.t, fresh, b)
		}
	}
	want, got := w.attached(), []string(nil)
	for o := range fresh.List(context.Background(), "") {
		want = append(want, o.Key)
	}
	for o := range w.store.List(context.Background(), "cases/") {
		want = append(want, o.Key)
	}
	slices.Sort(want)
	want = slices.Compact(want)
	for o := range w.store.List(context.Background(), "") {
		got = append(got, o.Key)
	}
	if !slices.Equal(want, got) {
		w.t.Fatalf("schedule %d: %d objects are left, %d are needed: %s", seed, len(got), len(want), strings.Join(got, " "))
	}
}

// leave gives the world what a Save has left that was killed, condemned for more than a day.
func (w *world) leave(b *bag.Bag) {
	m := &mortal{Store: w.store, random: w.random, slow: time.Second, left: 1 + w.random.IntN(12)}
	if err := w.save(m, b); !errors.Is(err, errKilled) {
		w.t.Fatalf("%v; want a Save that is killed", err)
	}
	for range 2 {
		time.Sleep(8 * 24 * time.Hour)
		if err := w.collect(w.store, 0); err != nil {
			w.t.Fatal(err)
		}
		if w.random.IntN(2) == 0 {
			break // it is condemned, and not yet taken away
		}
	}
	time.Sleep(25 * time.Hour)
}

// TestCollectMeetsSave lets Saves and a Collect need and take away the same leftovers at the
// same time, call by call among each other.
func TestCollectMeetsSave(t *testing.T) {
	all := []*bag.Bag{numberedFew(t, 0), numberedFew(t, 3)}
	var seen counts
	for seed := range times(t, "YOSHIKI_SCHEDULES", 300) {
		synctest.Test(t, func(t *testing.T) {
			w := &world{t: t, random: rand.New(rand.NewPCG(uint64(seed), 2)), store: new(mem.Store), all: all, saved: map[string]*bag.Bag{}, seen: &seen}
			w.leave(all[0])
			var group sync.WaitGroup
			for range 1 + w.random.IntN(2) {
				b := all[w.random.IntN(2)]
				w.process(&group, func(m *mortal) error { return w.save(m, b) })
			}
			w.process(&group, func(m *mortal) error { return w.saveCase(m, 0) })
			w.process(&group, func(m *mortal) error { return w.collect(m, 0) })
			group.Wait()
			w.check(seed)
			w.clean(seed)
		})
	}
	t.Logf("%+v", seen)
	if seen.resumed == 0 || seen.condemned == 0 || seen.removed == 0 {
		t.Errorf("the schedules do not hold all that they are about: %+v", seen)
	}
}

// TestCollectRaces runs processes that save, collect and die, call by call among each
// other, over weeks: what was saved is whole for ever, and nothing else stays.
func TestCollectRaces(t *testing.T) {
	var all []*bag.Bag
	for n := range 6 {
		all = append(all, numberedFew(t, n))
	}
	var seen counts
	for seed := range times(t, "YOSHIKI_SCHEDULES", 100) {
		synctest.Test(t, func(t *testing.T) {
			w := &world{t: t, random: rand.New(rand.NewPCG(uint64(seed), 1)), store: new(mem.Store), all: all, saved: map[string]*bag.Bag{}, seen: &seen}
			for range 10 {
				w.round()
				w.check(seed)
			}
			w.clean(seed)
		})
	}
	t.Logf("%+v", seen)
	if seen.saved == 0 || seen.cases == 0 || seen.resumed == 0 || seen.killed == 0 || seen.condemned == 0 || seen.removed == 0 {
		t.Errorf("the schedules do not hold all that they are about: %+v", seen)
	}
}
