package repository_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"

	"yoshiki/package/bag"
	"yoshiki/package/manifest"
	"yoshiki/package/repository"
	"yoshiki/storage"
	"yoshiki/storage/dir"
	"yoshiki/storage/mem"
)

func save(t testing.TB, store storage.Store, b *bag.Bag) {
	t.Helper()
	if err := repository.Save(context.Background(), store, b); err != nil {
		t.Fatal(err)
	}
}

// whole fails the test unless the store has the package, complete and unchanged.
func whole(t testing.TB, store storage.Store, b *bag.Bag) {
	t.Helper()
	r, err := repository.Verify(context.Background(), store, b.ID())
	if err != nil || len(r.Faults) > 0 {
		t.Fatalf("%+v, %v", r, err)
	}
	loaded, err := repository.Load(context.Background(), store, b.ID())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(b.Manifest(), loaded.Manifest()); diff != "" {
		t.Fatal(diff)
	}
	if !bytes.Equal(zipOf(t, b), zipOf(t, loaded)) {
		t.Fatal("the loaded package gives another zip")
	}
}

func openDir(t testing.TB, name string) storage.Store {
	t.Helper()
	s, err := dir.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func TestSave(t *testing.T) {
	for name, store := range map[string]storage.Store{"mem": new(mem.Store), "dir": openDir(t, filepath.Join(t.TempDir(), "store"))} {
		t.Run(name, func(t *testing.T) {
			b := seal(t, info(), files())
			for range 2 {
				save(t, store, b)
				whole(t, store, b)
			}
			other := info()
			other.Case.ID = "case-002"
			second := seal(t, other, files())
			save(t, store, second)
			var ids []string
			for id, err := range repository.Packages(context.Background(), store) {
				if err != nil {
					t.Fatal(err)
				}
				ids = append(ids, id)
			}
			if diff := cmp.Diff([]string{b.ID(), second.ID()}, ids); diff != "" {
				t.Error(diff)
			}
			blobs := 0
			for range store.List(context.Background(), "blobs/") {
				blobs++
			}
			if blobs != 7 { // the two packages share all papers, and two papers are the same
				t.Errorf("%d blobs", blobs)
			}
		})
	}
}

// TestTwoVersions: two versions of the program that make the same papers make the same
// package; of the two, the first to store anything of it is named.
func TestTwoVersions(t *testing.T) {
	in := info()
	first := seal(t, in, few())
	in.Generator.Version = "1.0.1-longer"
	second := seal(t, in, few())
	if first.ID() != second.ID() || first.TagDigest() != second.TagDigest() {
		t.Errorf("%s and %s", first.ID(), second.ID())
	}
	for at := int32(1); at < 20; at++ {
		store := new(mem.Store)
		_ = repository.Save(context.Background(), &faulty{Store: store, at: at, forEver: true}, first)
		_, err := store.Stat(context.Background(), "packages/"+first.ID()+"/v0001/"+manifest.Software)
		save(t, store, second)
		save(t, store, first)
		want := second
		if err == nil {
			want = first
		}
		whole(t, store, want)
	}
}

func TestConflict(t *testing.T) {
	ctx := context.Background()
	b := seal(t, info(), files())
	put := func(store storage.Store, name, data string) {
		key := "packages/" + b.ID() + "/v0001/" + name
		if err := store.Put(ctx, key, storage.ContentOf([]byte(data)), strings.NewReader(data)); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"COMMIT", "bagit.txt", "meta/manifest.json", "tagmanifest-sha256.txt"} {
		store := new(mem.Store)
		put(store, name, "of another package")
		if err := repository.Save(ctx, store, b); !errors.Is(err, repository.ErrConflict) || !strings.Contains(err.Error(), b.ID()) {
			t.Errorf("%s: %v; want ErrConflict", name, err)
		}
	}
}

// TestDamagedBlob: a paper that the store has with another length is not taken for ours.
func TestDamagedBlob(t *testing.T) {
	store := new(mem.Store)
	b := seal(t, info(), files())
	save(t, store, b)
	other := info()
	other.Case.ID = "case-002"
	for o := range store.List(context.Background(), "blobs/") {
		damaged := edited{store, o.Key, []byte("damaged")}
		if err := repository.Save(context.Background(), damaged, seal(t, other, files())); !errors.Is(err, storage.ErrMismatch) {
			t.Errorf("%s: %v; want ErrMismatch", o.Key, err)
		}
	}
}

// faulty fails one call, or every call from it on, before or after its effect.
type faulty struct {
	storage.Store
	calls    atomic.Int32
	at       int32
	forEver  bool
	after    bool
	happened atomic.Bool
}

var errDown = errors.New("the store is down")

// call runs do, unless it is its turn to fail.
func (f *faulty) call(do func() error) error {
	n := f.calls.Add(1)
	if n < f.at || n > f.at && !f.forEver {
		return do()
	}
	f.happened.Store(true)
	if n == f.at && f.after {
		return errors.Join(errDown, do())
	}
	return errDown
}

func (f *faulty) Put(ctx context.Context, key string, want storage.Content, r io.Reader) error {
	err := f.call(func() error { return f.Store.Put(ctx, key, want, r) })
	if errors.Is(err, errDown) {
		return errDown // nobody learns how it went
	}
	return err
}

func (f *faulty) Open(ctx context.Context, key string) (r io.ReadCloser, err error) {
	err = f.call(func() error { r, err = f.Store.Open(ctx, key); return err })
	return r, err
}

func (f *faulty) Stat(ctx context.Context, key string) (n int64, err error) {
	err = f.call(func() error { n, err = f.Store.Stat(ctx, key); return err })
	return n, err
}

func (f *faulty) List(ctx context.Context, prefix string) iter.Seq2[storage.Object, error] {
	return f.Store.List(ctx, prefix)
}

// TestEveryCallFails: whichever call fails, once or from there on, with its effect or
// without, the package is not there or is whole, and a repetition succeeds.
func TestEveryCallFails(t *testing.T) {
	b := seal(t, info(), files())
	for _, mode := range []struct{ forEver, after bool }{{false, false}, {false, true}, {true, false}, {true, true}} {
		failed := 0
		for at := int32(1); ; at++ {
			store := new(mem.Store)
			f := &faulty{Store: store, at: at, forEver: mode.forEver, after: mode.after}
			err := repository.Save(context.Background(), f, b)
			if !f.happened.Load() {
				break
			}
			if err != nil {
				failed++
			}
			_, loadErr := repository.Load(context.Background(), store, b.ID())
			switch {
			case loadErr == nil:
				whole(t, store, b)
				if err != nil && !mode.after {
					t.Errorf("call %d of %+v: saved in spite of %v", at, mode, err)
				}
			case err == nil || !errors.Is(loadErr, fs.ErrNotExist):
				t.Errorf("call %d of %+v: save %v, load %v", at, mode, err, loadErr)
			}
			save(t, store, b)
			whole(t, store, b)
		}
		if failed < 15 {
			t.Errorf("%+v: only %d calls failed", mode, failed)
		}
	}
}

// TestSavers: many savers of one package and of others with the same papers.
func TestSavers(t *testing.T) {
	store := openDir(t, t.TempDir())
	var all []*bag.Bag
	for _, id := range []string{"a", "b"} {
		in := info()
		in.Case.ID = id
		all = append(all, seal(t, in, files()))
	}
	var wg sync.WaitGroup
	for i := range 16 {
		wg.Go(func() {
			if err := repository.Save(context.Background(), store, all[i%2]); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	for _, b := range all {
		whole(t, store, b)
	}
}

func TestLoadRefuses(t *testing.T) {
	store := new(mem.Store)
	b := seal(t, info(), files())
	save(t, store, b)
	for id, want := range map[string]error{
		"pkg-missing": fs.ErrNotExist, "": fs.ErrInvalid, "..": fs.ErrInvalid, b.ID() + "/v0001": fs.ErrInvalid, "../" + b.ID(): fs.ErrInvalid,
	} {
		if _, err := repository.Load(context.Background(), store, id); !errors.Is(err, want) {
			t.Errorf("load %q: %v; want %v", id, err, want)
		}
		if _, err := repository.Verify(context.Background(), store, id); !errors.Is(err, want) {
			t.Errorf("verify %q: %v; want %v", id, err, want)
		}
	}
}

// edited is a store in which one object has other bytes, or is gone if they are nil.
type edited struct {
	storage.Store
	key  string
	data []byte
}

func (e edited) Open(ctx context.Context, key string) (io.ReadCloser, error) {
	if key != e.key {
		return e.Store.Open(ctx, key)
	}
	if e.data == nil {
		return nil, fs.ErrNotExist
	}
	return io.NopCloser(bytes.NewReader(e.data)), nil
}

func (e edited) Stat(ctx context.Context, key string) (int64, error) {
	if key != e.key {
		return e.Store.Stat(ctx, key)
	}
	if e.data == nil {
		return 0, fs.ErrNotExist
	}
	return int64(len(e.data)), nil
}

func (e edited) List(ctx context.Context, prefix string) iter.Seq2[storage.Object, error] {
	return func(yield func(storage.Object, error) bool) {
		for o, err := range e.Store.List(ctx, prefix) {
			if o.Key == e.key {
				if e.data == nil {
					continue
				}
				o.Size = int64(len(e.data))
			}
			if !yield(o, err) {
				return
			}
		}
	}
}

// TestDamage: a change of any object of a stored package is found, and never exported.
func TestDamage(t *testing.T) {
	ctx := context.Background()
	store := new(mem.Store)
	b := seal(t, info(), files())
	save(t, store, b)
	for _, o := range vouched(store) {
		r, err := store.Open(ctx, o.Key)
		if err != nil {
			t.Fatal(err)
		}
		good, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		changes := map[string][]byte{"gone": nil, "longer": append(slices.Clone(good), '\n')}
		if len(good) > 0 {
			flipped := slices.Clone(good)
			flipped[len(good)/2] ^= 1
			changes["flipped"], changes["cut"] = flipped, good[:len(good)-1]
		}
		for name, data := range changes {
			damaged := edited{store, o.Key, data}
			report, err := repository.Verify(ctx, damaged, b.ID())
			if name == "gone" && strings.HasSuffix(o.Key, "COMMIT") {
				if !errors.Is(err, fs.ErrNotExist) {
					t.Errorf("no COMMIT: %v", err)
				}
			} else if err != nil || len(report.Faults) == 0 {
				t.Errorf("%s %s: not found, %v", o.Key, name, err)
			}
			loaded, err := repository.Load(ctx, damaged, b.ID())
			if err == nil {
				err = loaded.WriteZip(ctx, io.Discard)
			}
			if err == nil {
				t.Errorf("%s %s: exported", o.Key, name)
			}
		}
	}
	extra := new(mem.Store)
	save(t, extra, b)
	if err := extra.Put(ctx, "packages/"+b.ID()+"/v0001/meta/extra.json", storage.ContentOf(nil), strings.NewReader("")); err != nil {
		t.Fatal(err)
	}
	report, err := repository.Verify(ctx, extra, b.ID())
	if err != nil || len(report.Faults) != 1 || report.Faults[0].Code != "bag-unlisted" {
		t.Errorf("extra object: %v, %v", report, err)
	}
}

func TestCommitFault(t *testing.T) {
	store := new(mem.Store)
	b := seal(t, info(), files())
	save(t, store, b)
	damaged := edited{store, "packages/" + b.ID() + "/v0001/COMMIT", []byte("{}\n")}
	report, err := repository.Verify(context.Background(), damaged, b.ID())
	if err != nil || len(report.Faults) != 1 || report.Faults[0] != manifest.NewFault("bag-commit", "") {
		t.Errorf("%v, %v", report, err)
	}
}

// typical is a bag as a submission has it: 25 forms of 60 KiB, 15 attachments of 1 MiB.
func typical() ([]bag.Paper, int64) {
	var all []bag.Paper
	var size int64
	add := func(role manifest.Role, form string, i, n int) {
		data := bytes.Repeat(fmt.Appendf(nil, "%s %08d\n", role, i), n)
		size += int64(len(data))
		all = append(all, bag.Paper{Role: role, Form: form, MediaType: "application/pdf", Source: bag.Bytes(data)})
	}
	for i := range 25 {
		add(manifest.Form, fmt.Sprintf("2-%d", i), i, 4<<10)
	}
	for i := range 15 {
		add(manifest.Attachment, "", i, 1<<20/20)
	}
	return all, size
}

func benchmarkSave(b *testing.B, open func() storage.Store) {
	papers, size := typical()
	b.SetBytes(size)
	for b.Loop() {
		if err := repository.Save(context.Background(), open(), seal(b, info(), papers)); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSealSaveMem(b *testing.B) {
	benchmarkSave(b, func() storage.Store { return new(mem.Store) })
}

func BenchmarkSealSaveDir(b *testing.B) {
	benchmarkSave(b, func() storage.Store { return openDir(b, b.TempDir()) })
}

func BenchmarkVerifyStored(b *testing.B) {
	papers, size := typical()
	store := openDir(b, b.TempDir())
	sealed := seal(b, info(), papers)
	save(b, store, sealed)
	b.SetBytes(size)
	for b.Loop() {
		whole, err := repository.Verify(context.Background(), store, sealed.ID())
		if err != nil || !whole.Whole() {
			b.Fatal(whole, err)
		}
	}
}
