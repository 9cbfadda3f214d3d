package app

import (
	"yoshiki/forms"
	"yoshiki/forms/casefile"
)

// Forms gives the forms of a programme that are in force on a day, with the catalogue that
// they are of. Papers without a number are left out.
func (a *App) Forms(program casefile.Program, day casefile.Date) (*forms.Catalog, []*forms.Definition, error) {
	c, err := a.Catalog(program, day)
	if err != nil {
		return nil, nil, err
	}
	var all []*forms.Definition
	for _, id := range c.IDs() {
		d, err := c.Definition(id)
		if err != nil {
			return nil, nil, err
		}
		if !d.Unnumbered {
			all = append(all, d)
		}
	}
	return c, all, nil
}
