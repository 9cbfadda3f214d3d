package main

import (
	"context"
	"crypto/ed25519"
	"encoding/json"
	"net/http"
	"time"

	"yoshiki/cmd/internal/access"
	entrance "yoshiki/cmd/internal/access/door"
	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/office"
	"yoshiki/cmd/internal/pages"
	"yoshiki/cmd/internal/pages/admin"
	"yoshiki/cmd/internal/pages/frame"
	staff "yoshiki/cmd/internal/pages/office"
	"yoshiki/cmd/internal/pages/operator"
	"yoshiki/cmd/internal/server"
)

// pages are what people see of the service.
func (t *tool) pages(ctx context.Context, p *parts, f serveFlags, d *entrance.Door, hooks *server.Hooks) (func(server.Stores, server.Turn) http.Handler, error) {
	queue, err := p.queue.View(ctx, operator.QueuePath)
	if err != nil {
		return nil, &exitError{code: exitFailed, key: "jobs-database", err: err}
	}
	return func(store server.Stores, turn server.Turn) http.Handler {
		o := frame.Options{Store: store, Now: time.Now, Visitor: visitorOf(d), May: server.May, Turn: turn}
		return frame.New(o, pages.Room(pages.Options{Options: o, App: t.app, Trail: p.state}), staff.Room(staff.Options{Options: o, App: t.app, Granted: grantedBy(d), Public: f.public(store)}),
			operator.Room(operator.Options{App: t.app, Now: time.Now, Work: p.work, Over: ctx.Done(), Queue: queue, Alone: p.alone}),
			admin.Room(admin.Options{State: p.state, Key: p.key, Now: time.Now, Issuer: f.issuer, Secret: hooks.Secret, Named: server.Named,
				Log: p.store.Store, Keys: []ed25519.PublicKey{p.auditKey}, Second: p.second}))
	}, nil
}

// public is where the cases of the office are, if anybody may read its list of services.
func (f serveFlags) public(store server.Stores) server.Stores {
	if !f.publicList || f.office == "" {
		return nil
	}
	return func(ctx context.Context) (*app.Store, error) {
		return store(access.With(ctx, &access.Actor{Tenant: f.office}))
	}
}

// grantedBy tells the office's pages who may see an attachment today. Where that cannot be found
// out, nobody may.
func grantedBy(d *entrance.Door) func(context.Context, string, string) bool {
	return func(ctx context.Context, caseID, file string) bool {
		may, err := d.Granted(ctx, access.From(ctx), caseID, file, string(today()))
		return err == nil && may
	}
}

// work has a batch worked on by whoever does what is accepted for later.
func (p *parts) work(ctx context.Context, o office.RerenderOrder) error {
	body, err := json.Marshal(map[string]any{"program": o.Program, "to": o.To, "filed": o.Filed, "dry": o.Dry})
	if err != nil {
		return err
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, "/v1/batches", nil)
	if err != nil {
		return err
	}
	r.Header.Set("Content-Type", "application/json")
	_, err = server.Accept(ctx, p.queue, r, body)
	return err
}

// alone reports whether there is one tenant.
func (p *parts) alone(ctx context.Context) (bool, error) {
	all, err := p.state.Tenants(ctx)
	return len(all) == 1, err
}

// visitorOf tells pages who asks.
func visitorOf(d *entrance.Door) func(*http.Request) frame.Visitor {
	return func(r *http.Request) frame.Visitor {
		who := access.From(r.Context())
		if who == nil {
			return frame.Visitor{SignIn: entrance.SignInPath, May: who.May}
		}
		proof := d.CSRF(r)
		return frame.Visitor{Name: who.Name, CSRF: proof, SignOut: proof != "", May: who.May}
	}
}

// notices shows what the door tells in the frame of the pages.
func notices(d *entrance.Door) func(http.ResponseWriter, *http.Request, entrance.Page) {
	show := frame.Notices(visitorOf(d))
	return func(w http.ResponseWriter, r *http.Request, p entrance.Page) {
		show(w, r, frame.Notice(p))
	}
}
