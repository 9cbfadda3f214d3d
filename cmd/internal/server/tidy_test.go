package server_test

import (
	"bufio"
	"context"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"yoshiki/cmd/internal/jobs"
	"yoshiki/cmd/internal/server"
)

// TestTidy: an upload that has rested for a week is taken away with its parts, of whatever tenant;
// one to which something came since stays, and so does every case.
func TestTidy(t *testing.T) {
	clock := time.Now()
	s := start(t, func(o *server.Options) { o.Now = func() time.Time { return clock } })
	s.put(t, "provider", "small-saas")
	s.put(t, "other", "small-saas")
	begin := func(who string) string {
		var u struct{ Upload string }
		s.ask(t, who, "POST", "/v1/cases/small-saas/uploads", `{"path":"a.txt","size":4,"sha256":"`+textDigest+`"}`).into(t, 201, &u)
		path := "/v1/cases/small-saas/uploads/" + u.Upload
		s.ask(t, who, "PATCH", path, "te", "Content-Type", "application/octet-stream", "Upload-Offset", "0").into(t, 200, nil)
		return path
	}
	rests, goesOn, other := begin("provider"), begin("provider"), begin("other")
	parts, err := filepath.Glob(filepath.Join(strings.TrimPrefix(s.store.URL, "dir:"), "u/tsumugi", path.Base(goesOn), "part-*"))
	if err != nil || len(parts) != 1 {
		t.Fatal(parts, err)
	}
	if err := os.Chtimes(parts[0], clock, clock.Add(2*24*time.Hour)); err != nil {
		t.Fatal(err)
	}
	clock = clock.Add(7*24*time.Hour + time.Hour)
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- s.service.Tidy(ctx) }()
	left := func() (all []string) {
		for o, err := range s.store.List(t.Context(), "u/") {
			if err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(o.Key, path.Base(goesOn)) {
				all = append(all, o.Key)
			}
		}
		return all
	}
	for end := time.Now().Add(10 * time.Minute); len(left()) > 0; {
		if time.Now().After(end) {
			t.Fatal(left())
		}
	}
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	s.ask(t, "provider", "GET", goesOn, "").into(t, 200, nil)
	s.ask(t, "provider", "GET", rests, "").into(t, 404, nil)
	s.ask(t, "other", "GET", other, "").into(t, 404, nil)
	s.ask(t, "other", "GET", "/v1/cases/small-saas", "").into(t, 200, nil)
}

// waiting is a queue whose only job never begins.
type waiting struct{ server.Queue }

func (waiting) FindCall(context.Context, int64) (*jobs.CallState, error) {
	return &jobs.CallState{Tenant: "tsumugi", State: "waiting"}, nil
}

// TestWatchers: who watches a job takes no place from requests, and there is an end to how many
// watch.
func TestWatchers(t *testing.T) {
	s := start(t, func(o *server.Options) { o.Queue, o.Limits.Together, o.Limits.AllTogether = waiting{}, 2, 3 })
	var open []*http.Response
	defer func() {
		for _, r := range open {
			_ = r.Body.Close()
		}
	}()
	for i := range 65 {
		r, err := http.NewRequestWithContext(t.Context(), "GET", s.URL+"/v1/jobs/1/events", nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Authorization", "Bearer provider")
		answer, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		open = append(open, answer)
		if i == 64 {
			if answer.StatusCode != 429 || answer.Header.Get("Retry-After") != "1" {
				t.Error(answer.Status, answer.Header)
			}
			break
		}
		if line, err := bufio.NewReader(answer.Body).ReadString('\n'); line != "event: job\n" {
			t.Fatal(i, answer.Status, line, err)
		}
	}
	s.ask(t, "provider", "GET", "/v1/cases", "").into(t, 200, nil)
}
