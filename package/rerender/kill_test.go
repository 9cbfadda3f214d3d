package rerender_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"yoshiki/forms/casefile"
	bundle "yoshiki/package"
	"yoshiki/package/repository"
	"yoshiki/package/rerender"
	"yoshiki/package/vet/vettest"
	"yoshiki/storage"
	"yoshiki/storage/dir"
)

const (
	oldText casefile.Date = "2023-07-03"
	newText casefile.Date = "2023-11-10"
)

// fill stores small packages by the older text: every third is of a paper that the newer text
// does not change.
func fill(t testing.TB, store storage.Store, n int) {
	t.Helper()
	catalog, err := before(oldText).Open("ismap-liu", oldText)
	if err != nil {
		t.Fatal(err)
	}
	err = storage.Each(t.Context(), n, func(ctx context.Context, i int) error {
		text := fmt.Sprintf("id: case-%05d\nprogram: ismap-liu\nrevision: %s\napplicant: {name: 例示クラウド%d株式会社}\n", i, oldText, i%100)
		kind := "registration"
		if i%3 == 2 {
			kind, text = "withdrawal", text+"service: {name: サービス}\nwithdrawal: {date: 2026-05-01, reason: 提供の終了}\n"
		} else {
			text += "application: {date: 2026-04-15}\nrepresentation: {date: 2026-04-01}\n"
		}
		file, found := reader.Decode("case.yaml", []byte(text), nil)
		if casefile.Failed(found) {
			return fmt.Errorf("%v", found)
		}
		built, err := bundle.Build(ctx, printer(), bundle.Order{Catalog: catalog, File: file, Kind: kind, Formats: []string{"pdf"}, Draft: true, Generator: generator, Vet: vettest.Child()})
		if err == nil {
			err = repository.SaveCase(ctx, store, file.Case, nil)
		}
		if err == nil {
			err = repository.Save(ctx, store, built.Bag)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// worker is a process that works on a share of a batch until it is killed.
func worker(args []string) {
	store, err := dir.Open(args[0])
	if err == nil {
		var share rerender.Share
		_, err = fmt.Sscanf(args[1], "%d/%d", &share.Part, &share.Of)
		if err == nil {
			err = workOn(store, share)
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func workOn(store storage.Store, share rerender.Share) error {
	b, err := rerender.Begin(context.Background(), mover(store, newText))
	if err != nil {
		return err
	}
	r := &rerender.Runner{Batch: b, Share: share, Workers: 1, Pause: wait}
	if poison := os.Getenv("YOSHIKI_TEST_POISON"); poison != "" {
		r.Store, r.Pause = &poisoned{store, poison}, pause
	}
	return r.Run(context.Background())
}

// poisoned is a store of which one package takes the process down that reads it.
type poisoned struct {
	storage.Store
	name string
}

func (p *poisoned) Open(ctx context.Context, key string) (io.ReadCloser, error) {
	if strings.Contains(key, p.name) && strings.HasSuffix(key, "/COMMIT") {
		os.Exit(137)
	}
	return p.Store.Open(ctx, key)
}

func started(t *testing.T, root string, part, of int, env ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self, runChild, root, fmt.Sprintf("%d/%d", part, of))
	cmd.Env, cmd.Stderr = append(os.Environ(), env...), os.Stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return cmd
}

func stored(t *testing.T, n int) (root, reference string) {
	t.Helper()
	root, reference = filepath.Join(t.TempDir(), "a"), filepath.Join(t.TempDir(), "b")
	store, err := dir.Create(root)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	fill(t, store, n)
	if err := os.CopyFS(reference, os.DirFS(root)); err != nil {
		t.Fatal(err)
	}
	return root, reference
}

// TestKilled: whatever is killed, and whenever, the packages and what is said of them are byte
// for byte those of a run that nobody disturbs, and hardly anything is done twice.
func TestKilled(t *testing.T) {
	n, kills := 40, 4
	if os.Getenv("YOSHIKI_LONG") != "" {
		n, kills = 5000, 20
	}
	root, reference := stored(t, n)
	killAll(t, root, kills, n/(2*kills))
	begun := time.Now()
	quiet, err := dir.Open(reference)
	if err != nil {
		t.Fatal(err)
	}
	defer quiet.Close()
	run(t, mover(quiet, newText))
	t.Logf("undisturbed: %d packages, %.1f a second", n, float64(n)/time.Since(begun).Seconds())
	disturbed, err := dir.Open(root)
	if err != nil {
		t.Fatal(err)
	}
	defer disturbed.Close()
	tries := sameStores(t, quiet, disturbed)
	left := 0
	for key := range objects(t, quiet) {
		if strings.Contains(key, "/results/") {
			left++
		}
	}
	t.Logf("%d packages, %d kills: %d of %d groups begun again", n, kills, tries-left, left)
	// Begun again is what was killed, by two at the end, and what one saw the other at, once in a life.
	if tries < left || tries-left > 2*kills+(2+kills) {
		t.Errorf("%d tries of %d groups", tries, left)
	}
}

// killAll has two processes work on a store, kills one or the other at random while groups are
// still begun, after so many at most, and starts it anew.
func killAll(t *testing.T, root string, kills, most int) {
	t.Helper()
	r := rand.New(rand.NewPCG(14, 4))
	var cmds [2]*exec.Cmd
	for i := range cmds {
		cmds[i] = started(t, root, i, 2)
	}
	for range kills {
		until := begun(t, root) + 1 + r.IntN(most)
		for tick := 0; tick < 60_000 && begun(t, root) < until && !over(root); tick++ {
			time.Sleep(5 * time.Millisecond)
		}
		i := r.IntN(len(cmds))
		_ = cmds[i].Process.Kill()
		_ = cmds[i].Wait()
		cmds[i] = started(t, root, i, 2)
	}
	for _, cmd := range cmds {
		if err := cmd.Wait(); err != nil {
			t.Error(err)
		}
	}
}

// begun is how many groups somebody set about.
func begun(t *testing.T, root string) int {
	t.Helper()
	groups, err := filepath.Glob(filepath.Join(root, "rerender/000001/tries/*"))
	if err != nil {
		t.Fatal(err)
	}
	return len(groups)
}

// over says whether the batch is done.
func over(root string) bool {
	_, err := os.Stat(filepath.Join(root, "rerender/000001/DONE"))
	return err == nil
}

// objects are the keys of a store, tries left out.
func objects(t *testing.T, store storage.Store) map[string]int64 {
	t.Helper()
	all := map[string]int64{}
	for o, err := range store.List(t.Context(), "") {
		if err != nil {
			t.Fatal(err)
		}
		all[o.Key] = o.Size
	}
	return all
}

// sameStores compares two stores byte for byte, but tries, whose number in the other it gives.
func sameStores(t *testing.T, want, got storage.Store) (tries int) {
	t.Helper()
	is, was := objects(t, got), objects(t, want)
	for key := range is {
		if strings.Contains(key, "/tries/") {
			tries++
		} else if _, ok := was[key]; !ok {
			t.Errorf("%s is too much", key)
		}
	}
	for key := range was {
		if !strings.Contains(key, "/tries/") && !bytes.Equal(content(t, want, key), content(t, got, key)) {
			t.Errorf("%s differs", key)
		}
	}
	return tries
}

func content(t *testing.T, store storage.Store, key string) []byte {
	t.Helper()
	r, err := store.Open(t.Context(), key)
	if err != nil {
		t.Errorf("%s: %v", key, err)
		return nil
	}
	defer r.Close()
	data, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestPoison: what takes every process down that sets about it is set aside, and nothing else.
func TestPoison(t *testing.T) {
	root, _ := stored(t, 8)
	died := 0
	for ; died < 10; died++ {
		if started(t, root, 0, 1, "YOSHIKI_TEST_POISON=case-00004").Wait() == nil {
			break
		}
	}
	store, err := dir.Open(root)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	b, err := rerender.Last(t.Context(), mover(store, newText))
	if err != nil {
		t.Fatal(err)
	}
	status, err := b.Status(t.Context())
	if err != nil || died != 3 || !status.Finished || status.Count[rerender.Failed] != 1 || status.Count[rerender.Edition] != 5 {
		t.Errorf("%d died: %+v %v", died, status, err)
	}
}

// broken is a store that fails now and then, and for a while at all.
type broken struct {
	storage.Store
	mu   sync.Mutex
	rand *rand.Rand
	away int // calls that are still to fail
}

func (b *broken) fails() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.away > 0 {
		b.away--
		return io.ErrUnexpectedEOF
	}
	if b.rand.IntN(200) == 0 {
		b.away = b.rand.IntN(4)
		return io.ErrUnexpectedEOF
	}
	return nil
}

func (b *broken) Put(ctx context.Context, key string, want storage.Content, r io.Reader) error {
	if err := b.fails(); err != nil {
		return err
	}
	return b.Store.Put(ctx, key, want, r)
}

func (b *broken) Open(ctx context.Context, key string) (io.ReadCloser, error) {
	if err := b.fails(); err != nil {
		return nil, err
	}
	return b.Store.Open(ctx, key)
}

// TestStoreAway: a store that fails is asked again, and nothing is called a failure for it; one
// that stays away ends the run, which goes on when it is back.
func TestStoreAway(t *testing.T) {
	root, reference := stored(t, 24)
	quiet, err := dir.Open(reference)
	if err != nil {
		t.Fatal(err)
	}
	defer quiet.Close()
	run(t, mover(quiet, newText))
	store, err := dir.Open(root)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	flaky := &broken{Store: store, rand: rand.New(rand.NewPCG(14, 30)), away: 0}
	b, err := rerender.Begin(t.Context(), mover(flaky, newText))
	if err != nil {
		t.Fatal(err)
	}
	flaky.away = 1 << 20
	if err := (&rerender.Runner{Batch: b, Workers: 2, Pause: pause}).Run(t.Context()); err == nil {
		t.Error("a run without a store")
	}
	flaky.away = 0
	if err := (&rerender.Runner{Batch: b, Workers: 2, Pause: pause}).Run(t.Context()); err != nil {
		t.Error(err)
	}
	sameStores(t, quiet, store)
}
