package server

import (
	"encoding/json"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humachi"

	"yoshiki/cmd/internal/access"
	"yoshiki/cmd/internal/api"
)

// permit does an operation only for those who may.
func (s *Server) permit(ctx huma.Context, next func(huma.Context)) {
	actor, do := access.From(ctx.Context()), api.ActionOf(ctx.Operation())
	r, w := humachi.Unwrap(ctx)
	note(r, ctx.Operation())
	switch {
	case actor == nil:
		w.Header().Set("WWW-Authenticate", `Bearer realm="yoshiki"`)
		s.problem(w, r, http.StatusUnauthorized, "unknown-person")
	case do == api.SignedIn || actor.May(do):
		next(ctx)
	default:
		s.problem(w, r, http.StatusForbidden, "not-allowed")
	}
}

// problem answers with a problem.
func (s *Server) problem(w http.ResponseWriter, r *http.Request, status int, code string) {
	p := api.NewProblem(api.Words(r), status, code, nil)
	data, err := json.Marshal(p)
	if err != nil {
		status, data = http.StatusInternalServerError, nil
	}
	w.Header().Set("Content-Type", p.ContentType(""))
	w.WriteHeader(status)
	_, _ = w.Write(data) // who asked may be gone
}

// nothing answers where there is no route.
func (s *Server) nothing(w http.ResponseWriter, r *http.Request) {
	s.problem(w, r, http.StatusNotFound, "no-route")
}

// noVerb answers where there is a route, but not for that verb.
func (s *Server) noVerb(w http.ResponseWriter, r *http.Request) {
	s.problem(w, r, http.StatusMethodNotAllowed, "no-verb")
}
