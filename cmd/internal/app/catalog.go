package app

import (
	"cmp"
	"errors"
	"os"
	"path/filepath"

	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/forms/period"
)

// Catalog opens the catalogue of a programme as it stood on a day.
func (a *App) Catalog(program casefile.Program, day casefile.Date) (*forms.Catalog, error) {
	if err := checkDay(day); err != nil {
		return nil, err
	}
	c, err := a.library.Open(program, day)
	if errors.Is(err, forms.ErrNoRevision) {
		return nil, wrong("no-revision", map[string]string{"program": string(program), "day": string(day)})
	}
	if err == nil && a.options.Templates != "" {
		err = c.Own()
	}
	if err != nil {
		return nil, &Error{Code: "catalog", Err: err}
	}
	return c, a.laidOver(program)
}

// laidOver refuses a folder of one's own that has nothing of the programme.
func (a *App) laidOver(program casefile.Program) error {
	own := a.options.Templates
	if own == "" {
		return nil
	}
	if info, err := os.Stat(filepath.Join(own, string(program))); err != nil || !info.IsDir() {
		return wrong("templates", map[string]string{"value": own, "program": string(program)})
	}
	return nil
}

// catalogOf opens the catalogue that a case names; with a day, the one in force on it.
func (a *App) catalogOf(c *casefile.Case, day casefile.Date) (*forms.Catalog, error) {
	return a.Catalog(c.Program, cmp.Or(day, casefile.Date(c.Revision)))
}

func checkDay(day casefile.Date) error {
	if _, err := period.Parse(string(day)); err != nil {
		return wrong("date", map[string]string{"value": string(day)})
	}
	return nil
}

// Programs are the programmes that there are rules of.
func (a *App) Programs() []string { return a.library.Programs() }
