package pages

import (
	"embed"
	"net/http"

	"yoshiki/cmd/internal/access"
	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/kept"
	"yoshiki/cmd/internal/pages/frame"
)

// Options are what pages are made with.
type Options struct {
	frame.Options
	App   *app.App
	Trail Trail // knows who made which version of a case; nil where nobody does
}

// pages serves the pages.
type pages struct {
	Options
	papers *kept.Cache[printing]
}

// call is one request for a page of ours.
type call struct {
	*frame.Call
	p *pages
}

//go:embed html
var templates embed.FS

// Room are the pages for the frame.
func Room(o Options) frame.Room {
	p := &pages{o, kept.New[printing](PapersBytes)}
	room := frame.Room{HTML: templates, Places: []frame.Place{
		{Href: "/", Key: "cases", For: filing}, {Href: "/calendar", Key: "calendar", For: filing}, {Href: "/verify", Key: "verify"}, {Href: "/welcome", Key: "about"},
	}}
	for _, r := range p.routes() {
		room.Routes = append(room.Routes, frame.Route{Pattern: r.pattern, Action: r.action, Serve: func(c *frame.Call) error { return r.serve(&call{c, p}) }})
	}
	return room
}

// filing is what those may do whose cases these are.
var filing = []access.Action{access.PackageBuild, access.AttachmentRead}

// New gives the handler of the pages alone.
func New(o Options) http.Handler { return frame.New(o.Options, Room(o)) }

// turning serves a page that keeps a processor busy: one that prints, checks or makes something of
// a whole case, or of all cases.
func turning(serve func(*call) error) func(*call) error {
	return func(c *call) error { return c.InTurn(func() error { return serve(c) }) }
}

// route is a page, and what is done by it.
type route struct {
	pattern string
	action  access.Action // "" where anybody may
	serve   func(*call) error
}

func (p *pages) routes() []route {
	return []route{
		{"GET /{$}", access.CaseRead, turning(p.dashboard)},
		{"GET /welcome", "", p.welcome},
		{"GET /start", access.CaseWrite, p.start},
		{"POST /start", access.CaseWrite, p.create},
		{"POST /demo", access.CaseWrite, p.demo},
		{"GET /calendar", access.CaseRead, turning(p.calendar)},
		{"GET /cases/{id}/calendar.ics", access.CaseRead, p.calendarFile},
		{"GET /cases/{id}", access.CaseRead, p.overview},
		{"GET /cases/{id}/for/{kind}", access.CaseRead, turning(p.tasks)},
		{"GET /cases/{id}/for/{kind}/part/{part...}", access.CaseRead, p.part},
		{"POST /cases/{id}/for/{kind}/part/{part...}", access.CaseWrite, p.savePart},
		{"POST /cases/{id}/for/{kind}/checked", access.CaseWrite, p.confirm},
		{"GET /cases/{id}/for/{kind}/build", access.CaseRead, turning(p.build)},
		{"POST /cases/{id}/for/{kind}/build", access.PackageBuild, turning(p.makePackage)},
		{"GET /cases/{id}/for/{kind}/files", access.AttachmentRead, turning(p.files)},
		{"POST /cases/{id}/for/{kind}/files", access.AttachmentWrite, p.attach},
		{"POST /cases/{id}/for/{kind}/files/again", access.AttachmentWrite, turning(p.attachAgain)},
		{"GET /cases/{id}/for/{kind}/file", access.AttachmentRead, p.file},
		{"GET /cases/{id}/for/{kind}/workbook", access.CaseRead, turning(p.workbook)},
		{"POST /cases/{id}/for/{kind}/workbook", access.CaseWrite, p.takeWorkbook},
		{"GET /cases/{id}/for/{kind}/controls", access.CaseRead, turning(p.controls)},
		{"POST /cases/{id}/for/{kind}/controls", access.CaseWrite, p.saveControls},
		{"POST /cases/{id}/for/{kind}/controls/file", access.CaseWrite, p.takeControls},
		{"GET /cases/{id}/for/{kind}/paper/{form}", access.CaseRead, turning(p.paper)},
		{"GET /cases/{id}/for/{kind}/paper/{form}/pdf", access.CaseRead, turning(p.paperFile)},
		{"GET /cases/{id}/for/{kind}/paper/{form}/boxes", access.CaseRead, turning(p.paperBoxes)},
		{"GET /cases/{id}/history", access.CaseRead, turning(p.history)},
		{"GET /cases/{id}/history/{number}", access.CaseRead, turning(p.version)},
		{"POST /cases/{id}/history/{number}", access.CaseWrite, p.restore},
		{"GET /cases/{id}/rules", access.CaseRead, p.rules},
		{"GET /cases/{id}/letters", access.CaseRead, p.letters},
		{"GET /cases/{id}/letters/{form}", access.CaseRead, p.letter},
		{"POST /cases/{id}/letters/{form}", access.CaseWrite, p.saveLetter},
		{"GET /packages/{package}", access.PackageRead, p.packageOf},
		{"GET /packages/{package}/zip", access.AttachmentRead, p.zip},
		{"GET /packages/{package}/folder", access.AttachmentRead, p.folder},
		{"POST /packages/{package}/signed", access.PackageBuild, p.signed},
		{"POST /packages/{package}/filed", access.PackageSubmit, p.filed},
		{"POST /next", access.CaseWrite, p.carryOn},
		{"GET /verify", "", p.verifyForm},
		{"POST /verify", "", p.verifyZip},
	}
}
