package state_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"yoshiki/cmd/internal/state"
)

func TestWebhooks(t *testing.T) {
	eachOpen(t, func(t *testing.T, w *world) {
		built := got(w.AddWebhook(t.Context(), "acme", "https://hook.example/1", []string{"package.built", "job.failed"}, now))(t)
		got(w.AddWebhook(t.Context(), "acme", "https://hook.example/2", []string{"job.failed"}, now.Add(time.Second)))(t)
		got(w.AddWebhook(t.Context(), "office", "https://hook.example/3", []string{"package.built"}, now))(t)
		_, err := w.AddWebhook(t.Context(), "none", "https://hook.example/4", nil, now)
		is(t, err, state.ErrAbsent)
		must(t, w.Announce(t.Context(), "acme", state.Message{Event: "package.built", Body: []byte(`{"n":1}`)}, now))
		all := got(w.Deliver(t.Context(), 10, time.Minute, now))(t)
		if len(all) != 1 || all[0].Webhook != built || all[0].Address != "https://hook.example/1" || string(all[0].Body) != `{"n":1}` || all[0].Attempts != 1 || all[0].Event != "package.built" {
			t.Fatal(all)
		}
		if again := got(w.Deliver(t.Context(), 10, time.Minute, now.Add(59*time.Second)))(t); len(again) != 0 {
			t.Error("handed out twice", again)
		}
		must(t, w.Undelivered(t.Context(), all[0], "503", now.Add(time.Hour)))
		if early := got(w.Deliver(t.Context(), 10, time.Minute, now.Add(59*time.Minute)))(t); len(early) != 0 {
			t.Error(early)
		}
		if hook := got(w.Webhooks(t.Context(), "acme"))(t)[0]; hook.Failures != 1 || hook.Failed != "503" {
			t.Error(hook)
		}
		// One that is stopped gets nothing, and goes on where it was.
		must(t, w.StopWebhook(t.Context(), "acme", built, now))
		must(t, w.Announce(t.Context(), "acme", state.Message{Event: "package.built"}, now))
		if none := got(w.Deliver(t.Context(), 10, time.Minute, now.Add(time.Hour)))(t); len(none) != 0 {
			t.Error(none)
		}
		must(t, w.StartWebhook(t.Context(), "acme", built))
		late := got(w.Deliver(t.Context(), 10, time.Minute, now.Add(time.Hour)))(t)
		if len(late) != 1 || late[0].ID != all[0].ID || late[0].Attempts != 2 {
			t.Fatal(late)
		}
		must(t, w.Delivered(t.Context(), late[0]))
		must(t, w.Announce(t.Context(), "acme", state.Message{Event: "job.failed"}, now))
		must(t, w.RemoveWebhook(t.Context(), "acme", built))
		is(t, w.RemoveWebhook(t.Context(), "acme", built), state.ErrAbsent)
		is(t, w.StopWebhook(t.Context(), "acme", built, now), state.ErrAbsent)
		is(t, w.StartWebhook(t.Context(), "acme", built), state.ErrAbsent)
		left := got(w.Deliver(t.Context(), 10, time.Minute, now.Add(2*time.Hour)))(t)
		if len(left) != 1 || left[0].Address != "https://hook.example/2" {
			t.Fatal(left)
		}
		must(t, w.Undelivered(t.Context(), left[0], "410", time.Time{}))
		if none := got(w.Deliver(t.Context(), 10, time.Minute, now.AddDate(1, 0, 0)))(t); len(none) != 0 {
			t.Error(none)
		}
	})
}

// TestDeliverAtOnce: what several servers hand out at once is handed out once.
func TestDeliverAtOnce(t *testing.T) {
	eachOpen(t, func(t *testing.T, w *world) {
		got(w.AddWebhook(t.Context(), "acme", "https://hook.example/1", []string{"e"}, now))(t)
		for range 60 {
			must(t, w.Announce(t.Context(), "acme", state.Message{Event: "e"}, now))
		}
		servers := []*state.DB{w.DB, open(t, w.url)}
		var mu sync.Mutex
		seen := map[string]int{}
		var wait sync.WaitGroup
		for i := range 12 {
			wait.Go(func() {
				for range 3 {
					all, err := servers[i%2].Deliver(t.Context(), 4, time.Minute, now)
					if err != nil {
						t.Error(err)
					}
					mu.Lock()
					for _, v := range all {
						seen[v.ID]++
					}
					mu.Unlock()
				}
			})
		}
		wait.Wait()
		for left := 1; left > 0; {
			all := got(w.Deliver(t.Context(), 4, time.Minute, now))(t)
			left = len(all)
			for _, v := range all {
				seen[v.ID]++
			}
		}
		for id, n := range seen {
			if n != 1 {
				t.Error(id, n)
			}
		}
		if len(seen) != 60 {
			t.Error(len(seen))
		}
	})
}

// TestDeliverBroken: a server that is told to stop while it asks for messages gets whole ones or none.
func TestDeliverBroken(t *testing.T) {
	eachOpen(t, func(t *testing.T, w *world) {
		got(w.AddWebhook(t.Context(), "acme", "https://hook.example/1", []string{"e"}, now))(t)
		for range 20 {
			must(t, w.Announce(t.Context(), "acme", state.Message{Event: "e"}, now))
		}
		for i := range 300 {
			ctx, cancel := context.WithTimeout(t.Context(), time.Duration(i)*20*time.Microsecond)
			all, err := w.Deliver(ctx, 20, 0, now)
			cancel()
			if err != nil && len(all) > 0 {
				t.Fatal(len(all), err)
			}
			for _, v := range all {
				if v.ID == "" || v.Attempts == 0 {
					t.Fatal(v)
				}
			}
		}
		if all := got(w.Deliver(t.Context(), 20, 0, now))(t); len(all) != 20 {
			t.Error(len(all))
		}
	})
}
