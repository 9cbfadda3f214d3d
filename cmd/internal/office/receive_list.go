package office

import (
	"context"
	"errors"
	"io/fs"

	"yoshiki/cmd/internal/app"
	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/package/bag"
	"yoshiki/package/letters"
	"yoshiki/package/repository"
)

// TypeOrder is which cases came on paper and are typed from a list.
type TypeOrder struct {
	app.Text
	Kind    string // of what was filed
	Rows    []letters.Row
	Pattern string // of the numbers of receptions
	Store   *app.Store
}

// Typed is what became of one row.
type Typed struct {
	*letters.Row
	Received
	Status   Status
	Findings []casefile.Finding
	Err      error // of one that failed
}

// CaseColumns are the headings of a list of cases that came on paper: who applies, with what
// service, and what stands first on the paper of a kind.
func CaseColumns(a *app.App, t app.Text, kind string) (*forms.Catalog, []letters.Column, error) {
	catalog, err := a.Catalog(t)
	if err != nil {
		return nil, nil, err
	}
	if _, err := catalog.Package(kind); err != nil {
		return nil, nil, app.NoKind(kind, catalog)
	}
	return catalog, letters.CaseColumns(catalog, []string{"/applicant", "/contact", "/service"}, []string{submitted(catalog, kind)}), nil
}

// submitted is the group of a case that a submission fills.
func submitted(catalog *forms.Catalog, kind string) string {
	at := catalog.SubmissionPointer(kind, new(casefile.Case))
	if f := catalog.Vocabulary().Field(at); f != nil && f.Model.Kind == casefile.KindList {
		at = casefile.EntryPointer(at, 0)
	}
	return at
}

// TypeIn makes a case of each row, gives it number and day of its reception, and keeps it. The same
// rows may be given again; a row that is at fault stops no other.
func TypeIn(ctx context.Context, a *app.App, o TypeOrder) ([]Typed, error) {
	catalog, err := a.Catalog(o.Text)
	if err != nil {
		return nil, err
	}
	all := make([]Typed, len(o.Rows))
	for i := range o.Rows {
		x := &all[i]
		x.Row, x.Status = &o.Rows[i], NotIssued
		if x.Findings = x.Row.Findings; len(x.Findings) > 0 {
			continue
		}
		var refused *app.Refused
		err := typed(ctx, a, catalog, o, x)
		switch {
		case ctx.Err() != nil:
			return all, ctx.Err()
		case errors.As(err, &refused):
			x.Findings = append(x.Findings, refused.Findings...)
		case err != nil:
			x.Status, x.Err = IssuingFailed, err
		}
	}
	return all, nil
}

// typed makes and keeps the case of one row.
func typed(ctx context.Context, a *app.App, catalog *forms.Catalog, o TypeOrder, x *Typed) error {
	ref := x.Row.Ref()
	_, err := letters.Begun(ctx, o.Store, ref)
	begun := err == nil
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if _, err := repository.LoadCase(ctx, o.Store, x.Row.Case); err == nil && !begun {
		return &app.Refused{Findings: x.Row.Fault("case", "receive:case-there", "found", x.Name)}
	} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	c := &casefile.Case{ID: x.Row.Case, Program: o.Program, Revision: catalog.Revision.InForce}
	var found []casefile.Finding
	for field, value := range x.Values {
		for _, f := range casefile.Set(c, "/"+field, value) {
			found = append(found, x.Row.Placed(f, ""))
		}
	}
	if len(found) > 0 {
		return &app.Refused{Findings: found}
	}
	r := &receiving{app: a, order: ReceiveOrder{Day: x.Date, Pattern: o.Pattern}, store: o.Store, done: &Received{Case: x.Row.Case, Package: ref.ID, Kind: o.Kind, Day: x.Date, Fresh: !begun}}
	if err := r.number(ctx); err != nil {
		return err
	}
	if err := r.receipt(c); err != nil {
		return err
	}
	none := func(string) (bag.Source, error) { return bag.Source{}, fs.ErrNotExist }
	if err := repository.SaveCase(ctx, o.Store, c, none); err != nil {
		return app.NotStored(o.Store, err)
	}
	if x.Received, x.Status = *r.done, NewlyIssued; begun {
		x.Status = IssuedBefore
	}
	x.Received.Package = ""
	return nil
}
