package server_test

import (
	"context"
	"errors"
	"io"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"yoshiki/cmd/internal/server"
	"yoshiki/storage"
)

// damage replaces what the store has under a key, or under the first that a pattern fits.
func (s *service) damage(t *testing.T, pattern string) {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(strings.TrimPrefix(s.store.URL, "dir:"), pattern))
	if err != nil || len(found) == 0 {
		t.Fatalf("%s: %v %v", pattern, found, err)
	}
	if err := errors.Join(os.Chmod(found[0], 0o600), os.WriteFile(found[0], []byte("damage"), 0o600)); err != nil {
		t.Fatal(err)
	}
}

// TestOneDamaged: one case, version or package that is damaged keeps nobody from seeing the others
// in a list, and is told to be damaged; asked for by itself it is a problem of its own kind.
func TestOneDamaged(t *testing.T) {
	s := start(t, nil)
	first := s.put(t, "provider", "small-saas").header.Get("ETag")
	s.ask(t, "provider", "PATCH", "/v1/cases/small-saas", `{"edits":[{"pointer":"/service/name","value":"甲"}]}`, "If-Match", first).into(t, 200, nil)
	s.ask(t, "provider", "POST", "/v1/cases", "id: other\nprogram: ismap-liu\nrevision: 2023-11-10\napplicant: {name: 例示クラウド株式会社}\nprior: {date: 2026-03-01}\n", "Content-Type", "application/yaml").into(t, 201, nil)
	for _, id := range []string{"other", "small-saas"} {
		s.ask(t, "provider", "POST", "/v1/cases/"+id+"/packages", `{"for":"prior-application","formats":["pdf"],"draft":true}`).into(t, 201, nil)
	}
	s.damage(t, "t/tsumugi/packages/pkg-other-*/v0001/meta/manifest.json")
	s.damage(t, "t/tsumugi/cases/small-saas/v0001.yaml")
	s.damage(t, "t/tsumugi/cases/other/v0001.json")
	s = start(t, func(o *server.Options) { o.Store = s.store }) // with nothing in memory
	type line struct {
		ID      string
		Version int
		Damaged bool
	}
	var all struct{ Cases, Packages, Versions []line }
	s.ask(t, "provider", "GET", "/v1/cases", "").into(t, 200, &all)
	s.ask(t, "provider", "GET", "/v1/packages", "").into(t, 200, &all)
	s.ask(t, "provider", "GET", "/v1/cases/small-saas/versions", "").into(t, 200, &all)
	if c := all.Cases; len(c) != 2 || c[0] != (line{"other", 1, true}) || c[1] != (line{"small-saas", 2, false}) {
		t.Errorf("%+v", c)
	}
	if v := all.Versions; len(v) != 2 || v[0] != (line{"small-saas", 2, false}) || v[1] != (line{"small-saas", 1, true}) {
		t.Errorf("%+v", v)
	}
	if p := all.Packages; len(p) != 2 || !p[0].Damaged || p[1].Damaged {
		t.Errorf("%+v", p)
	}
	for _, path := range []string{"/v1/cases/other", "/v1/cases/other/deadlines?format=ics", "/v1/cases/small-saas/versions/1", "/v1/packages/" + all.Packages[0].ID, "/v1/packages/" + all.Packages[0].ID + "/zip"} {
		var p problem
		if r := s.ask(t, "provider", "GET", path, "").into(t, 503, &p); p.Type != "urn:yoshiki:problem:damaged" || r.header.Get("Retry-After") != "" {
			t.Errorf("%s: %+v %v", path, p, r.header)
		}
	}
}

// absentStore is a store that does not answer while it is away.
type absentStore struct {
	storage.Store
	away *atomic.Bool
}

var errAway = errors.New("connection refused")

func (s absentStore) Open(ctx context.Context, key string) (io.ReadCloser, error) {
	if s.away.Load() {
		return nil, errAway
	}
	return s.Store.Open(ctx, key)
}

func (s absentStore) List(ctx context.Context, prefix string) iter.Seq2[storage.Object, error] {
	if s.away.Load() {
		return func(yield func(storage.Object, error) bool) { yield(storage.Object{}, errAway) }
	}
	return s.Store.List(ctx, prefix)
}

// TestStoreAway: while the store does not answer, whatever reads it says when to come again, and
// nothing is told to be damaged or absent.
func TestStoreAway(t *testing.T) {
	away := new(atomic.Bool)
	s := start(t, func(o *server.Options) { o.Store.Store = absentStore{o.Store.Store, away} })
	s.put(t, "provider", "small-saas")
	away.Store(true)
	for _, path := range []string{"/v1/cases", "/v1/cases/small-saas", "/v1/cases/small-saas/versions", "/v1/cases/small-saas/check", "/v1/cases/small-saas/letters", "/v1/packages",
		"/v1/packages/pkg-small-saas-registration-0123456789", "/v1/packages/pkg-small-saas-registration-0123456789/zip", "/v1/packages/pkg-small-saas-registration-0123456789/verify"} {
		var p problem
		if r := s.ask(t, "provider", "GET", path, "").into(t, 503, &p); r.header.Get("Retry-After") == "" || p.Type == "urn:yoshiki:problem:damaged" {
			t.Errorf("%s: %+v %v", path, p, r.header)
		}
	}
	for _, path := range []string{"/v1/approval", "/v1/letters/waiting"} {
		s.ask(t, "staff", "GET", path, "").into(t, 503, nil)
	}
	away.Store(false)
	s.ask(t, "provider", "GET", "/v1/cases", "").into(t, 200, nil)
}
