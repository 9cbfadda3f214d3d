package repository_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"strings"
	"sync"
	"testing"

	"yoshiki/forms/casefile"
	"yoshiki/package/bag"
	"yoshiki/package/repository"
	"yoshiki/storage"
	"yoshiki/storage/mem"
)

// folder holds the attachments of a case, by path.
type folder map[string]string

func (f folder) open(path string) (bag.Source, error) {
	data, ok := f[path]
	if !ok {
		return bag.Source{}, fs.ErrNotExist
	}
	return bag.Bytes([]byte(data)), nil
}

// caseWith is a case that names attachments.
func caseWith(id casefile.CaseID, name string, attached ...string) *casefile.Case {
	c := &casefile.Case{ID: id}
	c.Applicant.Name = casefile.Text(name)
	for _, path := range attached {
		c.Attachments = append(c.Attachments, casefile.Attachment{File: casefile.Text(path)})
	}
	return c
}

func encode(t testing.TB, c *casefile.Case) []byte {
	t.Helper()
	data, err := casefile.Encode(c)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func saveCase(t testing.TB, store storage.Store, c *casefile.Case, f folder) {
	t.Helper()
	if err := repository.SaveCase(context.Background(), store, c, f.open); err != nil {
		t.Fatal(err)
	}
}

// keeps fails the test unless the newest version is this case with these attachments.
func keeps(t testing.TB, store storage.Store, c *casefile.Case, f folder) {
	t.Helper()
	got, err := repository.LoadCase(context.Background(), store, c.ID)
	if err != nil || !bytes.Equal(got.Data, encode(t, c)) {
		t.Fatalf("%v: %+v", err, got)
	}
	for path, want := range f {
		source, err := got.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		r, err := source.Open(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err := errors.Join(err, r.Close()); err != nil || string(data) != want || source.Size != int64(len(want)) {
			t.Errorf("%s: %v: %q", path, err, data)
		}
	}
	if _, err := got.Open("missing"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%v; want fs.ErrNotExist", err)
	}
}

func listed(store storage.Store, prefix string) string {
	var keys []string
	for o := range store.List(context.Background(), prefix) {
		keys = append(keys, strings.TrimPrefix(o.Key, prefix))
	}
	return strings.Join(keys, " ")
}

// TestSaveCase: a case has a version for each change of it or of an attachment, the newest
// is given, and many who save the same make one version.
func TestSaveCase(t *testing.T) {
	for name, store := range map[string]storage.Store{"mem": new(mem.Store), "dir": openDir(t, t.TempDir())} {
		if _, err := repository.LoadCase(context.Background(), store, "case-001"); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: %v; want fs.ErrNotExist", name, err)
		}
		c := caseWith("case-001", "例示", "a.pdf", "添付/b.pdf", "a.pdf")
		want := ""
		for i, f := range []folder{{"a.pdf": "1", "添付/b.pdf": "2"}, {"a.pdf": "1", "添付/b.pdf": "3"}, {"a.pdf": "1"}, {}} {
			var wg sync.WaitGroup
			for range 8 {
				wg.Go(func() { saveCase(t, store, c, f) })
			}
			wg.Wait()
			keeps(t, store, c, f)
			want += fmt.Sprintf("v%04d.json v%04d.yaml ", i+1, i+1)
			if got := listed(store, "cases/case-001/"); got+" " != want {
				t.Errorf("%s: %s; want %s", name, got, want)
			}
		}
	}
}

// TestHoldCase: who wants a case to be found puts aside neither a later change of it nor a file
// that it does not name.
func TestHoldCase(t *testing.T) {
	store := new(mem.Store)
	hold := func(c *casefile.Case, f folder) {
		t.Helper()
		if err := repository.HoldCase(t.Context(), store, c, f.open); err != nil {
			t.Fatal(err)
		}
	}
	early, late := caseWith("case-001", "早", "a.pdf"), caseWith("case-001", "遅", "a.pdf")
	hold(early, folder{"a.pdf": "1"})
	keeps(t, store, early, folder{"a.pdf": "1"})
	was, err := repository.LoadCase(t.Context(), store, "case-001")
	if err == nil {
		err = repository.AttachTo(t.Context(), store, was, "case-001", "b.pdf", storage.ContentOf([]byte("2")), bag.Bytes([]byte("2")))
	}
	if err != nil {
		t.Fatal(err)
	}
	hold(early, folder{"a.pdf": "1"})
	keeps(t, store, early, folder{"a.pdf": "1", "b.pdf": "2"})
	saveCase(t, store, late, folder{"a.pdf": "1"})
	hold(early, folder{"a.pdf": "1"})
	keeps(t, store, late, folder{"a.pdf": "1"})
	hold(early, folder{"a.pdf": "another"})
	keeps(t, store, early, folder{"a.pdf": "another"})
}

// TestCaseOf: a package finds the version that it was made from.
func TestCaseOf(t *testing.T) {
	store := new(mem.Store)
	in := info()
	for _, name := range []string{"1", "2", "3"} {
		saveCase(t, store, caseWith("case-001", name, "a.pdf"), folder{"a.pdf": name})
	}
	old := []byte("of an older program")
	if err := store.Put(context.Background(), "cases/case-001/v0004.yaml", storage.ContentOf(old), bytes.NewReader(old)); err != nil {
		t.Fatal(err)
	}
	for _, want := range [][]byte{encode(t, caseWith("case-001", "2", "a.pdf")), old} {
		in.Case.SHA256 = storage.ContentOf(want).Digest()
		got, err := repository.CaseOf(context.Background(), store, seal(t, in, few()))
		if err != nil || !bytes.Equal(got.Data, want) {
			t.Errorf("%v: %+v", err, got)
		}
	}
	if _, err := repository.CaseOf(context.Background(), store, seal(t, info(), few())); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%v; want fs.ErrNotExist", err)
	}
}

