package operator

import (
	"context"
	"embed"
	"net/http"
	"time"

	"yoshiki/cmd/internal/access"
	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/office"
	"yoshiki/cmd/internal/pages/frame"
)

// Options are what the pages are made with.
type Options struct {
	App   *app.App
	Now   func() time.Time
	Work  func(context.Context, office.RerenderOrder) error // accepts that the batch of an order is worked on, for who asks
	Over  <-chan struct{}                                   // closed when the server is to stop; nil for never
	Queue http.Handler                                      // the view of the queue, at QueuePath; nil for none
	Alone func(context.Context) (bool, error)               // whether all jobs of the queue are of the tenant of who asks
}

//go:embed html
var templates embed.FS

//go:embed assets
var files embed.FS

// pages are the pages.
type pages struct{ Options }

// call is a request for one of them.
type call struct {
	*frame.Call
	p *pages
}

// Room are the pages for the frame.
func Room(o Options) frame.Room {
	p := &pages{o}
	room := frame.Room{HTML: templates, Assets: files, Places: []frame.Place{
		{Href: "/batches", Key: "op-batches", For: []access.Action{access.BatchRead}},
		{Href: "/rules", Key: "op-rules", For: []access.Action{access.BatchRead}},
	}}
	for _, r := range p.routes() {
		room.Routes = append(room.Routes, frame.Route{Pattern: r.pattern, Action: r.action, Serve: func(c *frame.Call) error { return r.serve(&call{c, p}) }})
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
		{"GET /rules", access.BatchRead, p.revisions},
		{"GET /rules/diff", access.BatchRead, p.differences},
		{"GET /batches", access.BatchRead, p.batches},
		{"POST /batches", access.BatchRun, p.begin},
		{"GET /batches/{n}", access.BatchRead, p.batch},
		{"GET /batches/{n}/events", access.BatchRead, p.events},
		{"GET /batches/{n}/report/{format}", access.BatchRead, p.report},
		{"POST /batches/{n}/{do}", access.BatchRun, p.steer},
	}
	if p.Queue != nil {
		all = append(all, route{"GET " + QueuePath + "/proof.js", access.BatchRun, p.proof}, route{QueuePath + "/", access.BatchRun, p.queue})
	}
	return all
}
