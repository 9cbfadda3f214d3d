package server_test

import (
	"io"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"yoshiki/cmd/internal/access"
	"yoshiki/cmd/internal/access/door"
	"yoshiki/cmd/internal/server"
)

// signIn is the cookie of somebody who has signed in.
func (w *world) signIn(t *testing.T, o server.Options) string {
	secret, _, err := door.NewToken(t.Context(), o.Hooks.State, o.Hooks.Key, door.Grant{Tenant: "tsumugi", Name: "甲", Roles: people["other"].Roles, Scopes: access.AllScopes(), Expires: now.Add(time.Hour)}, now)
	if err != nil {
		t.Fatal(err)
	}
	c := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	r, err := c.PostForm(w.URL+door.EnterPath, url.Values{"token": {secret.Reveal()}})
	if err != nil || len(r.Cookies()) != 1 {
		t.Fatal(r, err)
	}
	_ = r.Body.Close()
	return r.Cookies()[0].Name + "=" + r.Cookies()[0].Value
}

// right is a request that an operation answers as its row has it.
func (w *world) right(t *testing.T, op operation) *request {
	if strings.Contains(op.Path, "{upload}") {
		w.upload = w.begin(t)
	}
	r := &request{who: whoMay(op), path: w.at(op, "small-saas", w.pack), body: op.body, header: map[string]string{"If-Match": w.tag, "Upload-Offset": "0"}}
	if op.contentType != "" {
		r.header["Content-Type"] = op.contentType
	}
	return r
}

// send asks an operation.
func (w *world) send(t *testing.T, op operation, r *request) reply {
	t.Helper()
	headers := []string{}
	for name, value := range r.header {
		headers = append(headers, name, value)
	}
	if !r.stops {
		return w.ask(t, r.who, op.Method, r.path, r.body, headers...)
	}
	body, end := io.Pipe()
	defer func() { _ = end.Close() }()
	return w.asking(t, r.who, op.Method, r.path, body, headers...)
}

// seen are the statuses that operations were seen to answer.
type seen map[string]map[string]bool

func (s seen) note(t *testing.T, op operation, want int, r reply) {
	t.Helper()
	if r.status != want {
		t.Errorf("%s: %d, want %d: %.300s", op.OperationID, r.status, want, r.body)
		return
	}
	if want >= 400 {
		var p struct{ Title, Detail string }
		r.into(t, want, &p)
		wordless := p.Title == "" || p.Detail == "" || strings.HasPrefix(p.Title, "problem.") || strings.HasPrefix(p.Detail, "problem.") || strings.HasPrefix(p.Detail, "message.")
		if wordless || r.header.Get("Content-Type") != "application/problem+json" || r.header.Get("X-Request-Id") == "" || want == 429 && r.header.Get("Retry-After") == "" {
			t.Errorf("%s: %d %v %+v", op.OperationID, want, r.header, p)
		}
	}
	if s[op.OperationID] == nil {
		s[op.OperationID] = map[string]bool{}
	}
	s[op.OperationID][strconv.Itoa(want)] = true
}

// TestEveryResponse has every operation give every answer that the document of the API tells of:
// by right requests, by wrong ones, and with a part of the service away, used up or broken.
func TestEveryResponse(t *testing.T) {
	var o server.Options
	w := populated(t, func(given *server.Options) { o = *given })
	all, got := operations(t, w.service), seen{}
	at := map[string]*world{}
	for name, with := range worlds(t) {
		at[name] = &world{service: start(t, func(other *server.Options) {
			*other = o
			with(other)
		}), pack: w.pack, tag: w.tag, upload: w.upload}
	}
	at["tight"].ask(t, "provider", "GET", "/v1/cases", "").into(t, 200, nil)
	e := &ending{w, t, o, all, got}
	e.rights()
	cookie := at["signed in"].signIn(t, o)
	for _, id := range slices.Sorted(maps.Keys(all)) {
		op := all[id]
		for _, c := range causes {
			if !c.of(op) {
				continue
			}
			r := w.right(t, op)
			if c.wrong(op, r); c.world == "signed in" {
				r.header["Cookie"] = cookie
			} else if c.world == "away" {
				r.who = access.NewToken().Reveal()
			}
			got.note(t, op, c.status, at[c.world].send(t, op, r))
		}
	}
	e.busy()
	e.roomless()
	e.damaged()
	for _, id := range slices.Sorted(maps.Keys(all)) {
		for _, status := range slices.Sorted(maps.Keys(all[id].Responses)) {
			if !got[id][status] {
				t.Errorf("%s is never seen to answer %s", id, status)
			}
		}
	}
}
