package server

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humachi"
	"go.opentelemetry.io/otel/attribute"

	"yoshiki/cmd/internal/access"
	"yoshiki/cmd/internal/api"
	"yoshiki/cmd/internal/jobs"
	"yoshiki/cmd/internal/state"
)

// Queue keeps requests that are done later: a [jobs.Queue].
type Queue interface {
	PutCall(ctx context.Context, c jobs.Call) (int64, error)
	FindCall(ctx context.Context, id int64) (*jobs.CallState, error)
	ServeCalls(ctx context.Context, workers int, do func(ctx context.Context, id int64, c jobs.Call, last bool) (any, error)) error
}

// Job is a request that is done later.
type Job struct {
	ID     string  `json:"id"`
	State  string  `json:"state" enum:"waiting,running,done,failed"`
	Result *Result `json:"result,omitempty" doc:"What it would have been answered at once"`
}

// Result is the answer of a request that was done later.
type Result struct {
	Status   int             `json:"status" example:"201"`
	Location string          `json:"location,omitempty"`
	ETag     string          `json:"etag,omitempty"`
	Body     json.RawMessage `json:"body,omitempty"`
}

// How somebody says that they do not want to wait (RFC 7240).
const (
	preferHeader = "Prefer"
	preferLater  = "respond-async"
)

// later accepts an operation that takes long, if whoever asks does not want to wait for it.
func (s *Server) later(ctx huma.Context, next func(huma.Context)) {
	r, w := humachi.Unwrap(ctx)
	if !s.postponed(ctx) {
		next(ctx)
		return
	}
	body, err := io.ReadAll(io.LimitReader(r.Body, onceBody+1))
	switch {
	case err != nil:
		s.problem(w, r, http.StatusRequestTimeout, "too-slow")
		return
	case len(body) > onceBody:
		s.problem(w, r, http.StatusRequestEntityTooLarge, "too-large")
		return
	}
	id, err := Accept(ctx.Context(), s.Queue, r, body)
	if err != nil {
		s.Log.ErrorContext(ctx.Context(), "cannot accept a job", "error", err)
		s.refuse(w, r, http.StatusServiceUnavailable, "no-store", 1e9)
		return
	}
	w.Header().Set("Location", "/v1/jobs/"+strconv.FormatInt(id, 10))
	w.Header().Set("Preference-Applied", preferLater)
	write(w, http.StatusAccepted, Job{ID: strconv.FormatInt(id, 10), State: "waiting"})
}

// postponed reports whether an operation is accepted now and done later.
func (s *Server) postponed(ctx huma.Context) bool {
	return s.Queue != nil && api.Long(ctx.Operation()) && strings.Contains(ctx.Header(preferHeader), preferLater)
}

// Accept has a request done later, as whoever asks.
func Accept(ctx context.Context, q Queue, r *http.Request, body []byte) (int64, error) {
	who := access.From(ctx)
	actor, err := json.Marshal(who)
	if err != nil {
		return 0, err
	}
	call := jobs.Call{Tenant: who.Tenant, Actor: actor, Method: r.Method, Path: r.URL.RequestURI(), Body: body, Header: map[string]string{}, Trace: parentOf(ctx)}
	for _, name := range []string{"Content-Type", "Accept-Language"} {
		call.Header[name] = r.Header.Get(name)
	}
	return q.PutCall(ctx, call)
}

// jobKey marks the context of a request that comes from the queue.
type jobKey struct{}

// errAgain says that a call failed and is to be tried again.
var errAgain = errors.New("answered with a failure")

// Work does what was accepted, until ctx is done.
func (s *Server) Work(ctx context.Context, workers int) error {
	return s.Queue.ServeCalls(ctx, workers, func(ctx context.Context, id int64, c jobs.Call, last bool) (_ any, err error) {
		ctx, traced := s.tracer.job(ctx, c.Trace, attribute.Int64("yoshiki.job", id))
		defer func() { traced(err) }()
		actor := &access.Actor{}
		if err := json.Unmarshal(c.Actor, actor); err != nil {
			return nil, err
		}
		r, err := http.NewRequestWithContext(context.WithValue(ctx, jobKey{}, actor), c.Method, c.Path, bytes.NewReader(c.Body))
		if err != nil {
			return nil, err
		}
		r.RequestURI = c.Path
		for name, value := range c.Header {
			if value != "" {
				r.Header.Set(name, value)
			}
		}
		kept := newRecord()
		s.router.ServeHTTP(kept, r)
		out := &Result{Status: kept.status, Location: kept.header.Get("Location"), ETag: kept.header.Get("ETag")}
		if json.Valid(kept.body.Bytes()) {
			out.Body = kept.body.Bytes()
		}
		err = nil
		if kept.status >= http.StatusInternalServerError || kept.status == http.StatusTooManyRequests {
			err = fmt.Errorf("%d: %w", kept.status, errAgain)
		}
		if err == nil || last {
			s.announce(ctx, c.Tenant, id, out)
		}
		return out, err
	})
}

// announce tells the webhooks of a tenant that a job is over.
func (s *Server) announce(ctx context.Context, tenant string, id int64, out *Result) {
	if s.Hooks == nil {
		return
	}
	event := "job.done"
	if out.Status >= http.StatusBadRequest {
		event = "job.failed"
	}
	body, err := json.Marshal(map[string]any{"type": event, "timestamp": s.Now().UTC(), "data": map[string]any{"job": strconv.FormatInt(id, 10), "status": out.Status, "location": out.Location}})
	if err == nil {
		err = s.Hooks.State.Announce(context.WithoutCancel(ctx), tenant, state.Message{Event: event, Body: body, Trace: parentOf(ctx)}, s.Now())
	}
	if err != nil {
		s.Log.ErrorContext(ctx, "cannot announce a job", "job", id, "error", err)
	}
}
