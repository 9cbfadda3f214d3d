package office

import (
	"bytes"
	"context"
	"fmt"

	"yoshiki/cmd/internal/app"
	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/forms/html"
	"yoshiki/forms/schedule"
	"yoshiki/package/repository"
	"yoshiki/package/services"
)

// ServiceOrder is which list of services is made.
type ServiceOrder struct {
	Program casefile.Program
	Day     casefile.Date
	Only    casefile.CaseID                      // the only case that is looked at; "" for all
	Page    func(services.Service, []byte) error // takes the page of each service; nil for none
	Bad     func(casefile.CaseID, error)         // is told of a case that cannot be read
}

// Services makes the list of the services of a programme that are registered on a day, from
// all cases of a store. Of a case only its line is held in memory.
func Services(ctx context.Context, a *app.App, s *app.Store, o ServiceOrder) ([]services.Service, error) {
	if err := app.CheckDay(o.Day); err != nil {
		return nil, err
	}
	var all []services.Service
	for id, err := range repository.Cases(ctx, s) {
		if err != nil {
			return nil, &app.Error{Code: "no-store", Err: err}
		}
		if o.Only != "" && id != o.Only {
			continue
		}
		line, ok, err := service(ctx, a, s, id, o)
		switch {
		case ctx.Err() != nil:
			return nil, ctx.Err()
		case err != nil:
			o.Bad(id, err)
		case ok:
			all = append(all, line)
		}
	}
	return services.Sort(all), nil
}

// service is the line of one case, whose page is handed out.
func service(ctx context.Context, a *app.App, s *app.Store, id casefile.CaseID, o ServiceOrder) (line services.Service, ok bool, err error) {
	c, err := a.StoredCase(ctx, s, string(id))
	if err != nil {
		return line, false, err
	}
	file, err := c.Sound()
	if err != nil || file.Case.Program != o.Program {
		return line, false, err
	}
	if file.Case, err = released(ctx, a, s, file.Case); err != nil {
		return line, false, err
	}
	if line, ok = services.Of(file.Case, o.Day); !ok {
		return line, false, nil
	}
	catalog, err := a.CatalogOf(file, "", "")
	if err != nil {
		return line, false, err
	}
	due, err := schedule.New(catalog, file, o.Day)
	if err != nil {
		return line, false, err
	}
	line.Next = next(due)
	if o.Page == nil {
		return line, true, nil
	}
	page, err := servicePage(catalog, file.Case, &line)
	if err == nil {
		err = o.Page(line, page)
	}
	return line, err == nil, err
}

// next is the first thing that is open on the day of a schedule.
func next(s *schedule.Schedule) (due services.Due) {
	for i := range s.Entries {
		if e := &s.Entries[i]; e.State == schedule.Open && e.Left >= 0 && e.Step.Unit != forms.WithoutDelay {
			return services.Due{Day: casefile.Date(e.Step.End.String()), What: e.Deadline.Title.Ja}
		}
	}
	return due
}

// servicePage is a page with the items that are to be listed of a service: the annexes of
// the notice of its registration.
func servicePage(catalog *forms.Catalog, c *casefile.Case, line *services.Service) ([]byte, error) {
	form := map[casefile.Program]string{"ismap": "5"}[c.Program]
	if form == "" {
		form = "2-6"
	}
	filled, err := catalog.Compose(form, c, casefile.Submission{})
	if err != nil || len(filled) == 0 {
		return nil, fmt.Errorf("form %s: nothing to list: %w", form, err)
	}
	d := *filled[0].Document
	d.Title, d.Note, d.Sections = line.Number+"　"+line.Name, "", d.Sections[1:]
	var b bytes.Buffer
	err = html.Render(&b, html.Page{Document: &d, Back: "../index.html", BackWords: "サービスリスト"})
	return b.Bytes(), err
}
