package press

import (
	"fmt"
	"sync"

	"yoshiki/forms"
	"yoshiki/forms/fill"
)

// PrintForm prints a filled form in one format: into the official sheet that lies beside its
// definition, or else drawn. A draft is always drawn, so that each page is marked as one. What no
// font draws is in neither: it is a [*pdf.GlyphError].
func (p *Press) PrintForm(f *forms.Filled, format string) ([]byte, error) {
	sheet, ok := f.Definition.Sheet(format)
	if !ok || f.Document.Draft {
		return p.Print(f.Document, format)
	}
	bound, err := p.bound(f.Definition, sheet)
	if err != nil {
		return nil, err
	}
	if err := p.page.Check(f.Document); err != nil {
		return nil, fmt.Errorf("form %s as %s: %w", f.Document.Form, format, err)
	}
	return bound.Fill(f)
}

// CheckForm is Check for a filled form, with the official sheets beside its definition.
func (p *Press) CheckForm(f *forms.Filled) error {
	for _, format := range forms.SheetFormats {
		if sheet, ok := f.Definition.Sheet(format); ok {
			if _, err := p.bound(f.Definition, sheet); err != nil {
				return err
			}
		}
	}
	return p.Check(f.Document)
}

// bound is an official sheet whose markers are resolved, once per process.
func (p *Press) bound(d *forms.Definition, s *forms.Sheet) (*fill.Bound, error) {
	once, _ := p.sheets.LoadOrStore(s, sync.OnceValues(func() (*fill.Bound, error) {
		return fill.Open(d, s)
	}))
	return once.(func() (*fill.Bound, error))()
}
