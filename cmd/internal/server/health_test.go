package server_test

import (
	"context"
	"errors"
	"testing"

	"yoshiki/cmd/internal/server"
)

// TestReady: each part is told, with what waits there; one that is down makes the whole so, and
// why it is stays in the log.
func TestReady(t *testing.T) {
	down := errors.New("secret address of the database")
	health := map[string]server.Check{
		"jobs":  func(context.Context) (int, error) { return 3, nil },
		"audit": func(context.Context) (int, error) { return 0, nil },
	}
	s := start(t, func(o *server.Options) { o.Health = health })
	if r := s.ask(t, "", "GET", "/readyz", ""); r.status != 200 || string(r.body) != `{"status":"up","parts":{"audit":{"status":"up"},"jobs":{"status":"up","waiting":3},"store":{"status":"up"}}}` {
		t.Errorf("%d %s", r.status, r.body)
	}
	health["audit"] = func(context.Context) (int, error) { return 99, down }
	if r := s.ask(t, "", "GET", "/readyz", ""); r.status != 503 || string(r.body) != `{"status":"down","parts":{"audit":{"status":"down","waiting":99},"jobs":{"status":"up","waiting":3},"store":{"status":"up"}}}` {
		t.Errorf("%d %s", r.status, r.body)
	}
	if r := s.ask(t, "", "GET", "/healthz", ""); r.status != 200 {
		t.Errorf("%d %s", r.status, r.body)
	}
}
