package departure_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"yoshiki/cmd/internal/access"
	"yoshiki/cmd/internal/departure"
	"yoshiki/cmd/internal/state"
	"yoshiki/storage"
	"yoshiki/storage/dir"
	"yoshiki/storage/mem"
)

var now = time.Date(2026, 12, 1, 9, 0, 0, 0, time.UTC)

func clock() time.Time { return now }

// world is a service with two tenants; each has the same objects, and acme a person and a token.
func world(t *testing.T) (storage.Store, *state.DB) {
	t.Helper()
	root := t.TempDir()
	db, err := state.Open(t.Context(), "sqlite:"+filepath.Join(root, "state.db"))
	must(t, err)
	t.Cleanup(func() { must(t, db.Close()) })
	s, err := dir.Create(filepath.Join(root, "store"))
	must(t, err)
	for _, tenant := range []string{"acme", "other"} {
		must(t, db.AddTenant(t.Context(), tenant, "会社", now))
		for i := range 5 {
			put(t, s, fmt.Sprintf("t/%s/cases/case-%d/v1", tenant, i), fmt.Sprintf("%s %d", tenant, i))
		}
	}
	put(t, s, "audit/1", "who did what")
	id, err := db.PutPerson(t.Context(), state.Person{Issuer: "https://idp.example", Subject: "sato", Name: "佐藤"}, now)
	must(t, err)
	must(t, db.SetRoles(t.Context(), "acme", id, []access.Role{access.Provider}))
	_, err = db.AddToken(t.Context(), state.Token{Hash: "hash", Tenant: "acme", Expires: now.Add(time.Hour)}, now)
	must(t, err)
	return s, db
}

func put(t *testing.T, s storage.Store, key, text string) {
	t.Helper()
	must(t, s.Put(t.Context(), key, storage.ContentOf([]byte(text)), strings.NewReader(text)))
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func keys(t *testing.T, s storage.Store, prefix string) (all []string) {
	t.Helper()
	for o, err := range s.List(t.Context(), prefix) {
		must(t, err)
		all = append(all, o.Key)
	}
	return all
}

// TestExport: everything of a tenant and nothing of another, twice the same, and sha256sum finds it whole.
func TestExport(t *testing.T) {
	s, db := world(t)
	var first, second bytes.Buffer
	e, err := departure.WriteExport(t.Context(), &first, "export", s, db, "acme", now)
	must(t, err)
	again, err := departure.WriteExport(t.Context(), &second, "export", s, db, "acme", now)
	must(t, err)
	if e.Objects != 5 || e.Rows != 4 || e != again || !bytes.Equal(first.Bytes(), second.Bytes()) {
		t.Error(e, again)
	}
	folder := t.TempDir()
	z, err := zip.NewReader(bytes.NewReader(first.Bytes()), int64(first.Len()))
	must(t, err)
	must(t, os.CopyFS(folder, z))
	top := filepath.Join(folder, "export")
	for _, list := range []string{"manifest-sha256.txt", "tagmanifest-sha256.txt"} {
		cmd := exec.CommandContext(t.Context(), "sha256sum", "--strict", "--quiet", "-c", list)
		cmd.Dir = top
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%v: %s", err, out)
		}
	}
	all := ""
	must(t, filepath.WalkDir(top, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			data, _ := os.ReadFile(path)
			all += path + "\n" + string(data)
		}
		return err
	}))
	if strings.Contains(all, "other") || strings.Contains(all, "hash\"") || !strings.Contains(all, "佐藤") || !strings.Contains(all, "data/store/cases/case-4/v1") {
		t.Error(all)
	}
	_, err = departure.WriteExport(t.Context(), io.Discard, "export", s, db, "none", now)
	is(t, err, state.ErrAbsent)
	stopped, stop := context.WithCancel(t.Context())
	stop()
	_, err = departure.WriteExport(stopped, io.Discard, "export", s, db, "acme", now)
	is(t, err, context.Canceled)
}

func is(t *testing.T, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("got %v, want %v", err, want)
	}
}

