package server_test

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"

	"yoshiki/cmd/internal/server"
)

// lines is a log that may be written to by many.
type lines struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (l *lines) Write(data []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(data)
}

func (l *lines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// TestAttemptsAreLogged: who tries to get around has a line in the log, whether or not a route was
// found: with the status, and without what was tried, which may be a secret.
func TestAttemptsAreLogged(t *testing.T) {
	var log lines
	s := start(t, func(o *server.Options) { o.Log = slog.New(slog.NewJSONHandler(&log, nil)) })
	for path, status := range map[string]int{"/.git/config": 404, "/v1/../../etc/passwd": 404, "/v1/cases/x": 401, "/admin.php?key=canary": 404} {
		if r := s.ask(t, "", "GET", path, ""); r.status != status {
			t.Errorf("%s: %d", path, r.status)
		}
	}
	s.ask(t, "nonsense-canary", "DELETE", "/v1/cases", "").into(t, 405, nil)
	s.ask(t, "auditor", "POST", "/v1/cases", bare, "Content-Type", "application/yaml").into(t, 403, nil)
	got := map[float64]int{}
	for line := range strings.Lines(log.String()) {
		var one struct {
			Msg, Request string
			Status       float64
		}
		if err := json.Unmarshal([]byte(line), &one); err != nil || one.Msg != "request" || one.Request == "" {
			t.Errorf("%v: %s", err, line)
		}
		got[one.Status]++
	}
	if want := map[float64]int{401: 1, 403: 1, 404: 3, 405: 1}; !maps.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	if strings.Contains(log.String(), "canary") || strings.Contains(log.String(), "passwd") {
		t.Error("what was tried is in the log")
	}
}

// TestTwice: a parameter that is given twice counts as its first value, or is refused; it never
// counts as both or as the last.
func TestTwice(t *testing.T) {
	w := populated(t, nil)
	all, tried := operations(t, w.service), 0
	for _, id := range slices.Sorted(maps.Keys(all)) {
		op := all[id]
		if op.Method != http.MethodGet {
			continue
		}
		first, err := url.ParseQuery(op.query)
		if err != nil {
			t.Fatal(err)
		}
		var twice []string
		for _, p := range op.Parameters {
			if p.In == "query" {
				tried++
				if first.Has(p.Name) {
					twice = append(twice, p.Name+"="+url.QueryEscape(first.Get(p.Name)))
				} else {
					twice = append(twice, p.Name+"=")
				}
				twice = append(twice, p.Name+"=canary")
			}
		}
		once, both := op, op
		both.query = strings.Join(twice, "&")
		for i := 1; i < len(twice); i += 2 {
			twice[i] = ""
		}
		once.query = strings.Join(slices.DeleteFunc(twice, func(s string) bool { return s == "" }), "&")
		for _, who := range []string{"provider", "staff", "operator", "auditor"} {
			a, b := w.to(t, who, once, "small-saas", w.pack), w.to(t, who, both, "small-saas", w.pack)
			if (a.status != b.status || len(a.body) != len(b.body)) && b.status != 422 {
				t.Errorf("%s?%s: %d, %s: %d %.300s", id, once.query, a.status, both.query, b.status, b.body)
			}
		}
	}
	if tried < 8 {
		t.Errorf("%d parameters", tried)
	}
}
