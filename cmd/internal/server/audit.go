package server

import (
	"context"
	"net"
	"net/http"
	"strings"
	"time"

	"yoshiki/cmd/internal/access"
)

// Event is one thing that somebody did, or was refused.
type Event struct {
	Time      time.Time
	Actor     string // id; "" of one who is not known
	Tenant    string
	Action    string
	Object    string // method and path
	Outcome   int    // status of the answer
	Address   string
	RequestID string
}

// audited keeps what was done before anything of it is answered: what cannot be kept is not
// answered.
func (s *Server) audited(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if s.Audit == nil {
			next.ServeHTTP(w, r)
			return
		}
		a := &auditing{ResponseWriter: w, s: s, r: r}
		next.ServeHTTP(a, r)
		if !a.kept {
			a.WriteHeader(http.StatusOK)
		}
	})
}

// auditing is an answer that waits until what was done is kept.
type auditing struct {
	http.ResponseWriter
	s          *Server
	r          *http.Request
	kept, mute bool
}

func (a *auditing) WriteHeader(status int) {
	if a.kept || status < http.StatusOK {
		if !a.mute {
			a.ResponseWriter.WriteHeader(status)
		}
		return
	}
	a.kept = true
	t := knownOf(a.r.Context())
	if t.action == "" { // nothing of a tenant was asked for
		a.ResponseWriter.WriteHeader(status)
		return
	}
	if err := a.s.Audit(context.WithoutCancel(a.r.Context()), a.s.event(a.r, t, status)); err != nil {
		a.s.Log.ErrorContext(a.r.Context(), "cannot keep what was done", "request", t.id, "error", err)
		a.mute = true
		for _, name := range []string{"ETag", "Location", "Content-Disposition", "Content-Length"} {
			a.Header().Del(name)
		}
		a.s.problem(a.ResponseWriter, a.r, http.StatusServiceUnavailable, "not-kept")
		return
	}
	a.ResponseWriter.WriteHeader(status)
}

func (a *auditing) Write(data []byte) (int, error) {
	if !a.kept {
		a.WriteHeader(http.StatusOK)
	}
	if a.mute {
		return len(data), nil
	}
	return a.ResponseWriter.Write(data)
}

func (a *auditing) Unwrap() http.ResponseWriter { return a.ResponseWriter }

func (s *Server) event(r *http.Request, t *known, status int) Event {
	e := Event{Time: s.Now(), Action: string(t.action), Object: r.Method + " " + r.URL.Path, Outcome: status, RequestID: t.id}
	if actor := access.From(r.Context()); actor != nil {
		e.Actor, e.Tenant = actor.ID, actor.Tenant
	}
	if t.named != "" && !strings.HasSuffix(e.Object, t.named) {
		e.Object += " " + t.named
	}
	e.Address, _, _ = net.SplitHostPort(r.RemoteAddr)
	return e
}
