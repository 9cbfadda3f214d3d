package main

import (
	"context"
	"net/http"
	"time"

	"yoshiki/cmd/internal/access"
	entrance "yoshiki/cmd/internal/access/door"
	"yoshiki/cmd/internal/pages"
	"yoshiki/cmd/internal/pages/frame"
	"yoshiki/cmd/internal/pages/office"
	"yoshiki/cmd/internal/server"
)

// pages are what people see of the service.
func (t *tool) pages(d *entrance.Door) func(server.Stores) http.Handler {
	return func(store server.Stores) http.Handler {
		o := frame.Options{Store: store, Now: time.Now, Visitor: visitorOf(d), May: server.May}
		return frame.New(o, pages.Room(pages.Options{Options: o, App: t.app}), office.Room(office.Options{Options: o, App: t.app, Granted: grantedBy(d)}))
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
