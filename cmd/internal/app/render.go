package app

import (
	"context"
	"errors"
	"slices"
	"strings"

	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/forms/press"
)

// Formats are the formats that forms are printed in.
func Formats() []string { return slices.Clone(press.Formats) }

// AllForms, as the only form asked for, is the whole catalogue.
const AllForms = "all"

// RenderOrder is which forms of a case are printed.
type RenderOrder struct {
	Forms    []string      // ids; none for every form that the case has data for
	Formats  []string      // out of Formats
	Revision casefile.Date // by whose text; "" for that of the case
	Printed  Progress
}

// Progress is told after each part of some long work: how many of how many are done, and
// the name of the last. It may be nil.
type Progress func(done, total int, name string)

// Print is one form in one format.
type Print struct {
	press.Print
	Faults []casefile.Finding // why it could not be printed
}

// Render prints forms of a case. A form that was asked for and that the case has nothing
// for is blank. What could not be printed says why.
func (a *App) Render(ctx context.Context, c *Case, o RenderOrder) ([]Print, error) {
	if err := checkFormats(o.Formats); err != nil {
		return nil, err
	}
	file, err := c.sound()
	if err != nil {
		return nil, err
	}
	catalog, err := a.catalogOf(file, o.Revision, "")
	if err != nil {
		return nil, err
	}
	filled, err := fill(catalog, file.Case, o.Forms)
	if err != nil {
		return nil, err
	}
	printer, err := a.press()
	if err != nil {
		return nil, err
	}
	var prints []Print
	for _, p := range printer.PrintAll(ctx, filled, o.Formats, o.Printed.counted(len(filled)*len(o.Formats))) {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		one := Print{Print: p}
		if p.Err != nil {
			one.Faults = catalog.ByForm(c.Name, press.Unprintable(file, &p))
		}
		prints = append(prints, one)
	}
	return prints, nil
}

// counted is p as a press calls it.
func (p Progress) counted(total int) func(*press.Print) {
	done := 0
	return func(x *press.Print) {
		done++
		if p != nil {
			p(done, total, x.Name())
		}
	}
}

// fill composes the forms asked for.
func fill(catalog *forms.Catalog, c *casefile.Case, ids []string) ([]forms.Filled, error) {
	orBlank := len(ids) > 0
	if len(ids) == 0 || slices.Equal(ids, []string{AllForms}) {
		ids = catalog.IDs()
	}
	var filled []forms.Filled
	for _, id := range ids {
		some, err := fillOne(catalog, c, id, orBlank)
		if err != nil {
			return nil, err
		}
		filled = append(filled, some...)
	}
	return filled, nil
}

func fillOne(catalog *forms.Catalog, c *casefile.Case, id string, orBlank bool) ([]forms.Filled, error) {
	d, err := catalog.Definition(id)
	if errors.Is(err, forms.ErrNoForm) {
		return nil, wrong("form", map[string]string{"value": id, "known": strings.Join(catalog.IDs(), ", ")})
	}
	if err != nil {
		return nil, err
	}
	sub, err := catalog.Submission(d.Package, c)
	if err != nil || d.ID == forms.IndexForm || d.ID == casefile.ReportForm {
		return nil, err
	}
	filled, err := catalog.Compose(id, c, sub)
	if err != nil || len(filled) > 0 || !orBlank {
		return filled, err
	}
	blank, err := catalog.Blank(id, c, sub)
	return []forms.Filled{blank}, err
}

func checkFormats(formats []string) error {
	for _, f := range formats {
		if !slices.Contains(press.Formats, f) {
			return wrong("format", map[string]string{"value": f, "known": strings.Join(press.Formats, ", ")})
		}
	}
	return nil
}
