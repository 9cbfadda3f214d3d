package server

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"maps"
	"net/http"
	"runtime"
	"sync"
	"time"
)

// patience is how long a part may take to say that it is well.
const patience = 3 * time.Second

// Check asks one part of the service whether it is well, and how much waits there.
type Check func(context.Context) (waiting int, err error)

// part is how one part of the service is.
type part struct {
	Status  string `json:"status"` // up or down
	Waiting int    `json:"waiting,omitempty"`
}

// alive answers as long as the process does.
func (s *Server) alive(w http.ResponseWriter, _ *http.Request) {
	write(w, http.StatusOK, part{Status: "up"})
}

// ready says of each part whether it is well. Why it is not stands in the log.
func (s *Server) ready(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), patience)
	defer cancel()
	parts := maps.Clone(s.Health)
	if parts == nil {
		parts = map[string]Check{}
	}
	parts["store"] = s.storeUp
	var mu sync.Mutex
	var wait sync.WaitGroup
	status, out := http.StatusOK, struct {
		part
		Parts map[string]part `json:"parts"`
	}{part{Status: "up"}, map[string]part{}}
	for name, ask := range parts {
		wait.Go(func() {
			waiting, err := ask(ctx)
			mu.Lock()
			defer mu.Unlock()
			out.Parts[name] = part{"up", waiting}
			if err != nil {
				s.Log.WarnContext(ctx, "not ready", "part", name, "waiting", waiting, "error", err)
				out.Parts[name], out.part, status = part{"down", waiting}, part{Status: "down"}, http.StatusServiceUnavailable
			}
		})
	}
	wait.Wait()
	write(w, status, out)
}

// storeUp asks the store for something that is not there.
func (s *Server) storeUp(ctx context.Context) (int, error) {
	if _, err := s.Store.Stat(ctx, "health"); !errors.Is(err, fs.ErrNotExist) {
		return 0, err
	}
	return 0, nil
}

func (s *Server) version(w http.ResponseWriter, _ *http.Request) {
	write(w, http.StatusOK, map[string]string{"version": s.Version, "go": runtime.Version()})
}

func write(w http.ResponseWriter, status int, v any) {
	data, err := json.Marshal(v)
	if err != nil {
		status = http.StatusInternalServerError
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write(data)
}
