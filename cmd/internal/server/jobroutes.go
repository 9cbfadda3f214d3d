package server

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"yoshiki/cmd/internal/access"
	"yoshiki/cmd/internal/api"
	"yoshiki/cmd/internal/jobs"
)

// JobID names a job in a path.
type JobID struct {
	Job int64 `path:"job" minimum:"1" example:"1"`
}

type jobAnswer struct{ Body *Job }

func (s *Server) jobRoutes() {
	tags := []string{"jobs"}
	api.Register(s.api, api.SignedIn, huma.Operation{Method: http.MethodGet, Path: "/v1/jobs/{job}", OperationID: "read-job", Summary: "Ask how far a job is", Tags: tags, Errors: []int{404}},
		func(ctx context.Context, in *JobID) (*jobAnswer, error) {
			j, err := s.job(ctx, in.Job)
			return &jobAnswer{j}, err
		})
	event := &huma.Schema{Type: "object", Description: "Each event", Properties: map[string]*huma.Schema{"event": {Type: "string", Enum: []any{"job"}}, "data": {Type: "string", Description: "The job, in JSON, as read-job answers it"}}, Required: []string{"event", "data"}}
	events := map[string]*huma.Response{"200": {Description: "An event for each change of the job, until it is over", Content: map[string]*huma.MediaType{"text/event-stream": {Schema: event}}}}
	api.Register(s.api, api.SignedIn, huma.Operation{Method: http.MethodGet, Path: "/v1/jobs/{job}/events", OperationID: "watch-job", Summary: "Be told of each change of a job", Tags: tags, Responses: events, Errors: []int{404}}, s.watch)
}

// job is a job of the tenant of whoever asks; any other is as one that is not there.
func (s *Server) job(ctx context.Context, id int64) (*Job, error) {
	if s.Queue == nil {
		return nil, api.NewProblem(api.WordsOf(ctx), http.StatusNotFound, "no-job", nil)
	}
	found, err := s.Queue.FindCall(ctx, id)
	if errors.Is(err, jobs.ErrNoCall) || err == nil && found.Tenant != access.From(ctx).Tenant {
		return nil, api.NewProblem(api.WordsOf(ctx), http.StatusNotFound, "no-job", nil)
	}
	if err != nil {
		return nil, err
	}
	j := &Job{ID: strconv.FormatInt(id, 10), State: found.State}
	if len(found.Output) > 0 && (j.State == "done" || j.State == "failed") {
		j.Result = &Result{}
		err = json.Unmarshal(found.Output, j.Result)
	}
	return j, err
}

// The pace of events: how often the state is asked for, and how often a sign of life is sent.
const (
	eventPace = 250 * time.Millisecond
	eventLife = 15 * time.Second
)

func (s *Server) watch(ctx context.Context, in *JobID) (*huma.StreamResponse, error) {
	j, err := s.job(ctx, in.Job)
	if err != nil {
		return nil, err
	}
	leave, ok := s.watchers.enter(access.From(ctx).Tenant)
	if !ok {
		return nil, api.NewProblem(api.WordsOf(ctx), http.StatusTooManyRequests, "too-many", nil).Later(time.Second)
	}
	return &huma.StreamResponse{Body: func(hc huma.Context) {
		defer leave()
		stepAside(ctx)
		hc.SetHeader("Content-Type", "text/event-stream")
		hc.SetStatus(http.StatusOK)
		told, alive := "", time.Now()
		for {
			data, err := json.Marshal(j)
			if err != nil {
				return
			}
			if string(data) != told {
				told, alive = string(data), time.Now()
				fmt.Fprintf(hc.BodyWriter(), "event: job\ndata: %s\n\n", data)
			} else if time.Since(alive) > eventLife {
				alive = time.Now()
				fmt.Fprint(hc.BodyWriter(), ": alive\n\n")
			}
			flush(hc)
			if j.State == "done" || j.State == "failed" {
				return
			}
			select {
			case <-hc.Context().Done():
				return
			case <-s.over:
				return
			case <-time.After(eventPace):
			}
			if j, err = s.job(ctx, in.Job); err != nil {
				return
			}
		}
	}}, nil
}

// flush sends what was written.
func flush(ctx huma.Context) {
	if w, ok := ctx.BodyWriter().(http.ResponseWriter); ok {
		_ = http.NewResponseController(w).Flush() // what cannot flush sends it at the end
	}
}
