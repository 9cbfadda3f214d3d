package rulebook

import (
	"yoshiki/cmd/internal/app"
	"yoshiki/forms"
	"yoshiki/forms/compare"
)

// Comparison is two texts of the rules beside each other.
type Comparison struct {
	From, To *forms.Catalog
	Changes  []compare.Change
}

// Compare lists every difference between two texts of the rules.
func Compare(a *app.App, from, to app.Text) (*Comparison, error) {
	was, err := a.Catalog(from)
	if err != nil {
		return nil, err
	}
	is, err := a.Catalog(to)
	if err != nil {
		return nil, err
	}
	changes, err := compare.Texts(was, is)
	if err != nil {
		return nil, &app.Error{Code: "catalog", Err: err}
	}
	return &Comparison{was, is, changes}, nil
}