// counting counts the calls of a store.
type counting struct {
	storage.Store
	mu    sync.Mutex
	calls map[string]int
}

func (c *counting) count(call string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.calls[call]++
}

func (c *counting) Put(ctx context.Context, key string, want storage.Content, r io.Reader) error {
	c.count("put")
	return c.Store.Put(ctx, key, want, r)
}

func (c *counting) Open(ctx context.Context, key string) (io.ReadCloser, error) {
	c.count("open")
	return c.Store.Open(ctx, key)
}

func (c *counting) Stat(ctx context.Context, key string) (int64, error) {
	c.count("stat")
	return c.Store.Stat(ctx, key)
}

func (c *counting) List(ctx context.Context, prefix string) iter.Seq2[storage.Object, error] {
	c.count("list")
	return c.Store.List(ctx, prefix)
}

// TestSaveCaseRequests: the hundredth version costs as much as the second, and one that has
// not changed next to nothing.
func TestSaveCaseRequests(t *testing.T) {
	store := new(mem.Store)
	f := folder{"a.pdf": "a", "b.pdf": "b"}
	for n := range 100 {
		for changed, want := range []string{"map[list:1 open:1]", "map[list:2 open:1 put:4 stat:2]"} {
			c := &counting{Store: store, calls: map[string]int{}}
			saveCase(t, c, caseWith("case-001", fmt.Sprint(n+changed), "a.pdf", "b.pdf"), f)
			if got := fmt.Sprint(c.calls); got != want && n > 0 {
				t.Errorf("version %d: %s; want %s", n+1+changed, got, want)
			}
		}
	}
}

// TestCaseSavers: of many who save different cases under one id, each gets a version, with
// two requests for each other that is faster.
func TestCaseSavers(t *testing.T) {
	const savers = 16
	c := &counting{Store: openDir(t, t.TempDir()), calls: map[string]int{}}
	var wg sync.WaitGroup
	for n := range savers {
		wg.Go(func() {
			name := fmt.Sprint(n)
			saveCase(t, c, caseWith("case-001", name, "a.pdf"), folder{"a.pdf": name})
		})
	}
	wg.Wait()
	versions := strings.Count(listed(c.Store, "cases/case-001/"), ".yaml")
	if most := savers * (2 + 2*savers); versions != savers || c.calls["put"] > most || c.calls["list"] != 2*savers {
		t.Errorf("%d versions, %v", versions, c.calls)
	}
	if _, flaws := scrub(t, c.Store, repository.Share{}); len(flaws) > 0 {
		t.Errorf("%+v", flaws)
	}
}

// TestEveryCaseCallFails: whichever call fails, with its effect or without, the case is not
// there or is whole, and a repetition makes it the newest without another version.
func TestEveryCaseCallFails(t *testing.T) {
	old, c, f := caseWith("case-001", "old"), caseWith("case-001", "new", "a.pdf"), folder{"a.pdf": "a"}
	for _, mode := range []struct{ forEver, after bool }{{false, false}, {false, true}, {true, false}, {true, true}} {
		for at := int32(1); ; at++ {
			store := new(mem.Store)
			saveCase(t, store, old, nil)
			broken := &faulty{Store: store, at: at, forEver: mode.forEver, after: mode.after}
			err := repository.SaveCase(context.Background(), broken, c, f.open)
			if !broken.happened.Load() {
				if at < 5 {
					t.Errorf("%+v: only %d calls", mode, at)
				}
				break
			}
			if got, loadErr := repository.LoadCase(context.Background(), store, c.ID); loadErr != nil || err == nil && !bytes.Equal(got.Data, encode(t, c)) {
				t.Errorf("call %d of %+v: save %v, load %v", at, mode, err, loadErr)
			}
			saveCase(t, store, c, f)
			keeps(t, store, c, f)
			if got := listed(store, "cases/"); !strings.HasSuffix(got, "/v0002.yaml") {
				t.Errorf("call %d of %+v: %s", at, mode, got)
			}
		}
	}
}

// TestScrubCase: every change of every object of a case is found.
func TestScrubCase(t *testing.T) {
	store := new(mem.Store)
	saveCase(t, store, caseWith("case-001", "例示", "a.pdf"), folder{"a.pdf": "a"})
	if done, flaws := scrub(t, store, repository.Share{}); done.Cases != 1 || len(flaws) > 0 {
		t.Errorf("%+v, %+v", done, flaws)
	}
	for o := range store.List(context.Background(), "") {
		for _, data := range [][]byte{nil, []byte("{}"), []byte("id: x\n")} {
			lost := data == nil && strings.HasPrefix(o.Key, "cases/") // as if it had never been there
			if _, flaws := scrub(t, edited{store, o.Key, data}, repository.Share{}); len(flaws) == 0 && !lost {
				t.Errorf("%s: %q is not found", o.Key, data)
			}
		}
	}
}
