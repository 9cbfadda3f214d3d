package app

import (
	"context"
	"errors"
	"iter"
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
	Forms    []string           // ids; none for every form that the case has data for
	Formats  []string           // out of Formats
	Revision casefile.Date      // by whose text; "" for that of the case
	Each     func(*Print) error // takes each print; an error ends all
	Printed  Progress
}

// Progress is told after each part of some long work: how many of how many are done, and
// the name of the last. It may be nil.
type Progress func(done, total int, name string)

// Print is one form in one format.
type Print struct {
	press.Print
	Faults []casefile.Finding // why it could not be printed
	Notes  []casefile.Finding // what to look at in it
}

// Render prints forms of a case, one after the other in the order of the catalogue, and keeps
// none. A form that was asked for and that the case has nothing
// for is blank. What could not be printed says why.
func (a *App) Render(ctx context.Context, c *Case, o RenderOrder) error {
	if err := CheckFormats(o.Formats); err != nil {
		return err
	}
	file, err := c.Sound()
	if err != nil {
		return err
	}
	catalog, err := a.CatalogOf(file, o.Revision, "")
	if err != nil {
		return err
	}
	wanted, err := wantedOf(catalog, file.Case, o.Forms)
	if err != nil {
		return err
	}
	printer, err := a.Press()
	if err != nil {
		return err
	}
	done := 0
	for x, err := range printer.Stream(ctx, fillEach(wanted), o.Formats) {
		if err != nil {
			return err
		}
		p := &Print{Print: *x}
		if p.Err != nil {
			p.Faults = catalog.ByForm(c.Name, press.Unprintable(file, x))
		}
		if p.Err == nil && p.Format == "xlsx" {
			notes, err := printer.Notes(file, &p.Form)
			if err != nil {
				return err
			}
			p.Notes = catalog.ByForm(c.Name, notes)
		}
		if err := o.Each(p); err != nil {
			return err
		}
		if done++; o.Printed != nil {
			o.Printed(done, len(wanted)*len(o.Formats), p.Name())
		}
	}
	return nil
}

// Wanted is a form that is to be filled.
type Wanted func() (forms.Filled, error)

// fillEach fills one form after the other, when it is asked for.
func fillEach(all []Wanted) iter.Seq2[forms.Filled, error] {
	return func(yield func(forms.Filled, error) bool) {
		for _, fill := range all {
			if !yield(fill()) {
				return
			}
		}
	}
}

// wantedOf are the forms asked for.
func wantedOf(catalog *forms.Catalog, c *casefile.Case, ids []string) ([]Wanted, error) {
	orBlank := len(ids) > 0
	if len(ids) == 0 || slices.Equal(ids, []string{AllForms}) {
		ids = catalog.IDs()
	}
	var all []Wanted
	for _, id := range ids {
		some, err := WantedOne(catalog, c, id, orBlank)
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
	}
	return all, nil
}

// WantedOne are the papers of one form that a case gives, not filled yet; orBlank gives an empty
// one where the case has none.
func WantedOne(catalog *forms.Catalog, c *casefile.Case, id string, orBlank bool) ([]Wanted, error) {
	pending, err := catalog.Pending(id, c)
	if errors.Is(err, forms.ErrNoForm) {
		return nil, UnknownForm(id, catalog)
	}
	if err != nil || id == forms.IndexForm || id == casefile.ReportForm || len(pending) == 0 && !orBlank {
		return nil, err
	}
	d, err := catalog.Definition(id)
	if err != nil {
		return nil, err
	}
	sub, err := catalog.Submission(d.Package, c)
	if err != nil {
		return nil, err
	}
	if len(pending) == 0 {
		return []Wanted{func() (forms.Filled, error) { return catalog.Blank(id, c, sub) }}, nil
	}
	all := make([]Wanted, len(pending))
	for i := range pending {
		all[i] = func() (forms.Filled, error) { return pending[i].Fill(sub) }
	}
	return all, nil
}

// CheckFormats refuses a format that is none of [Formats], with the code "format".
func CheckFormats(formats []string) error {
	for _, f := range formats {
		if !slices.Contains(press.Formats, f) {
			return NewError("format", map[string]string{"value": f, "known": strings.Join(press.Formats, ", ")})
		}
	}
	return nil
}

// UnknownForm says that there is no such form, and which there are.
func UnknownForm(id string, c *forms.Catalog) error {
	return NewError("form", map[string]string{"value": id, "known": strings.Join(c.IDs(), ", ")})
}

// Printed is one print of a form, of which a case may have several.
type Printed struct {
	*Print // nil if there are not so many
	Of     int
}

// PrintForm prints one form of a case in one format: the n-th, counted from 1.
func (a *App) PrintForm(ctx context.Context, c *Case, form, format string, revision casefile.Date, n int) (*Printed, error) {
	type order struct {
		form, format string
		revision     casefile.Date
		n            int
	}
	size := func(p *Printed) int {
		if p.Print == nil {
			return 0
		}
		return len(p.Data)
	}
	return remembered(ctx, c, order{form, format, revision, n}, size, func(ctx context.Context) (*Printed, error) {
		out := &Printed{}
		err := a.Render(ctx, c, RenderOrder{Forms: []string{form}, Formats: []string{format}, Revision: revision, Each: func(p *Print) error {
			if out.Of++; out.Of == n {
				kept := *p
				kept.Form.Document = nil // which nobody needs any more
				out.Print = &kept
			}
			return nil
		}})
		return out, err
	})
}
