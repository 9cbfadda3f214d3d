package office

import (
	"net/http"
	"net/url"
	"strings"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/office"
	"yoshiki/cmd/internal/pages/frame"
	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/natural"
	"yoshiki/package/letters"
)

// typedPage is a case that came on paper.
type typedPage struct {
	Kind, Title string
	ID, Day     string
	Fields      []field
	Faults      int
	Rest        []said
	Fault       string
	Done        *office.Typed
	On          string
}

// paperSheet is the case that is typed, for the kind of submission that was chosen.
func (c *call) paperSheet() (*sheet, app.Text, string, error) {
	program, kind, _ := strings.Cut(c.R.FormValue("kind"), "/")
	text := app.Text{Program: casefile.Program(program), Day: c.o.Today()}
	catalog, columns, err := office.CaseColumns(c.o.App, text, kind)
	if err != nil {
		return nil, text, kind, frame.ErrNoPage
	}
	return &sheet{call: c, catalog: catalog, columns: columns, typed: url.Values{}, row: letters.Row{Letter: letters.Letter{Form: kind, Values: map[string]string{}}}}, text, kind, nil
}

func (c *call) typedForm() error {
	s, _, kind, err := c.paperSheet()
	if err != nil {
		return err
	}
	return s.showTyped(http.StatusOK, kind, typedPage{Day: string(c.o.Today())}, nil)
}

func (s *sheet) showTyped(status int, kind string, page typedPage, found []casefile.Finding) error {
	p, err := s.catalog.Package(kind)
	if err != nil {
		return frame.ErrNoPage
	}
	page.Kind, page.Title = s.R.FormValue("kind"), s.In(casefile.Words{Ja: p.Ja, En: p.En})
	page.Fields, page.Rest = s.fields(found, "", nil, true)
	for _, f := range page.Fields {
		if f.Invalid() {
			page.Faults++
		}
	}
	return s.show(status, "typed", s.Text("office-typed"), page)
}

// typed takes in a case that came on paper.
func (c *call) typed() error {
	if err := c.Posted(); err != nil {
		return err
	}
	s, text, kind, err := c.paperSheet()
	if err != nil {
		return err
	}
	s.typed = c.R.PostForm
	page := typedPage{ID: strings.TrimSpace(c.R.PostFormValue("case")), Day: strings.TrimSpace(c.R.PostFormValue("day"))}
	day := natural.Date(page.Day)
	switch {
	case !casefile.IDForm.MatchString(page.ID):
		page.Fault = c.Text("bad-id")
	case !day.OK() || day.Value == "":
		page.Fault = c.Text("office-bad-day")
	}
	s.read()
	if page.Fault != "" || len(s.faults) > 0 {
		return s.showTyped(http.StatusUnprocessableEntity, kind, page, nil)
	}
	s.row.Name, s.row.List, s.row.Case, s.row.Date, s.row.Dated = page.ID, page.ID, casefile.CaseID(page.ID), casefile.Date(day.Value), true
	done, err := office.TypeIn(c.R.Context(), c.o.App, office.TypeOrder{Text: text, Kind: kind, Rows: []letters.Row{s.row}, Pattern: office.ReceptionPattern, Store: c.store})
	if err != nil {
		return err
	}
	if done[0].Err != nil {
		return done[0].Err
	}
	if done[0].Status == office.NotIssued {
		return s.showTyped(http.StatusUnprocessableEntity, kind, page, done[0].Findings)
	}
	page.Done, page.On = &done[0], frame.Day(c.Words, string(done[0].Received.Day))
	return s.showTyped(http.StatusOK, kind, page, nil)
}
