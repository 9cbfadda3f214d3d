package server_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"yoshiki/cmd/internal/access/door"
	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/server"
	"yoshiki/cmd/internal/state"
	"yoshiki/storage"
)

// others begins the keys that were used for another request.
const others = "other-"

// running remembers requests for two servers, of which the other is always at it already.
type running struct{ server.Repeats }

func (r running) Begin(ctx context.Context, q state.Request, lease time.Duration, at time.Time) (*state.Attempt, *state.Response, error) {
	first := q
	if strings.HasPrefix(q.Key, others) {
		first.Fingerprint = "another request"
	}
	if _, _, err := r.Repeats.Begin(ctx, first, lease, at); err != nil {
		return nil, nil, err
	}
	return r.Repeats.Begin(ctx, q, lease, at)
}

// brokenQueue is a queue that panics.
type brokenQueue struct{ server.Queue }

// broken is a store that panics.
type broken struct{ storage.Store }

// worlds are servers over one store and one database that answer otherwise.
func worlds(t *testing.T) map[string]func(*server.Options) {
	gone, err := state.Open(t.Context(), "sqlite:"+t.TempDir()+"/gone.db")
	if err == nil {
		err = gone.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	in := func(o *server.Options, db *state.DB) *door.Door {
		return door.New(door.Options{State: db, Key: o.Hooks.Key, Now: o.Now})
	}
	return map[string]func(*server.Options){
		"":        func(*server.Options) {},
		"slow":    func(o *server.Options) { o.Limits.BodyGrace, o.Limits.BodyRate = 10*time.Millisecond, 1<<30 },
		"tight":   func(o *server.Options) { o.Limits = server.Limits{Rate: 1e-9, Burst: 1} },
		"running": func(o *server.Options) { o.Repeats = running{o.Repeats} },
		"signed in": func(o *server.Options) {
			d := in(o, o.Hooks.State)
			o.Authenticate, o.SignIn = d.Authenticate, d.Handler()
		},
		"away": func(o *server.Options) { o.Authenticate = in(o, gone).Authenticate },
		"mute": func(o *server.Options) {
			o.Audit = func(context.Context, server.Event) error { return errors.New("no disk") }
		},
		"failing": func(o *server.Options) {
			o.App, o.Store, o.Queue, o.Hooks = nil, &app.Store{Store: broken{}}, brokenQueue{}, &server.Hooks{}
		},
	}
}
