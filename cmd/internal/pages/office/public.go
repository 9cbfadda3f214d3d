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
	lists map[string]publicList // by programme
}

// publicList is the list of a programme with what is published of each service.
type publicList struct {
	made     time.Time
	services []services.Service
	pages    map[casefile.CaseID][]byte
}

// fresh is how long a list is shown.
const fresh = time.Minute

// publicRoutes are the pages for anybody.
func publicRoutes(o *Options) []frame.Route {
	p := &public{lists: map[string]publicList{}}
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

// of gives the list of a programme, as it stands on this day.
func (p *public) of(c *call, program string) (publicList, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := c.o.Now()
	if list := p.lists[program]; now.Sub(list.made) < fresh {
		return list, nil
	}
	list := publicList{made: now, pages: map[casefile.CaseID][]byte{}}
	o := office.ServiceOrder{Program: casefile.Program(program), Day: c.o.Today(),
		Bad:  func(casefile.CaseID, error) {}, // the office is told on its own page
		Page: func(s services.Service, data []byte) error { list.pages[s.Case] = data; return nil }}
	var err error
	if list.services, err = office.Services(c.R.Context(), c.o.App, c.store, o); err == nil {
		p.lists[program] = list
	}
	return list, err
}

func (p *public) list(c *call) error {
	page, _ := c.wanted()
	if !slices.Contains(c.o.App.Programs(), page.Program) {
		return frame.ErrNoPage
	}
	list, err := p.of(c, page.Program)
	if err != nil {
		return err
	}
	page.On = frame.Day(c.Words, string(c.o.Today()))
	for _, s := range list.services {
		page.Services = append(page.Services, c.serviceLine(s))
	}
	return c.Show(http.StatusOK, "public-list", c.Text("public-list"), page)
}

func (p *public) one(c *call) error {
	for _, program := range c.o.App.Programs() {
		list, err := p.of(c, program)
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
