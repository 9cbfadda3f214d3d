package pages

import (
	"context"
	"net/http"
	"net/url"
	"time"

	"yoshiki/cmd/internal/access"
	"yoshiki/cmd/internal/app"
	"yoshiki/forms/casefile"
)

// Options are what pages are made with.
type Options struct {
	App    *app.App
	Store  func(context.Context) (*app.Store, error) // where the cases of who asks are kept
	Now    func() time.Time
	Frame  func(*http.Request) Frame                 // who asks; nil where nobody signs in
	Failed func(*http.Request, error)                // is told why a page could not be shown; nil for nobody
	May    func(context.Context, access.Action) bool // what who asks may do; nil for all
}

// Frame is what stands around a page about who asks.
type Frame struct {
	User    string // name of who is signed in; "" for nobody
	CSRF    string // goes with every form; "" for none
	Lang    string // "ja" or "en"; "" for what the browser has chosen before
	Links   []Link // further places that who asks may go to
	SignOut bool   // whether there is a way out, at /sign-out
	SignIn  string // where whoever has not signed in is sent; "" where all have
}

// Link is a place in the head of the page.
type Link struct{ Href, Title string }

// pages serves the pages.
type pages struct {
	Options
	views *views
}

// New gives the handler of all pages.
func New(o Options) http.Handler {
	p := &pages{Options: o, views: newViews()}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /assets/{name...}", serveAsset)
	mux.HandleFunc("GET /language", p.language)
	for _, r := range p.routes() {
		mux.Handle(r.pattern, p.guarded(r))
	}
	mux.Handle("/", p.guarded(route{"", access.CaseRead, func(*call) error { return errNoPage }}))
	return http.NewCrossOriginProtection().Handler(mux)
}

// route is a page, and what is done by it.
type route struct {
	pattern string
	action  access.Action // "" where anybody may
	serve   func(*call) error
}

func (p *pages) routes() []route {
	return []route{
		{"GET /{$}", access.CaseRead, p.dashboard},
		{"GET /welcome", "", p.welcome},
		{"GET /start", access.CaseWrite, p.start},
		{"POST /start", access.CaseWrite, p.create},
		{"POST /demo", access.CaseWrite, p.demo},
		{"GET /calendar", access.CaseRead, p.calendar},
		{"GET /cases/{id}/calendar.ics", access.CaseRead, p.calendarFile},
		{"GET /cases/{id}", access.CaseRead, p.overview},
		{"GET /cases/{id}/for/{kind}", access.CaseRead, p.tasks},
		{"GET /cases/{id}/for/{kind}/part/{part...}", access.CaseRead, p.part},
		{"POST /cases/{id}/for/{kind}/part/{part...}", access.CaseWrite, p.savePart},
		{"GET /cases/{id}/for/{kind}/build", access.CaseRead, p.build},
		{"POST /cases/{id}/for/{kind}/build", access.PackageBuild, p.makePackage},
		{"GET /cases/{id}/for/{kind}/files", access.AttachmentRead, p.files},
		{"POST /cases/{id}/for/{kind}/files", access.AttachmentWrite, p.attach},
		{"GET /cases/{id}/for/{kind}/file", access.AttachmentRead, p.file},
		{"GET /cases/{id}/for/{kind}/workbook", access.CaseRead, p.workbook},
		{"POST /cases/{id}/for/{kind}/workbook", access.CaseWrite, p.takeWorkbook},
		{"GET /cases/{id}/for/{kind}/controls", access.CaseRead, p.controls},
		{"POST /cases/{id}/for/{kind}/controls", access.CaseWrite, p.saveControls},
		{"POST /cases/{id}/for/{kind}/controls/file", access.CaseWrite, p.takeControls},
		{"GET /cases/{id}/for/{kind}/paper/{form}", access.CaseRead, p.paper},
		{"GET /cases/{id}/for/{kind}/paper/{form}/pdf", access.CaseRead, p.paperFile},
		{"GET /cases/{id}/for/{kind}/paper/{form}/boxes", access.CaseRead, p.paperBoxes},
		{"GET /cases/{id}/history", access.CaseRead, p.history},
		{"GET /cases/{id}/history/{number}", access.CaseRead, p.version},
		{"POST /cases/{id}/history/{number}", access.CaseWrite, p.restore},
		{"GET /packages/{package}", access.PackageRead, p.packageOf},
		{"GET /packages/{package}/zip", access.AttachmentRead, p.zip},
		{"POST /packages/{package}/filed", access.PackageSubmit, p.filed},
		{"POST /next", access.CaseWrite, p.carryOn},
		{"GET /verify", "", p.verifyForm},
		{"POST /verify", "", p.verifyZip},
	}
}

// guarded serves a route to who may do it, and says what went wrong.
func (p *pages) guarded(r route) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		c := p.call(w, q)
		c.secure()
		if r.action != "" && p.May != nil && !p.May(q.Context(), r.action) {
			c.refuse()
			return
		}
		if err := r.serve(c); err != nil {
			c.fail(err)
		}
	})
}

// refuse sends whoever has not signed in to do so, and back; others may not see the page.
func (c *call) refuse() {
	if c.frame.SignIn == "" {
		c.fail(errForbidden)
		return
	}
	back := "/"
	if c.r.Method == http.MethodGet {
		back = c.r.URL.RequestURI()
	}
	http.Redirect(c.w, c.r, c.frame.SignIn+"?to="+url.QueryEscape(back), http.StatusSeeOther)
}

// today is the day in Japan.
func (p *pages) today() casefile.Date {
	return casefile.Date(p.Now().In(app.Japan).Format(time.DateOnly))
}
