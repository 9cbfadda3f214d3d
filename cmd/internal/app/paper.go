package app

import (
	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/decode"
	"yoshiki/forms/pdf"
	"yoshiki/forms/press"
)

// Paper is a form as a PDF, with the places of its values.
type Paper struct {
	Name    string // "2-8", and "2-8.2" for a second one
	Subject string // JSON Pointer of the group that it is filled from; "" of a blank one
	Data    []byte // the same bytes that App.Render gives
	Boxes   []pdf.Box
	Faults  []casefile.Finding // why there is no Data
}

// Printing is what it takes to print a form of a case: the case, if it could be read, the rules
// that it names, and the press.
func (a *App) Printing(c *Case) (*decode.File, *forms.Catalog, *press.Press, error) {
	file, err := c.Sound()
	if err != nil {
		return nil, nil, nil, err
	}
	catalog, err := a.CatalogOf(file, "", "")
	if err != nil {
		return nil, nil, nil, err
	}
	printer, err := a.Press()
	return file, catalog, printer, err
}

// Papers prints a form of a case as PDF, once for each subject that the case has for it, or
// else blank.
func (a *App) Papers(c *Case, form string) ([]Paper, error) {
	file, catalog, printer, err := a.Printing(c)
	if err != nil {
		return nil, err
	}
	all, err := WantedOne(catalog, file.Case, form, true)
	if err != nil {
		return nil, err
	}
	papers := make([]Paper, len(all))
	for i, fill := range all {
		f, err := fill()
		if err != nil {
			return nil, err
		}
		p := Paper{Name: f.Name, Subject: f.Subject}
		if p.Data, err = printer.PrintForm(&f, "pdf"); err == nil {
			p.Boxes, err = printer.Boxes(f.Document)
		}
		if err != nil {
			p.Faults = catalog.ByForm(c.Name, press.Unprintable(file, &press.Print{Form: f, Format: "pdf", Err: err}))
		}
		papers[i] = p
	}
	return papers, nil
}
