package app

import (
	"yoshiki/forms"
	"yoshiki/forms/compare"
)

// Comparison is two texts of the rules beside each other.
type Comparison struct {
	From, To *forms.Catalog
	Changes  []compare.Change
}

// Compare lists every difference between two texts of the rules.
func (a *App) Compare(from, to Text) (*Comparison, error) {
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
		return nil, &Error{Code: "catalog", Err: err}
	}
	return &Comparison{was, is, changes}, nil
}
