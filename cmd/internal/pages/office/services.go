package office

import (
	"archive/zip"
	"bytes"
	"cmp"
	"html/template"
	"maps"
	"net/http"
	"slices"
	"strconv"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/office"
	"yoshiki/cmd/internal/pages/frame"
	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/natural"
	"yoshiki/package/services"
)

// servicesPage is the list of services on a day.
type servicesPage struct {
	Programs, Statuses       []choice
	Program, Day, On, Status string
	Fault                    string
	Services                 []serviceLine
	All                      int
	Unread                   []string
	Query                    string // for the files: program and day
}

// serviceLine is one of them.
type serviceLine struct {
	services.Service
	From, Until, SinceOn, NextOn string
}

// statuses are in the order in which they are offered.
var statuses = []services.Status{services.Standing, services.Suspended, services.ReAudit, services.Reapply, services.Expired, services.Deleted}

// wanted is which list is asked for.
func (c *call) wanted() (p servicesPage, o office.ServiceOrder) {
	p = servicesPage{Program: cmp.Or(c.R.FormValue("program"), string(app.DefaultProgram)), Day: c.R.FormValue("day"), Status: c.R.FormValue("status")}
	for _, program := range c.o.App.Programs() {
		p.Programs = append(p.Programs, choice{program, c.Text("program-" + program), "", program == p.Program})
	}
	o = office.ServiceOrder{Program: casefile.Program(p.Program), Day: c.o.Today(), Bad: func(id casefile.CaseID, _ error) { p.Unread = append(p.Unread, string(id)) }}
	if given := natural.Date(p.Day); given.OK() && given.Value != "" {
		o.Day = casefile.Date(given.Value)
	} else if p.Day != "" {
		p.Fault = c.Text("office-bad-day")
	}
	p.On, p.Query = frame.Day(c.Words, string(o.Day)), "program="+p.Program+"&day="+string(o.Day)
	return p, o
}

func (c *call) services() error {
	p, o := c.wanted()
	o.Bad = func(id casefile.CaseID, _ error) { p.Unread = append(p.Unread, string(id)) }
	all, err := office.Services(c.R.Context(), c.o.App, c.store, o)
	if err != nil {
		return err
	}
	count := map[services.Status]int{}
	for _, s := range all {
		count[s.Status]++
		if p.Status == "" || string(s.Status) == p.Status {
			p.Services = append(p.Services, c.serviceLine(s))
		}
	}
	for _, s := range statuses {
		p.Statuses = append(p.Statuses, choice{string(s), c.Text("office-status", "status", c.Words.Text("message.list.status-"+string(s), nil), "n", strconv.Itoa(count[s])), "", string(s) == p.Status})
	}
	p.All = len(all)
	status := http.StatusOK
	if p.Fault != "" {
		status = http.StatusUnprocessableEntity
	}
	return c.show(status, "services", c.Text("office-services"), p)
}

func (c *call) serviceLine(s services.Service) serviceLine {
	day := func(d casefile.Date) string { return frame.Day(c.Words, string(d)) }
	return serviceLine{s, day(s.Date), day(s.Expiry), day(s.Since), day(s.Next.Day)}
}

// one is the service of a case, with its page.
func (c *call) one() (p servicesPage, line serviceLine, page []byte, err error) {
	d, _, err := c.stored(c.R.PathValue("id"))
	if err != nil {
		return p, line, nil, err
	}
	p, o := c.wanted()
	o.Program = d.Typed.Program
	pages := map[casefile.CaseID][]byte{}
	o.Page = func(s services.Service, data []byte) error { pages[s.Case] = data; return nil }
	o.Only = d.File.Case.ID
	all, err := office.Services(c.R.Context(), c.o.App, c.store, o)
	if err != nil {
		return p, line, nil, err
	}
	i := slices.IndexFunc(all, func(s services.Service) bool { return s.Case == o.Only })
	if i < 0 {
		return p, line, nil, frame.ErrNoPage
	}
	return p, c.serviceLine(all[i]), pages[o.Only], nil
}

func (c *call) service() error {
	p, line, page, err := c.one()
	if err != nil {
		return err
	}
	return c.show(http.StatusOK, "service", line.Name, struct {
		serviceLine
		List servicesPage
		Body template.HTML
	}{line, p, body(page)})
}

// body is what is published of a service, for a page of ours. forms/html has escaped every text.
func body(page []byte) template.HTML {
	_, rest, _ := bytes.Cut(page, []byte("</h1>"))
	inner, _, _ := bytes.Cut(rest, []byte("</main>"))
	return template.HTML(inner)
}

// servicePage sends the page of a service as it is published.
func (c *call) servicePage() error {
	_, line, page, err := c.one()
	if err != nil {
		return err
	}
	return c.Download("text/html; charset=utf-8", string(line.Case)+".html", page)
}

// servicesFile sends the list as it is published.
func (c *call) servicesFile() error {
	p, o := c.wanted()
	format := c.R.PathValue("format")
	list := services.List{Title: c.Words.Text("message.list.title-"+p.Program, nil), Day: o.Day, Pages: map[casefile.CaseID]string{}}
	pages := map[string][]byte{}
	if format == "zip" {
		o.Page = func(s services.Service, data []byte) error {
			list.Pages[s.Case] = "services/" + string(s.Case) + ".html"
			pages[list.Pages[s.Case]] = data
			return nil
		}
	}
	var err error
	if list.Services, err = office.Services(c.R.Context(), c.o.App, c.store, o); err != nil {
		return err
	}
	write, known := map[string]func() ([]byte, error){
		"xlsx": func() ([]byte, error) { return services.XLSX(list.Services) },
		"csv":  func() ([]byte, error) { return services.CSV(list.Services) },
		"zip":  func() ([]byte, error) { return site(list, pages) },
	}[format]
	if !known {
		return frame.ErrNoPage
	}
	data, err := write()
	if err != nil {
		return err
	}
	return c.Download(mediaTypes[format], "services-"+string(o.Day)+"."+format, data)
}

// site is the list with the page of each service, as it is put on a web server.
func site(list services.List, pages map[string][]byte) ([]byte, error) {
	index, err := services.HTML(list)
	if err != nil {
		return nil, err
	}
	pages["index.html"] = index
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range slices.Sorted(maps.Keys(pages)) {
		w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate})
		if err == nil {
			_, err = w.Write(pages[name])
		}
		if err != nil {
			return nil, err
		}
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}
