package frame

import (
	"context"
	"io/fs"
	"net/http"
	"net/url"
	"strings"
	"time"

	"yoshiki/cmd/internal/access"
	"yoshiki/cmd/internal/app"
	"yoshiki/forms/casefile"
)

// Options are what all pages are made with.
type Options struct {
	Store   func(context.Context) (*app.Store, error) // where the cases of who asks are kept
	Now     func() time.Time
	Visitor func(*http.Request) Visitor               // who asks; nil where nobody signs in
	Failed  func(*http.Request, error)                // is told why a page could not be shown; nil for nobody
	May     func(context.Context, access.Action) bool // what who asks may do, once it is asked for; nil for all
	Turn    func(context.Context) (func(), error)     // waits for a turn at what keeps a processor busy, and gives what ends it; nil where nobody else asks
}

// Visitor is who asks for a page.
type Visitor struct {
	Name    string                   // of who is signed in; "" for nobody
	CSRF    string                   // goes with every form; "" for none
	Lang    string                   // "ja" or "en"; "" for what the browser has chosen before
	May     func(access.Action) bool // what is worth showing the way to; nil for all
	SignOut bool                     // whether there is a way out, at /sign-out
	SignIn  string                   // where whoever has not signed in is sent; "" where all have
}

// Room is a part of the pages: what it serves, with which templates, and the ways to it.
type Room struct {
	HTML   fs.FS // holds html/*.html; a template is defined once in all rooms
	Assets fs.FS // holds assets/*, files that its pages load; nil for none
	Places []Place
	Routes []Route
}

// Place is one in the head of every page, for those who may do one of some things.
type Place struct {
	Href string
	Key  string          // of its words
	For  []access.Action // nil for anybody
}

// Route is a page, and what is done by it.
type Route struct {
	Pattern string
	Action  access.Action // "" where anybody may
	Serve   func(*Call) error
}

// frame serves pages.
type frame struct {
	Options
	views  *views
	files  *assets
	places []Place
}

// New gives the handler of the pages of all rooms.
func New(o Options, rooms ...Room) http.Handler {
	f := newFrame(o, rooms...)
	mux := http.NewServeMux()
	mux.Handle("GET /assets/{name...}", f.files)
	mux.HandleFunc("GET /language", f.language)
	for _, room := range rooms {
		for _, r := range room.Routes {
			mux.Handle(r.Pattern, f.guarded(r))
		}
	}
	mux.Handle("/", f.guarded(Route{"", access.CaseRead, func(*Call) error { return ErrNoPage }}))
	return http.NewCrossOriginProtection().Handler(mux)
}

func newFrame(o Options, rooms ...Room) *frame {
	f := &frame{Options: o}
	html, files := []fs.FS{sources}, []fs.FS(nil)
	for _, r := range rooms {
		if r.HTML != nil {
			html = append(html, r.HTML)
		}
		if r.Assets != nil {
			files = append(files, r.Assets)
		}
		f.places = append(f.places, r.Places...)
	}
	f.files = newAssets(files)
	f.views = newViews(html, f.files)
	return f
}

// guarded serves a route to who may do it, and says what went wrong.
func (f *frame) guarded(r Route) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		c := f.call(w, q)
		c.secure()
		if home := c.home(); q.URL.Path == "/" && home != "/" {
			http.Redirect(w, q, home, http.StatusSeeOther)
			return
		}
		if r.Action != "" && f.May != nil && !f.May(q.Context(), r.Action) {
			c.refuse()
			return
		}
		if err := r.Serve(c); err != nil {
			c.Fail(err)
		}
	})
}

// home is the first place of who asks that is not for anybody.
func (c *Call) home() string {
	for _, p := range c.Places() {
		if p.For != nil {
			return p.Href
		}
	}
	return "/"
}

// Places are the ways that who asks is shown.
func (c *Call) Places() (all []Place) {
	for _, p := range c.frame.places {
		if p.For == nil || c.Shown(p.For...) {
			all = append(all, p)
		}
	}
	return all
}

// Shown reports whether the way to something is worth showing: whether who asks may do one of
// some things.
func (c *Call) Shown(any ...access.Action) bool {
	for _, do := range any {
		if c.Visitor.May == nil || c.Visitor.May(do) {
			return true
		}
	}
	return false
}

// Current reports whether the page belongs to a place.
func (c *Call) Current(p Place) bool {
	at := c.R.URL.Path
	return at == p.Href || p.Href != "/" && strings.HasPrefix(at, p.Href+"/")
}

// refuse sends whoever has not signed in to do so, and back; others may not see the page.
func (c *Call) refuse() {
	if c.Visitor.SignIn == "" {
		c.Fail(errForbidden)
		return
	}
	back := "/"
	if c.R.Method == http.MethodGet {
		back = c.R.URL.RequestURI()
	}
	http.Redirect(c.W, c.R, c.Visitor.SignIn+"?to="+url.QueryEscape(back), http.StatusSeeOther)
}

// Today is the day in Japan.
func (o *Options) Today() casefile.Date {
	return casefile.Date(o.Now().In(app.Japan).Format(time.DateOnly))
}
