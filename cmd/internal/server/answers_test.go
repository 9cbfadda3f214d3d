package server_test

import (
	"context"
	"log/slog"
	"strconv"
	"sync"
	"testing"

	"github.com/danielgtaylor/huma/v2"
)

// answer is an answer of a route.
type answer struct {
	method, route string
	status        int64
}

// answers is a log that remembers what was answered.
type answers struct {
	slog.Handler
	mu  sync.Mutex
	all map[answer]bool
}

func (a *answers) Enabled(context.Context, slog.Level) bool { return true }

func (a *answers) Handle(ctx context.Context, r slog.Record) error {
	if r.Message == "request" {
		a.note(r)
	}
	if !a.Handler.Enabled(ctx, r.Level) {
		return nil
	}
	return a.Handler.Handle(ctx, r)
}

func (a *answers) note(r slog.Record) {
	var n answer
	r.Attrs(func(at slog.Attr) bool {
		switch at.Key {
		case "method":
			n.method = at.Value.String()
		case "route":
			n.route = at.Value.String()
		case "status":
			n.status = at.Value.Int64()
		}
		return true
	})
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.all == nil {
		a.all = map[answer]bool{}
	}
	a.all[n] = true
}

// documented wants every answer of an operation to stand in the document of the API.
func (a *answers) documented(t testing.TB, document *huma.OpenAPI) {
	t.Helper()
	a.mu.Lock()
	defer a.mu.Unlock()
	for n := range a.all {
		at := document.Paths[n.route]
		if at == nil || n.status == 0 { // no operation, or whoever asked was gone
			continue
		}
		op := map[string]*huma.Operation{"GET": at.Get, "PUT": at.Put, "POST": at.Post, "PATCH": at.Patch, "DELETE": at.Delete}[n.method]
		if op != nil && op.Responses[strconv.FormatInt(n.status, 10)] == nil {
			t.Errorf("%s %s is answered %d, which the document does not say", n.method, n.route, n.status)
		}
	}
}
