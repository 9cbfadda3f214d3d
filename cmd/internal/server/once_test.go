package server_test

import (
	"errors"
	"net/netip"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"yoshiki/cmd/internal/access"
	"yoshiki/cmd/internal/jobs"
	"yoshiki/cmd/internal/server"
	"yoshiki/cmd/internal/state"
)

// remembering gives a server a database.
func remembering(t testing.TB) func(*server.Options) {
	folder := t.TempDir()
	url := "sqlite:" + filepath.Join(folder, "state.db")
	db, err := state.Open(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	q, err := jobs.Open(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	key, err := access.EnsureKey(filepath.Join(folder, "key"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := errors.Join(db.Close(), q.Close()); err != nil {
			t.Error(err)
		}
	})
	for _, tenant := range []string{"tsumugi", "other", "office"} {
		if err := db.AddTenant(t.Context(), tenant, tenant, now); err != nil {
			t.Fatal(err)
		}
	}
	outside := access.Outgoing(access.Outside{Plain: true, Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}})
	return func(o *server.Options) {
		o.Repeats, o.Office, o.Queue, o.Hooks = db, "office", q, &server.Hooks{State: db, Key: key, Client: outside}
	}
}

// TestOnce: of 50 parallel repeats with one key one does something, and all that are answered
// are answered the same; another body, or another sender, is another matter.
func TestOnce(t *testing.T) {
	s := start(t, remembering(t))
	var wait sync.WaitGroup
	var mu sync.Mutex
	count, bodies := map[int]int{}, map[string]bool{}
	text := sample(t, "small-saas")
	for range 50 {
		wait.Go(func() {
			r := s.ask(t, "provider", "POST", "/v1/cases", text, "Content-Type", "application/yaml", "Idempotency-Key", "k1")
			mu.Lock()
			defer mu.Unlock()
			count[r.status]++
			if r.status == 201 {
				bodies[string(r.body)+r.header.Get("ETag")+r.header.Get("Location")] = true
			}
			if r.status == 409 && r.header.Get("Retry-After") == "" {
				t.Error("no Retry-After")
			}
		})
	}
	wait.Wait()
	if count[201] == 0 || count[201]+count[409] != 50 || len(bodies) != 1 {
		t.Errorf("%v %v", count, bodies)
	}
	if r := s.ask(t, "provider", "POST", "/v1/cases", text, "Content-Type", "application/yaml", "Idempotency-Key", "k1").into(t, 201, nil); r.header.Get("Idempotency-Replayed") != "true" {
		t.Error(r.header)
	}
	s.ask(t, "provider", "POST", "/v1/cases", text+"\n", "Content-Type", "application/yaml", "Idempotency-Key", "k1").into(t, 422, nil)
	s.ask(t, "other", "POST", "/v1/cases", text, "Content-Type", "application/yaml", "Idempotency-Key", "k1").into(t, 201, nil)
	s.ask(t, "provider", "POST", "/v1/cases", text, "Content-Type", "application/yaml", "Idempotency-Key", "k2").into(t, 409, nil)
	s.ask(t, "provider", "POST", "/v1/cases", text, "Content-Type", "application/yaml", "Idempotency-Key", strings.Repeat("k", 201)).into(t, 400, nil)
}

// TestSubmit: a package goes to the office, and nothing else of the case does; sent again it
// keeps its number.
func TestSubmit(t *testing.T) {
	s := start(t, remembering(t))
	s.put(t, "provider", "small-saas")
	s.attach(t, "small-saas")
	var p struct{ ID string }
	s.ask(t, "provider", "POST", "/v1/cases/small-saas/packages", `{"for":"registration","formats":["pdf"]}`).into(t, 201, &p)
	var first, second struct{ Number, Day string }
	s.ask(t, "provider", "POST", "/v1/packages/"+p.ID+"/submit", "").into(t, 200, &first)
	s.ask(t, "provider", "POST", "/v1/packages/"+p.ID+"/submit", "").into(t, 200, &second)
	if first.Number != "受付第1号" || first != second || first.Day != "2026-11-22" {
		t.Errorf("%+v %+v", first, second)
	}
	var filed struct{ Filed struct{ Number string } }
	s.ask(t, "provider", "GET", "/v1/packages/"+p.ID, "").into(t, 200, &filed)
	if filed.Filed.Number != first.Number {
		t.Errorf("%+v", filed)
	}
	own := string(s.ask(t, "provider", "GET", "/v1/cases/small-saas", "").body)
	office := string(s.ask(t, "clerk", "GET", "/v1/cases/small-saas", "").into(t, 200, nil).body)
	if own == office || len(office) > len(own) {
		t.Error("the office has the provider's case")
	}
	s.ask(t, "clerk", "GET", "/v1/packages/"+p.ID+"/verify", "").into(t, 200, nil)
	s.ask(t, "clerk", "GET", "/v1/packages/"+p.ID+"/zip", "").into(t, 403, nil)
}
