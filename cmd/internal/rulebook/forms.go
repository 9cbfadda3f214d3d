package rulebook

import (
	"yoshiki/cmd/internal/app"
	"yoshiki/forms"
)

// Forms gives the forms of a text, with the catalogue that they are of. Papers without a number are left out.
func Forms(a *app.App, t app.Text) (*forms.Catalog, []*forms.Definition, error) {
	c, err := a.Catalog(t)
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
