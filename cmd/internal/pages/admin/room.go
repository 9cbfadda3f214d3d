package admin

import (
	"context"
	"crypto/ed25519"
	"embed"
	"time"

	"yoshiki/cmd/internal/access"
	"yoshiki/cmd/internal/pages/frame"
	"yoshiki/cmd/internal/state"
	"yoshiki/storage"
)

// Options are what the pages are made with.
type Options struct {
	State  *state.DB
	Key    access.Key // of the installation
	Now    func() time.Time
	Issuer string                                 // the identity provider by which people sign in; "" for none
	Secret func(webhook string) string            // what signs the messages to a webhook; nil where there are none
	Named  func(ctx context.Context, what string) // tells the audit log what was changed; nil for nobody
	Log    storage.Store                          // where the audit log is
	Keys   []ed25519.PublicKey                    // by which its checkpoints are signed here
	Second storage.Store                          // where its checkpoints lie once more; nil for nowhere
}

//go:embed html
var templates embed.FS

// pages are the pages.
type pages struct{ Options }

// call is a request for one of them.
type call struct {
	*frame.Call
	who *access.Actor
}

// Room are the pages for the frame.
func Room(o Options) frame.Room {
	p := &pages{o}
	room := frame.Room{HTML: templates, Places: []frame.Place{
		{Href: "/access", Key: "ad-access", For: []access.Action{access.AccessRead}},
		{Href: "/audit", Key: "ad-log", For: []access.Action{access.AuditRead}},
	}}
	for _, r := range p.routes() {
		room.Routes = append(room.Routes, frame.Route{Pattern: r.pattern, Action: r.action, Serve: func(c *frame.Call) error {
			return r.serve(&call{c, access.From(c.R.Context())})
		}})
	}
	return room
}

// route is a page, and what is done by it.
type route struct {
	pattern string
	action  access.Action
	serve   func(*call) error
}

func (p *pages) routes() []route {
	all := []route{
		{"GET /access", access.AccessRead, p.people},
		{"POST /access/people", access.AccessWrite, p.addPerson},
		{"GET /access/people/{id}", access.AccessRead, p.person},
		{"POST /access/people/{id}", access.AccessWrite, p.changePerson},
		{"POST /access/invitations", access.AccessWrite, p.invite},
		{"GET /access/tokens", access.AccessRead, p.tokens},
		{"POST /access/tokens", access.AccessWrite, p.addToken},
		{"POST /access/tokens/{id}/revoke", access.AccessWrite, p.revokeToken},
		{"GET /access/sessions", access.AccessRead, p.sessions},
		{"POST /access/sessions/{id}/end", access.AccessWrite, p.endSession},
		{"GET " + minePath, "", signedIn(p.mine)},
		{"POST " + minePath, "", signedIn(p.endMine)},
		{"GET /audit", access.AuditRead, p.log},
		{"GET /audit/export", access.AuditRead, p.export},
		{"GET /audit/verify", access.AuditRead, p.verifyForm},
		{"POST /audit/verify", access.AuditRead, p.verify},
		{"GET /audit/packages", access.AuditRead, p.packages},
	}
	if p.Secret != nil {
		all = append(all, []route{
			{"GET /access/webhooks", access.AccessRead, p.webhooks},
			{"POST /access/webhooks", access.AccessWrite, p.addWebhook},
			{"POST /access/webhooks/{id}/{do}", access.AccessWrite, p.changeWebhook},
		}...)
	}
	return all
}

// changed tells the audit log what was changed.
func (p *pages) changed(c *call, what string) {
	if p.Named != nil {
		p.Named(c.R.Context(), what)
	}
}
