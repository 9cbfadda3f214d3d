package rulebook

import (
	"errors"

	"yoshiki/cmd/internal/app"
	"yoshiki/forms"
	"yoshiki/forms/fill"
)

// OfficialOrder is an official sheet, with the form that it is for.
type OfficialOrder struct {
	File string
	Data []byte
	Text app.Text
	Form string // "" where only its markers are asked for
}

// OfficialMarker is a marker with what it shows.
type OfficialMarker struct {
	fill.Found
	Shows string // label of the field of the form; "" where it has none
}

// Official gives the markers of an official sheet. With a form, it tells what is wrong with them
// and which fields of the form are nowhere on the sheet, as an error beside them.
func Official(a *app.App, o OfficialOrder) ([]OfficialMarker, error) {
	t, err := fill.Parse(o.Data)
	if err != nil {
		return nil, &app.Error{Code: "sheet", Args: map[string]string{"file": o.File}, Err: err}
	}
	var all []OfficialMarker
	for _, m := range t.Markers() {
		all = append(all, OfficialMarker{Found: m})
	}
	if o.Form == "" {
		return all, nil
	}
	d, err := definition(a, o)
	if err != nil {
		return nil, err
	}
	places, err := d.Places()
	if err != nil {
		return nil, &app.Error{Code: "catalog", Err: err}
	}
	for i := range all {
		for j := range places {
			if places[j].Source == all[i].Source {
				all[i].Shows = places[j].Label.Ja
				break
			}
		}
	}
	if _, err := t.Bind(d); err != nil {
		return all, &app.Error{Code: "sheet", Args: map[string]string{"file": o.File}, Err: err}
	}
	return all, nil
}

// SuggestOfficial gives a copy of a blank sheet with a marker for each field of the form that it
// has a label for, and what was put where.
func SuggestOfficial(a *app.App, o OfficialOrder) ([]byte, []fill.Suggestion, error) {
	d, err := definition(a, o)
	if err != nil {
		return nil, nil, err
	}
	made, all, err := fill.Suggest(d, o.Data)
	if err != nil {
		return nil, nil, &app.Error{Code: "sheet", Args: map[string]string{"file": o.File}, Err: err}
	}
	return made, all, nil
}

func definition(a *app.App, o OfficialOrder) (*forms.Definition, error) {
	c, err := a.Catalog(o.Text)
	if err != nil {
		return nil, err
	}
	d, err := c.Definition(o.Form)
	if errors.Is(err, forms.ErrNoForm) {
		return nil, app.UnknownForm(o.Form, c)
	}
	if err != nil {
		return nil, &app.Error{Code: "catalog", Err: err}
	}
	return d, nil
}
