package door_test

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"yoshiki/cmd/internal/access"
	"yoshiki/cmd/internal/access/door"
	"yoshiki/cmd/internal/state"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// start is when the tests begin.
var start = time.Date(2026, 12, 1, 9, 0, 0, 0, time.UTC)

// clock is a time that tests move.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) after(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// world is a door to a database with two tenants; sato is a provider in one of them.
type world struct {
	*clock
	*door.Door
	db   *state.DB
	key  access.Key
	url  string
	sato string
}

const issuer = "https://idp.example"

func newWorld(t *testing.T, o door.Options) *world {
	t.Helper()
	dir := t.TempDir()
	w := &world{clock: &clock{now: start}, url: "sqlite:" + filepath.Join(dir, "state.db")}
	w.db = w.open(t)
	w.key = got(access.EnsureKey(filepath.Join(dir, "key")))(t)
	for _, id := range []string{"acme", "office"} {
		must(t, w.db.AddTenant(t.Context(), id, id, start))
	}
	w.sato = got(w.db.PutPerson(t.Context(), state.Person{Issuer: issuer, Subject: "sato", Name: "佐藤"}, start))(t)
	must(t, w.db.SetRoles(t.Context(), "acme", w.sato, []access.Role{access.Provider}))
	o.State, o.Key, o.Now = w.db, w.key, w.clock.Now
	w.Door = door.New(o)
	return w
}

// open is the database as another server sees it.
func (w *world) open(t *testing.T) *state.DB {
	t.Helper()
	db := got(state.Open(t.Context(), w.url))(t)
	t.Cleanup(func() { must(t, db.Close()) })
	return db
}

func (w *world) token(t *testing.T, g door.Grant) (string, state.Token) {
	t.Helper()
	if g.Tenant == "" {
		g.Tenant = "acme"
	}
	if g.Expires.IsZero() {
		g.Expires = w.Now().AddDate(0, 1, 0)
	}
	secret, k, err := door.NewToken(t.Context(), w.db, w.key, g, w.Now())
	must(t, err)
	return secret.Reveal(), k
}

// session signs sato in, and gives the cookie.
func (w *world) session(t *testing.T, tenant string, old ...*http.Cookie) *http.Cookie {
	t.Helper()
	rec := httptest.NewRecorder()
	must(t, w.Begin(rec, request(http.MethodGet, old...), w.sato, tenant))
	return rec.Result().Cookies()[0]
}

func request(method string, cookies ...*http.Cookie) *http.Request {
	r := httptest.NewRequest(method, "https://yoshiki.example/v1/cases", nil)
	for _, c := range cookies {
		r.AddCookie(c)
	}
	return r
}

func bearer(shown ...string) *http.Request {
	r := request(http.MethodGet)
	for _, s := range shown {
		r.Header.Add("Authorization", s)
	}
	return r
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func got[T any](v T, err error) func(*testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		must(t, err)
		return v
	}
}

// is wants an error.
func is(t *testing.T, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("got %v, want %v", err, want)
	}
}
