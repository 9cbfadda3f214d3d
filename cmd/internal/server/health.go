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

// part is how one part of the service is.
type part struct {
	Status string `json:"status"` // up or down
}

// alive answers as long as the process does.
func (s *Server) alive(w http.ResponseWriter, _ *http.Request) { write(w, http.StatusOK, part{"up"}) }

// ready says of each part whether it is well. Why it is not stands in the log.
func (s *Server) ready(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), patience)
	defer cancel()
	parts := maps.Clone(s.Health)
	if parts == nil {
		parts = map[string]func(context.Context) error{}
	}
	parts["store"] = s.storeUp
	var mu sync.Mutex
	var wait sync.WaitGroup
	status, out := http.StatusOK, struct {
		part
		Parts map[string]part `json:"parts"`
	}{part{"up"}, map[string]part{}}
	for name, ask := range parts {
		wait.Go(func() {
			err := ask(ctx)
			mu.Lock()
			defer mu.Unlock()
			out.Parts[name] = part{"up"}
			if err != nil {
				s.Log.WarnContext(ctx, "not ready", "part", name, "error", err)
				out.Parts[name], out.part, status = part{"down"}, part{"down"}, http.StatusServiceUnavailable
			}
		})
	}
	wait.Wait()
	write(w, status, out)
}

// storeUp asks the store for something that is not there.
func (s *Server) storeUp(ctx context.Context) error {
	if _, err := s.Store.Stat(ctx, "health"); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
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
