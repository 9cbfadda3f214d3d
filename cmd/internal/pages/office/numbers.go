package office

import (
	"errors"
	"net/http"
	"strings"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/office"
	"yoshiki/cmd/internal/pages/frame"
	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/natural"
)

// numbersPage are the numbers that were taken and not used.
type numbersPage struct {
	Programs    []choice
	Program     string
	Pattern     string
	Year        string // a day of it
	Unused      []office.Unused
	Fault, Done string
}

func (c *call) numbers() error { return c.showNumbers(http.StatusOK, numbersPage{}) }

func (c *call) showNumbers(status int, p numbersPage) error {
	p.Program, p.Pattern, p.Year = c.R.FormValue("program"), strings.TrimSpace(c.R.FormValue("pattern")), c.R.FormValue("year")
	all := c.o.App.Programs()
	if p.Program == "" {
		p.Program = string(app.DefaultProgram)
	}
	if p.Pattern == "" {
		p.Pattern = office.LetterPattern(casefile.Program(p.Program))
	}
	for _, program := range all {
		p.Programs = append(p.Programs, choice{program, c.Text("program-" + program), "", program == p.Program})
	}
	unused, err := office.UnusedNumbers(c.R.Context(), c.o.App, c.store, p.text(c), p.Pattern)
	var told *app.Error
	switch {
	case errors.As(err, &told) && told.Kind == app.Wrong:
		status, p.Fault = http.StatusUnprocessableEntity, c.told(told)
	case err != nil:
		return err
	}
	p.Unused = unused
	return c.show(status, "numbers", c.Text("office-numbers"), p)
}

// text are the rules, on a day of the year.
func (p *numbersPage) text(c *call) app.Text {
	day := c.o.Today()
	if given := natural.Date(p.Year); p.Year != "" && given.OK() {
		day = casefile.Date(given.Value)
	}
	return app.Text{Program: casefile.Program(p.Program), Day: day}
}

// void says that a number is never used.
func (c *call) void() error {
	if err := c.Posted(); err != nil {
		return err
	}
	var p numbersPage
	reason := strings.TrimSpace(c.R.PostFormValue("reason"))
	if reason == "" {
		p.Fault = c.Text("office-need-reason")
		return c.showNumbers(http.StatusUnprocessableEntity, p)
	}
	t := app.Text{Program: casefile.Program(c.R.PostFormValue("program")), Day: casefile.Date(c.R.PostFormValue("day"))}
	number, err := office.VoidLetter(c.R.Context(), c.o.App, t, office.IssueOrder{Form: c.R.PostFormValue("form"), Pattern: c.R.PostFormValue("pattern"), Store: c.store}, t.Day, c.R.PostFormValue("number"), reason)
	var told *app.Error
	if errors.As(err, &told) && told.Kind == app.Wrong {
		p.Fault = c.told(told)
		return c.showNumbers(http.StatusUnprocessableEntity, p)
	}
	if errors.Is(err, forms.ErrNoForm) {
		return frame.ErrNoPage
	}
	if err != nil {
		return err
	}
	p.Done = c.Text("office-voided", "number", number)
	return c.showNumbers(http.StatusOK, p)
}
