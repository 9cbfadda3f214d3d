package door_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"yoshiki/cmd/internal/access"
	"yoshiki/cmd/internal/access/door"
)

// enter types a token into the page.
func (w *world) enter(form url.Values, head ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodPost, door.EnterPath, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	for i := 0; i+1 < len(head); i += 2 {
		r.Header.Set(head[i], head[i+1])
	}
	rec := httptest.NewRecorder()
	w.Handler().ServeHTTP(rec, r)
	return rec
}

// TestEnter: who has a token without limits signs in with it, until it is revoked or over.
func TestEnter(t *testing.T) {
	w := newWorld(t, door.Options{})
	rec := httptest.NewRecorder()
	w.Handler().ServeHTTP(rec, httptest.NewRequest(http.MethodGet, door.SignInPath+"?to=/cases/a", nil))
	if page := rec.Body.String(); rec.Code != 200 || !strings.Contains(page, `name="token"`) || !strings.Contains(page, `value="/cases/a"`) {
		t.Fatal(rec.Code, page)
	}
	secret, k, err := door.NewToken(t.Context(), w.db, w.key, door.Grant{Tenant: "acme", Name: "初回", Roles: []access.Role{access.Provider}, Scopes: access.AllScopes(), Expires: w.Now().Add(6 * time.Hour)}, w.Now())
	must(t, err)
	rec = w.enter(url.Values{"token": {secret.Reveal()}, "to": {"/cases/a"}})
	cookies := rec.Result().Cookies()
	if rec.Code != http.StatusSeeOther || rec.Header().Get("Location") != "/cases/a" || len(cookies) != 1 || cookies[0].MaxAge != 6*3600 {
		t.Fatal(rec.Code, rec.Header(), rec.Body)
	}
	a := got(w.Authenticate(request(http.MethodGet, cookies[0])))(t)
	if a.Name != "初回" || a.Tenant != "acme" || !a.May(access.CaseWrite) || a.May(access.LetterIssue) {
		t.Error(a)
	}
	must(t, w.db.RevokeToken(t.Context(), "acme", k.ID, w.Now()))
	w.after(time.Second)
	_, err = w.Authenticate(request(http.MethodGet, cookies[0]))
	is(t, err, access.ErrRefused)
	if rec := w.enter(url.Values{"token": {secret.Reveal()}}); rec.Code != http.StatusForbidden || len(rec.Result().Cookies()) > 0 {
		t.Error("a revoked token opens", rec.Code)
	}
}

func TestEnterRefuses(t *testing.T) {
	w := newWorld(t, door.Options{})
	limited, _, err := door.NewToken(t.Context(), w.db, w.key, door.Grant{Tenant: "acme", Name: "n", Roles: []access.Role{access.Provider}, Scopes: []access.Scope{"case:read"}, Expires: w.Now().Add(time.Hour)}, w.Now())
	must(t, err)
	whole, _, err := door.NewToken(t.Context(), w.db, w.key, door.Grant{Tenant: "acme", Name: "n", Roles: []access.Role{access.Provider}, Scopes: access.AllScopes(), Expires: w.Now().Add(time.Hour)}, w.Now())
	must(t, err)
	for name, rec := range map[string]*httptest.ResponseRecorder{
		"limited":         w.enter(url.Values{"token": {limited.Reveal()}}),
		"none":            w.enter(url.Values{}),
		"unknown":         w.enter(url.Values{"token": {access.NewToken().Reveal()}}),
		"of another site": w.enter(url.Values{"token": {whole.Reveal()}}, "Sec-Fetch-Site", "cross-site"),
		"long":            w.enter(url.Values{"token": {strings.Repeat("x", 1<<20)}}),
	} {
		if rec.Code != http.StatusForbidden || len(rec.Result().Cookies()) > 0 || strings.Contains(rec.Body.String(), "yoshiki_") {
			t.Errorf("%s: %d %v", name, rec.Code, rec.Result().Cookies())
		}
	}
	if to := w.enter(url.Values{"token": {whole.Reveal()}, "to": {"//evil.example"}}).Header().Get("Location"); to != "/" {
		t.Errorf("leads to %s", to)
	}
}
