package rulebook

import (
	"yoshiki/cmd/internal/app"
	"yoshiki/forms"
)

// PackageKind is one kind of package.
type PackageKind struct {
	Name string // for people who write it: "registration"
	*forms.PackageDef
}

// Kinds gives the kinds of package of a text, with the catalogue that they are of.
func Kinds(a *app.App, t app.Text) (*forms.Catalog, []PackageKind, error) {
	c, err := a.Catalog(t)
	if err != nil {
		return nil, nil, err
	}
	var all []PackageKind
	for _, name := range c.Kinds() {
		p, err := c.Package(name)
		if err != nil {
			return nil, nil, err
		}
		all = append(all, PackageKind{name, p})
	}
	return c, all, nil
}
