package app

import (
	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/forms/pdf"
	"yoshiki/forms/press"
)

// boxer tells where on the paper findings are about.
type boxer struct {
	printer *press.Press
	catalog *forms.Catalog
	cs      *casefile.Case
	papers  map[string][]paper // by id of the form
}

// paper is a filled form with the places of its values.
type paper struct {
	name  string
	boxes []pdf.Box
}

// put gives each finding the boxes of its value on the forms that show it.
func (b *boxer) put(found []casefile.Finding) error {
	for i := range found {
		f := &found[i]
		if f.Pointer == "" {
			continue
		}
		for _, id := range f.Forms {
			papers, err := b.of(id)
			if err != nil {
				return err
			}
			for _, p := range papers {
				f.Boxes = append(f.Boxes, p.about(f.Pointer)...)
			}
		}
	}
	return nil
}

// of are the papers of a form, which are filled once. One that cannot be printed has no
// boxes: it is told as a finding of its own.
func (b *boxer) of(id string) ([]paper, error) {
	if had, ok := b.papers[id]; ok {
		return had, nil
	}
	all, err := WantedOne(b.catalog, b.cs, id, false)
	if err != nil {
		return nil, err
	}
	papers := []paper{}
	for _, fill := range all {
		f, err := fill()
		if err != nil {
			return nil, err
		}
		if boxes, err := b.printer.Boxes(f.Document); err == nil {
			papers = append(papers, paper{f.Name, boxes})
		}
	}
	b.papers[id] = papers
	return papers, nil
}

// about are the boxes of a value, or else of the first in it: of a group or list.
func (p *paper) about(pointer string) (all []casefile.Box) {
	inside := ""
	for _, b := range p.boxes {
		if b.Path == pointer || inside == b.Path && inside != "" || inside == "" && casefile.Within(b.Path, pointer) {
			if b.Path != pointer {
				inside = b.Path
			}
			all = append(all, casefile.Box{Form: p.name, Page: b.Page, X: b.X, Y: b.Y, Width: b.Width, Height: b.Height})
		}
	}
	return all
}

// Boxes tells where on the paper of a form the values of a case stand, for each filled form of
// that id by its name.
func (a *App) Boxes(c *Case, form string) (map[string][]pdf.Box, error) {
	file, catalog, printer, err := a.Printing(c)
	if err != nil {
		return nil, err
	}
	papers, err := (&boxer{printer, catalog, file.Case, map[string][]paper{}}).of(form)
	all := map[string][]pdf.Box{}
	for _, p := range papers {
		all[p.name] = p.boxes
	}
	return all, err
}
