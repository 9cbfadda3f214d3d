package main

import (
	"net/http"
	"time"

	"yoshiki/cmd/internal/access"
	entrance "yoshiki/cmd/internal/access/door"
	"yoshiki/cmd/internal/pages"
	"yoshiki/cmd/internal/server"
)

// pages are what people see of the service.
func (t *tool) pages(d *entrance.Door) func(server.Stores) http.Handler {
	return func(store server.Stores) http.Handler {
		return pages.New(pages.Options{App: t.app, Store: store, Now: time.Now,
			May: server.May,
			Frame: func(r *http.Request) pages.Frame {
				if who := access.From(r.Context()); who != nil {
					return pages.Frame{User: who.Name, CSRF: d.CSRF(r), SignOut: d.CSRF(r) != ""}
				}
				return pages.Frame{}
			}})
	}
}