// TestDelete: what is gone is proven object by object; the other tenant and the log stay.
func TestDelete(t *testing.T) {
	s, db := world(t)
	_, err := departure.Delete(t.Context(), s, db, "acme", clock)
	is(t, err, state.ErrOpen)
	if n := len(keys(t, s, "t/acme/")); n != 5 {
		t.Fatal(n)
	}
	must(t, db.CloseTenant(t.Context(), "acme", now))
	d, err := departure.Delete(t.Context(), s, db, "acme", clock)
	must(t, err)
	if d.Objects != 5 || d.Bytes != 30 || d.Rows["token"] != 1 || d.Rows["person"] != 1 || len(d.Kept) != 0 {
		t.Error(d)
	}
	if len(keys(t, s, "t/acme/")) != 0 || len(keys(t, s, "t/other/")) != 5 || len(keys(t, s, "audit/")) != 1 {
		t.Error(keys(t, s, ""))
	}
	list := read(t, s, d.List)
	var o departure.Object
	must(t, json.Unmarshal(bytes.SplitN(list, []byte("\n"), 2)[0], &o))
	want := departure.Object{Key: "cases/case-0/v1", Size: 6, SHA256: storage.ContentOf([]byte("acme 0")).Digest()}
	if o != want || storage.ContentOf(list).Digest() != d.Digest || bytes.Count(list, []byte("\n")) != 5 {
		t.Errorf("%v %s", o, list)
	}
	var kept departure.Deletion
	must(t, json.Unmarshal(read(t, s, "deleted/acme/20261201T090000.000Z/done.json"), &kept))
	if !reflect.DeepEqual(kept, d) {
		t.Error(kept, d)
	}
}

func read(t *testing.T, s storage.Store, key string) []byte {
	t.Helper()
	r, err := s.Open(t.Context(), key)
	must(t, err)
	defer r.Close()
	data, err := io.ReadAll(r)
	must(t, err)
	return data
}

// TestCutOff: a deletion that is cut off anywhere has not said that it is done, and is finished
// by another; the two lists together have every object.
func TestCutOff(t *testing.T) {
	for after := range 7 {
		s, db := world(t)
		must(t, db.CloseTenant(t.Context(), "acme", now))
		failing := &failingStore{s.(storage.Remover), after}
		if _, err := departure.Delete(t.Context(), failing, db, "acme", clock); !errors.Is(err, errGone) {
			t.Fatal(after, err)
		}
		if done := keys(t, s, "deleted/acme/20261201T090000.000Z/done"); len(done) != 0 {
			t.Error(after, done)
		}
		d, err := departure.Delete(t.Context(), s, db, "acme", func() time.Time { return now.Add(time.Hour) })
		must(t, err)
		lists := ""
		for _, key := range keys(t, s, "deleted/acme/") {
			lists += string(read(t, s, key))
		}
		for i := range 5 {
			if !strings.Contains(lists, storage.ContentOf(fmt.Appendf(nil, "acme %d", i)).Digest()) {
				t.Error(after, i, lists)
			}
		}
		if len(keys(t, s, "t/acme/")) != 0 || d.Ended.IsZero() {
			t.Error(after, keys(t, s, "t/acme/"))
		}
	}
}

// failingStore takes away and puts so many objects and no more.
type failingStore struct {
	storage.Remover
	left int
}

var errGone = errors.New("the disk is gone")

func (f *failingStore) Remove(ctx context.Context, key string) error {
	if f.left--; f.left < 0 {
		return errGone
	}
	return f.Remover.Remove(ctx, key)
}

func (f *failingStore) Put(ctx context.Context, key string, want storage.Content, r io.Reader) error {
	if f.left--; f.left < 0 {
		return errGone
	}
	return f.Remover.Put(ctx, key, want, r)
}

// TestKept: what the law keeps stays, and the proof says until when.
func TestKept(t *testing.T) {
	_, db := world(t)
	s := new(mem.Store)
	put(t, s, "t/acme/packages/1/COMMIT", "x")
	put(t, s, "t/acme/packages/2/COMMIT", "y")
	until := time.Now().AddDate(3, 0, 0).UTC().Truncate(time.Second)
	must(t, s.Retain(t.Context(), "t/acme/packages/1/COMMIT", until))
	must(t, db.CloseTenant(t.Context(), "acme", now))
	d, err := departure.Delete(t.Context(), s, db, "acme", clock)
	must(t, err)
	if d.Objects != 1 || len(d.Kept) != 1 || d.Kept[0].Key != "packages/1/COMMIT" || !d.Kept[0].Until.Equal(until) {
		t.Error(d)
	}
}
