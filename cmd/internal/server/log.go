package server

import (
	"context"
	"crypto/rand"
	"log/slog"
	"net/http"
	"runtime/debug"
	"time"

	"github.com/go-chi/chi/v5"

	"yoshiki/cmd/internal/access"
)

// known is what is known of a request.
type known struct {
	id     string
	action access.Action // "" where nothing was done that anybody must be allowed
	actor  *access.Actor
	named  string // what was done to, beside method and path
	status int
}

type knownKey struct{}

func knownOf(ctx context.Context) *known {
	t, _ := ctx.Value(knownKey{}).(*known)
	return t
}

// note remembers what a request turned out to be.
func note(ctx context.Context, do access.Action) {
	if t := knownOf(ctx); t != nil {
		t.action, t.actor = do, access.From(ctx)
	}
}

// May reports whether who asks may do something, and remembers for the audit log that it was
// asked: pages that show or change something of a tenant ask it.
func May(ctx context.Context, do access.Action) bool {
	note(ctx, do)
	return access.From(ctx).May(do)
}

// Named has the audit log say what was done to, where the path does not: what was made.
func Named(ctx context.Context, what string) {
	if t := knownOf(ctx); t != nil {
		t.named = what
	}
}

// identify gives each request a number of its own, under which it stands in the log and the
// answer; it writes a line when it is over, and turns a panic into a failure of this one.
func (s *Server) identify(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		t, begun := &known{id: rand.Text()}, time.Now()
		r, traced := s.tracer.request(r.WithContext(context.WithValue(r.Context(), knownKey{}, t)))
		w.Header().Set("X-Request-Id", t.id)
		watched := &watched{ResponseWriter: w, t: t}
		defer func() {
			if failed := recover(); failed != nil && failed != http.ErrAbortHandler {
				s.Log.ErrorContext(r.Context(), "panic", "request", t.id, "panic", failed, "stack", string(debug.Stack()))
				if t.status == 0 {
					s.problem(watched, r, http.StatusInternalServerError, "failed")
				}
			}
			s.line(r, t, time.Since(begun))
			traced(t.status, t.id)
		}()
		next.ServeHTTP(watched, r)
	})
}

// line writes the line of a request. It has the route, not the path, which may name a case.
func (s *Server) line(r *http.Request, t *known, took time.Duration) {
	s.metrics.count(r.Method, chi.RouteContext(r.Context()).RoutePattern(), t.status, took)
	attrs := []slog.Attr{slog.String("request", t.id), slog.String("method", r.Method), slog.String("route", chi.RouteContext(r.Context()).RoutePattern()), slog.Int("status", t.status),
		slog.Duration("took", took)}
	if t.actor != nil {
		attrs = append(attrs, slog.String("tenant", t.actor.Tenant), slog.String("actor", t.actor.ID))
	}
	if t.action != "" {
		attrs = append(attrs, slog.String("action", string(t.action)))
	}
	if id, traced := traceIDs(r.Context()); traced {
		attrs = append(attrs, slog.String("trace", id))
	}
	s.Log.LogAttrs(r.Context(), slog.LevelInfo, "request", attrs...)
}

// watched remembers the status of an answer.
type watched struct {
	http.ResponseWriter
	t *known
}

func (w *watched) WriteHeader(status int) {
	if w.t.status == 0 && status >= http.StatusOK {
		w.t.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *watched) Write(data []byte) (int, error) {
	if w.t.status == 0 {
		w.t.status = http.StatusOK
	}
	return w.ResponseWriter.Write(data)
}

func (w *watched) Unwrap() http.ResponseWriter { return w.ResponseWriter }
