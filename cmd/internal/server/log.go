package server

import (
	"context"
	"crypto/rand"
	"log/slog"
	"net/http"
	"runtime/debug"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/go-chi/chi/v5"

	"yoshiki/cmd/internal/access"
	"yoshiki/cmd/internal/api"
)

// trace is what is known of a request.
type trace struct {
	id        string
	operation *huma.Operation // nil where there is none
	actor     *access.Actor
	status    int
}

type traceKey struct{}

func traceOf(ctx context.Context) *trace {
	t, _ := ctx.Value(traceKey{}).(*trace)
	return t
}

// note remembers which operation a request turned out to be.
func note(r *http.Request, op *huma.Operation) {
	if t := traceOf(r.Context()); t != nil {
		t.operation, t.actor = op, access.From(r.Context())
	}
}

// identify gives each request a number of its own, under which it stands in the log and the
// answer; it writes a line when it is over, and turns a panic into a failure of this one.
func (s *Server) identify(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		t, begun := &trace{id: rand.Text()}, time.Now()
		r = r.WithContext(context.WithValue(r.Context(), traceKey{}, t))
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
		}()
		next.ServeHTTP(watched, r)
	})
}

// line writes the line of a request. It has the route, not the path, which may name a case.
func (s *Server) line(r *http.Request, t *trace, took time.Duration) {
	attrs := []slog.Attr{slog.String("request", t.id), slog.String("method", r.Method), slog.String("route", chi.RouteContext(r.Context()).RoutePattern()), slog.Int("status", t.status),
		slog.Duration("took", took)}
	if t.actor != nil {
		attrs = append(attrs, slog.String("tenant", t.actor.Tenant), slog.String("actor", t.actor.ID))
	}
	if t.operation != nil {
		attrs = append(attrs, slog.String("action", string(api.ActionOf(t.operation))))
	}
	s.Log.LogAttrs(r.Context(), slog.LevelInfo, "request", attrs...)
}

// watched remembers the status of an answer.
type watched struct {
	http.ResponseWriter
	t *trace
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
