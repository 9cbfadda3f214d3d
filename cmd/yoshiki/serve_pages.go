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
		return pages.New(pages.Options{App: t.app, Store: store, Now: time.Now, Frame: frameOf(d), May: server.May})
	}
}

// frameOf tells pages who asks.
func frameOf(d *entrance.Door) func(*http.Request) pages.Frame {
	return func(r *http.Request) pages.Frame {
		who := access.From(r.Context())
		if who == nil {
			return pages.Frame{SignIn: entrance.SignInPath}
		}
		proof := d.CSRF(r)
		return pages.Frame{User: who.Name, CSRF: proof, SignOut: proof != ""}
	}
}

// notices shows what the door tells in the frame of the pages.
func notices(d *entrance.Door) func(http.ResponseWriter, *http.Request, entrance.Page) {
	show := pages.Notices(frameOf(d))
	return func(w http.ResponseWriter, r *http.Request, p entrance.Page) {
		show(w, r, pages.Notice(p))
	}
}
