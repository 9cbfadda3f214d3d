package server_test

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"yoshiki/cmd/internal/access"
	"yoshiki/cmd/internal/access/door"
	"yoshiki/cmd/internal/office"
	"yoshiki/cmd/internal/pages/admin"
	"yoshiki/cmd/internal/pages/frame"
	"yoshiki/cmd/internal/pages/operator"
	"yoshiki/cmd/internal/server"
	"yoshiki/cmd/internal/state"
)

// paged is a server with the pages of operators, auditors and admins, and their routes.
func paged(t *testing.T) (*world, []frame.Route, *strings.Replacer) {
	var routes []frame.Route
	var db *state.DB
	w := populated(t, func(o *server.Options) {
		db = o.Hooks.State
		o.Pages = func(stores server.Stores, turn server.Turn) http.Handler {
			f := frame.Options{Store: stores, Now: o.Now, May: server.May, Turn: turn, Visitor: func(r *http.Request) frame.Visitor {
				if who := access.From(r.Context()); who != nil {
					return frame.Visitor{Name: who.ID, May: who.May}
				}
				return frame.Visitor{SignIn: "/sign-in", May: (*access.Actor)(nil).May}
			}}
			rooms := []frame.Room{
				operator.Room(operator.Options{App: o.App, Now: o.Now, Work: func(context.Context, office.RerenderOrder) error { return nil }, Queue: http.NotFoundHandler(), Alone: func(context.Context) (bool, error) { return false, nil }}),
				admin.Room(admin.Options{State: db, Key: o.Hooks.Key, Now: o.Now, Secret: o.Hooks.Secret, Named: server.Named, Log: o.Store.Store}),
			}
			for _, room := range rooms {
				routes = append(routes, room.Routes...)
			}
			return frame.New(f, rooms...)
		}
	})
	person, err := db.PutPerson(t.Context(), state.Person{Issuer: "https://idp.example", Subject: "1", Name: "甲"}, now)
	if err == nil {
		err = db.SetRoles(t.Context(), "tsumugi", person, []access.Role{access.Provider})
	}
	if err != nil {
		t.Fatal(err)
	}
	_, token, err := door.NewToken(t.Context(), db, access.Key{}, door.Grant{Tenant: "tsumugi", Name: "t", Roles: []access.Role{access.Provider}, Scopes: []access.Scope{"case:read"}, Expires: now.AddDate(0, 0, 9)}, now)
	if err != nil {
		t.Fatal(err)
	}
	session, err := db.AddSession(t.Context(), state.Session{Hash: "h", Person: person, Tenant: "tsumugi", Idle: now.Add(time.Hour), Expires: now.Add(time.Hour)}, now)
	if err != nil {
		t.Fatal(err)
	}
	hook, err := db.AddWebhook(t.Context(), "tsumugi", "https://example.jp/hook", []string{"job.done"}, now)
	if err != nil {
		t.Fatal(err)
	}
	w.ask(t, "operator", "POST", "/v1/batches", `{"to":"2023-11-10"}`).into(t, 200, nil)
	return w, routes, strings.NewReplacer("people/{id}", "people/"+person, "tokens/{id}", "tokens/"+token.ID, "sessions/{id}", "sessions/"+session, "webhooks/{id}", "webhooks/"+hook,
		"{n}", "1", "{format}", "json", "{do}", "pause")
}

// TestPagesMatrix asks every page of operators, auditors and admins as everybody: who is not known
// is sent to sign in, whose role or token does not allow it is refused, and what is of another
// tenant answers as what is not there.
func TestPagesMatrix(t *testing.T) {
	w, routes, there := paged(t)
	missing := strings.NewReplacer("{id}", "nobody", "{n}", "7", "{format}", "json", "{do}", "pause")
	c := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	ask := func(who, method, path string) (int, string) {
		r, err := http.NewRequestWithContext(t.Context(), method, w.URL+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		if who != "" {
			r.Header.Set("Authorization", "Bearer "+who)
		}
		if method == "POST" {
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		}
		answer, err := c.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		_ = answer.Body.Close()
		return answer.StatusCode, answer.Header.Get("Location")
	}
	if len(routes) < 25 {
		t.Fatal(len(routes), "routes")
	}
	for _, r := range routes {
		method, pattern, ok := strings.Cut(r.Pattern, " ")
		if !ok {
			method, pattern = "GET", r.Pattern
		}
		own := strings.HasSuffix(r.Pattern, " /access/mine") // whatever one is, one's own sessions
		if r.Action == "" && !own {
			t.Errorf("%s names no action", r.Pattern)
		}
		path := there.Replace(pattern)
		if status, to := ask("", method, path); status != 303 || !strings.HasPrefix(to, "/sign-in?to=") {
			t.Errorf("%s of nobody: %d %s", r.Pattern, status, to)
		}
		for _, who := range []string{"provider", "staff", "operator", "auditor", "admin", "narrow"} {
			if people[who].May(r.Action) {
				continue
			}
			if status, _ := ask(who, method, path); own && status != 200 && status != 303 || !own && status != 403 {
				t.Errorf("%s of %s: %d", r.Pattern, who, status)
			}
		}
		foreign, _ := ask("other", method, path)
		if strings.Contains(pattern, "{") && foreign != 404 {
			t.Errorf("%s of another tenant: %d", r.Pattern, foreign)
		}
		if absent, _ := ask("other", method, missing.Replace(pattern)); absent != foreign {
			t.Errorf("%s of another tenant: %d, missing: %d", r.Pattern, foreign, absent)
		}
	}
	for _, r := range routes { // at last, for some of them end what others show
		method, pattern, _ := strings.Cut(r.Pattern, " ")
		for _, who := range []string{"operator", "auditor", "admin"} {
			if !people[who].May(r.Action) || pattern == "" || strings.Contains(pattern, "/people/") && method == "POST" {
				continue
			}
			if status, _ := ask(who, method, there.Replace(pattern)); status == 403 || status >= 500 || status == 404 && method == "GET" {
				t.Errorf("%s of %s: %d", r.Pattern, who, status)
			}
			break
		}
	}
}
