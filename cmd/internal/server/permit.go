package server

import (
	"encoding/json"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humachi"

	"yoshiki/cmd/internal/access"
	"yoshiki/cmd/internal/api"
	"yoshiki/cmd/internal/app"
)

// permit does an operation only for those who may.
func (s *Server) permit(ctx huma.Context, next func(huma.Context)) {
	actor, do := access.From(ctx.Context()), api.ActionOf(ctx.Operation())
	r, w := humachi.Unwrap(ctx)
	may := actor != nil && (do == api.SignedIn || actor.May(do) || s.granted(ctx, actor, do))
	if may && api.Busy(ctx.Operation()) && !s.postponed(ctx) && s.desk.full(ctx.Context()) { // nothing of it is read, and nothing was done
		s.refuse(w, r, http.StatusTooManyRequests, "too-many", time.Second)
		return
	}
	note(r.Context(), do)
	switch {
	case actor == nil:
		w.Header().Set("WWW-Authenticate", `Bearer realm="yoshiki"`)
		s.problem(w, r, http.StatusUnauthorized, "unknown-person")
	case may:
		s.once(ctx, func(ctx huma.Context) { s.later(ctx, next) })
	default:
		s.problem(w, r, http.StatusForbidden, "not-allowed")
	}
}

// granted reports whether somebody of the staff may see this one attachment.
func (s *Server) granted(ctx huma.Context, actor *access.Actor, do access.Action) bool {
	if do != access.AttachmentRead || s.Granted == nil || !actor.May(access.CaseRead) || ctx.Query("path") == "" || ctx.Param("id") == "" {
		return false
	}
	day := s.Now().In(app.Japan).Format(time.DateOnly)
	may, err := s.Granted(ctx.Context(), actor, ctx.Param("id"), ctx.Query("path"), day)
	if err != nil {
		s.Log.ErrorContext(ctx.Context(), "cannot look for grants", "error", err)
	}
	return err == nil && may
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
