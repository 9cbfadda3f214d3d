package server_test

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	standard "github.com/standard-webhooks/standard-webhooks/libraries/go"
)

// TestLater: what takes long is accepted, told of while it runs, done once, and announced to a
// webhook that fails twice at first, with a signature that the library of the standard verifies.
func TestLater(t *testing.T) {
	s := start(t, whole(t, nil))
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 2)
	go func() { ended <- s.service.Work(ctx, 2) }()
	go func() { ended <- s.service.Deliver(ctx) }()
	defer func() {
		stop()
		for range 2 {
			if err := <-ended; err != nil {
				t.Error(err)
			}
		}
	}()
	type message struct {
		header http.Header
		body   []byte
	}
	came := make(chan message, 10)
	hook := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		came <- message{r.Header, body}
	}))
	defer hook.Close()
	var h struct{ ID, Secret string }
	s.ask(t, "admin", "POST", "/v1/webhooks", `{"address":"`+hook.URL+`","events":["job.done"]}`).into(t, 201, &h)
	s.put(t, "provider", "small-saas")
	s.attach(t, "small-saas")
	r := s.ask(t, "provider", "POST", "/v1/cases/small-saas/packages", `{"for":"registration","formats":["pdf"]}`, "Prefer", "respond-async", "Idempotency-Key", "one").into(t, 202, nil)
	again := s.ask(t, "provider", "POST", "/v1/cases/small-saas/packages", `{"for":"registration","formats":["pdf"]}`, "Prefer", "respond-async", "Idempotency-Key", "one").into(t, 202, nil)
	job := r.header.Get("Location")
	if again.header.Get("Location") != job {
		t.Error("two jobs for one key")
	}
	s.ask(t, "other", "GET", job, "").into(t, 404, nil)
	events := string(s.ask(t, "provider", "GET", job+"/events", "").into(t, 200, nil).body)
	if !strings.Contains(events, `"state":"done"`) || !strings.HasPrefix(events, "event: job\ndata: {") {
		t.Error(events)
	}
	var done struct {
		State  string
		Result struct {
			Status   int
			Location string
			Body     struct{ ID string }
		}
	}
	s.ask(t, "provider", "GET", job, "").into(t, 200, &done)
	if done.State != "done" || done.Result.Status != 201 || done.Result.Location != "/v1/packages/"+done.Result.Body.ID {
		t.Errorf("%+v", done)
	}
	s.ask(t, "provider", "GET", done.Result.Location, "").into(t, 200, nil)
	select {
	case m := <-came:
		signer, err := standard.NewWebhook(h.Secret)
		if err != nil {
			t.Fatal(err)
		}
		if err := signer.VerifyIgnoringTimestamp(m.body, m.header); err != nil {
			t.Error(err)
		}
		var event struct {
			Type string
			Data struct{ Status int }
		}
		if err := json.Unmarshal(m.body, &event); err != nil || event.Type != "job.done" || event.Data.Status != 201 {
			t.Errorf("%s", m.body)
		}
	case <-time.After(10 * time.Minute):
		t.Error("the webhook hears of nothing")
	}
}
