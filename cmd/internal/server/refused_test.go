package server

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"yoshiki/cmd/internal/access"
	"yoshiki/cmd/internal/app"
)

// unreadable is a body that nobody may read.
type unreadable struct{ *testing.T }

func (u unreadable) Read([]byte) (int, error) {
	u.Error("the body was read")
	return 0, io.EOF
}

// TestRefusedUnread: where too many wait, a request is refused before anything of it is read, says
// when to come again, and leaves no record of something that was done; what needs no turn is
// answered.
func TestRefusedUnread(t *testing.T) {
	a := app.New(app.Options{})
	store, err := a.OpenStore(t.Context(), "mem:")
	if err != nil {
		t.Fatal(err)
	}
	s := New(Options{App: a, Store: store, Now: time.Now, Log: slog.New(slog.DiscardHandler), Version: "test",
		Authenticate: func(r *http.Request) (*access.Actor, error) {
			return &access.Actor{ID: "p", Tenant: r.Header.Get("Tenant"), Roles: []access.Role{access.Provider}}, nil
		}})
	h := &hall{T: t, desk: s.desk}
	h.processors, h.left = 1, 1
	h.have("noisy")
	for range queue {
		h.wait("noisy")
	}
	ask := func(tenant, method, path string, body io.Reader) *httptest.ResponseRecorder {
		r := httptest.NewRequest(method, path, body)
		r.Header.Set("Tenant", tenant)
		r.Header.Set("Content-Type", "application/yaml")
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		return w
	}
	if w := ask("noisy", "POST", "/v1/check", unreadable{t}); w.Code != http.StatusTooManyRequests || w.Header().Get("Retry-After") == "" || !strings.Contains(w.Body.String(), ":too-many") {
		t.Errorf("%d %v %s", w.Code, w.Header(), w.Body)
	}
	if w := ask("noisy", "GET", "/v1/cases", nil); w.Code != http.StatusOK {
		t.Errorf("what needs no turn: %d %s", w.Code, w.Body)
	}
	s.Audit = func(_ context.Context, e Event) error {
		t.Errorf("a record of what was not done: %+v", e)
		return nil
	}
	ask("noisy", "POST", "/v1/check", unreadable{t})
}
