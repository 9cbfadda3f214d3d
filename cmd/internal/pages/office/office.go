package office

import (
	"context"
	"embed"
	"strings"

	"yoshiki/cmd/internal/access"
	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/pages/frame"
	"yoshiki/forms"
	"yoshiki/forms/casefile"
)

// Options are what the pages are made with.
type Options struct {
	frame.Options
	App     *app.App
	Granted func(ctx context.Context, caseID, file string) bool // whether who asks may see one attachment; nil for never
	Public  func(context.Context) (*app.Store, error)           // where the cases of the list are that anybody may read; nil for none
}

// call is one request for a page of the office.
type call struct {
	*frame.Call
	o     *Options
	store *app.Store
}

//go:embed html
var templates embed.FS

//go:embed assets
var files embed.FS

// working is what those may do who work in the office.
var working = []access.Action{access.PackageReceive, access.LetterIssue, access.LetterApprove}

// Room are the pages for the frame.
func Room(o Options) frame.Room {
	room := frame.Room{HTML: templates, Assets: files, Places: []frame.Place{{Href: "/office", Key: "office", For: working}}}
	for _, r := range routes {
		room.Routes = append(room.Routes, frame.Route{Pattern: r.pattern, Action: r.action, Serve: func(c *frame.Call) error {
			s, err := c.Store()
			if err != nil {
				return err
			}
			return r.serve(&call{c, &o, s})
		}})
	}
	if o.Public != nil {
		room.Routes = append(room.Routes, publicRoutes(&o)...)
		room.Places = append(room.Places, frame.Place{Href: "/list", Key: "public-list"})
	}
	return room
}

// turning serves a page that keeps a processor busy: one that prints, checks or makes something of
// a whole case, or of all cases.
func turning(serve func(*call) error) func(*call) error {
	return func(c *call) error { return c.InTurn(func() error { return serve(c) }) }
}

var routes = []struct {
	pattern string
	action  access.Action
	serve   func(*call) error
}{
	{"GET /office", access.PackageReceive, turning((*call).queue)},
	{"GET /office/cases/{id}", access.PackageReceive, (*call).caseOf},
	{"GET /office/packages/{package}", access.PackageReceive, (*call).packageOf},
	{"GET /office/packages/{package}/papers/{path...}", access.PackageReceive, (*call).paper},
	{"GET /office/packages/{package}/files/{path...}", access.PackageReceive, (*call).attachment},
	{"GET /office/receive", access.PackageReceive, (*call).receiveForm},
	{"POST /office/receive", access.PackageReceive, (*call).receive},
	{"GET /office/receive/paper", access.PackageReceive, (*call).typedForm},
	{"POST /office/receive/paper", access.PackageReceive, (*call).typed},
	{"GET /office/cases/{id}/write/{form}", access.LetterIssue, (*call).compose},
	{"POST /office/cases/{id}/write/{form}", access.LetterIssue, turning((*call).composed)},
	{"POST /office/cases/{id}/write/{form}/pdf", access.LetterIssue, turning((*call).preview)},
	{"POST /office/cases/{id}/write/{form}/boxes", access.LetterIssue, turning((*call).previewBoxes)},
	{"GET /office/letters/{package}", access.LetterRead, (*call).letter},
	{"GET /office/letters/{package}/pdf", access.LetterRead, (*call).letterPDF},
	{"GET /office/letters/{package}/boxes", access.LetterRead, turning((*call).letterBoxes)},
	{"GET /office/letters/{package}/file/{format}", access.LetterRead, (*call).letterFile},
	{"GET /office/list", access.LetterIssue, (*call).listForm},
	{"POST /office/list", access.LetterIssue, (*call).list},
	{"GET /office/list/blank", access.LetterIssue, (*call).blank},
	{"GET /office/approvals", access.LetterApprove, (*call).approvals},
	{"POST /office/approvals", access.LetterApprove, (*call).approve},
	{"POST /office/approvals/policy", access.AccessWrite, (*call).policy},
	{"GET /office/print", access.LetterIssue, (*call).printForm},
	{"POST /office/print", access.LetterIssue, (*call).print},
	{"GET /office/numbers", access.LetterIssue, (*call).numbers},
	{"POST /office/numbers", access.LetterIssue, (*call).void},
	{"GET /office/services", access.ListRead, turning((*call).services)},
	{"GET /office/service-list/{format}", access.ListRead, turning((*call).servicesFile)},
	{"GET /office/services/{id}", access.ListRead, (*call).service},
	{"GET /office/services/{id}/page", access.ListRead, (*call).servicePage},
}

// Tab is a page of the office in its own head.
type Tab struct {
	Href, Key string
	Current   bool
}

// tabs are those that who asks may open.
func (c *call) tabs() (all []Tab) {
	for _, t := range []struct {
		href, key string
		do        access.Action
	}{
		{"/office", "office-queue", access.PackageReceive}, {"/office/receive", "office-receive", access.PackageReceive}, {"/office/list", "office-list", access.LetterIssue},
		{"/office/approvals", "office-approvals", access.LetterApprove}, {"/office/print", "office-print", access.LetterIssue}, {"/office/numbers", "office-numbers", access.LetterIssue},
		{"/office/services", "office-services", access.ListRead},
	} {
		if c.Shown(t.do) {
			all = append(all, Tab{t.href, t.key, c.R.URL.Path == t.href})
		}
	}
	return all
}

// view is what each page of the office shows beside its own.
type view struct {
	Tabs []Tab
	Data any
}

// show writes a page.
func (c *call) show(status int, name, title string, data any) error {
	return c.Show(status, "office-"+name, title, view{c.tabs(), data})
}

// said is a finding in words.
type said struct{ Place, Field, Severity, Clause, Text, Repair string }

// say puts findings into words, with those of the rules for fields.
func (c *call) say(catalog *forms.Catalog, all []casefile.Finding) (out []said) {
	plain := c.Plain(catalog.Vocabulary())
	for _, f := range all {
		text, repair := plain.Finding(f)
		x := said{"", "", string(f.Severity), f.Clause, text, repair}
		if _, cell, ok := strings.Cut(f.File, "!"); ok {
			x.Place = cell
		}
		if ours[f.ID] {
			x.Repair = c.Text("office-" + strings.ReplaceAll(f.ID, ":", "-"))
		}
		out = append(out, x)
	}
	return out
}

// ours are findings that are mended otherwise here than on the command line.
var ours = map[string]bool{"letter:waiting": true, "letter:no-such-case": true, "letter:no-heading": true, "letter:unknown-heading": true}

// told is what is wrong, for people who have pages and no command line.
func (c *call) told(e *app.Error) string {
	switch e.Code {
	case "case-other":
		return c.Text("office-case-other", "id", e.Args["id"])
	case "approve-same":
		return c.Text("office-approve-same", "number", e.Args["number"])
	}
	return c.Words.Text("message.error."+e.Code, e.Args)
}

// account is who asks, for the records of letters.
func (c *call) account() (id, name string) {
	if a := access.From(c.R.Context()); a != nil {
		return a.ID, a.Name
	}
	return "", ""
}

// stored is the case that the path names, and its rules.
func (c *call) stored(id string) (*app.Draft, string, error) {
	d, err := c.o.App.Draft(c.R.Context(), c.store, id)
	if err != nil {
		return nil, "", err
	}
	name := string(d.Typed.Service.Name)
	if name == "" {
		name = id
	}
	return d, name, nil
}
