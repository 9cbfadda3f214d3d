package office

import (
	"html/template"
	"net/http"
	"slices"
	"sync"
	"time"

	"yoshiki/cmd/internal/office"
	"yoshiki/cmd/internal/pages/frame"
	"yoshiki/forms/casefile"
	"yoshiki/package/services"
)

// public is the list of services that anybody may read, as it stood within the last minute: who
// has not signed in has every case read no more often.
type public struct {
	mu    sync.Mutex
	made  map[string]time.Time
	lists map[string]publicList
}

// publicList is the list of a programme with what is published of each service.
type publicList struct {
	services []services.Service
	pages    map[casefile.CaseID][]byte
}

// fresh is how long a list is shown.
const fresh = time.Minute

// publicRoutes are the pages for anybody.
func publicRoutes(o *Options) []frame.Route {
	p := &public{made: map[string]time.Time{}, lists: map[string]publicList{}}
	serve := func(show func(*public, *call) error) func(*frame.Call) error {
		return func(c *frame.Call) error {
			s, err := o.Public(c.R.Context())
			if err != nil {
				return err
			}
			return show(p, &call{c, o, s})
		}
	}
	return []frame.Route{{Pattern: "GET /list", Serve: serve((*public).list)}, {Pattern: "GET /list/{id}", Serve: serve((*public).one)}}
}

// of gives the list of the programme that is asked for, on this day.
func (p *public) of(c *call) (page servicesPage, list publicList, err error) {
	page, o := c.wanted()
	if !slices.Contains(c.o.App.Programs(), page.Program) {
		return page, list, frame.ErrNoPage
	}
	o.Day = c.o.Today()
	page.On = frame.Day(c.Words, string(o.Day))
	p.mu.Lock()
	defer p.mu.Unlock()
	if now := c.o.Now(); now.Sub(p.made[page.Program]) >= fresh {
		list.pages = map[casefile.CaseID][]byte{}
		o.Bad = func(casefile.CaseID, error) {} // the office is told on its own page
		o.Page = func(s services.Service, data []byte) error { list.pages[s.Case] = data; return nil }
		if list.services, err = office.Services(c.R.Context(), c.o.App, c.store, o); err != nil {
			return page, list, err
		}
		p.made[page.Program], p.lists[page.Program] = now, list
	}
	return page, p.lists[page.Program], nil
}

func (p *public) list(c *call) error {
	page, list, err := p.of(c)
	if err != nil {
		return err
	}
	for _, s := range list.services {
		page.Services = append(page.Services, c.serviceLine(s))
	}
	return c.Show(http.StatusOK, "public-list", c.Text("public-list"), page)
}

func (p *public) one(c *call) error {
	for _, program := range c.o.App.Programs() {
		c.R.Form = map[string][]string{"program": {program}}
		_, list, err := p.of(c)
		if err != nil {
			return err
		}
		at := slices.IndexFunc(list.services, func(s services.Service) bool { return string(s.Case) == c.R.PathValue("id") })
		if at < 0 {
			continue
		}
		line := c.serviceLine(list.services[at])
		return c.Show(http.StatusOK, "public-service", line.Name, publicService{line, program, body(list.pages[line.Case])})
	}
	return frame.ErrNoPage
}

// publicService is a service with what is published of it.
type publicService struct {
	serviceLine
	Program string
	Body    template.HTML
}
