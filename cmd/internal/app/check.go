package app

import (
	"cmp"
	"errors"
	"slices"

	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/decode"
	"yoshiki/forms/schedule"
)

// CheckOrder is what a case is checked for.
type CheckOrder struct {
	Kind     string        // of package; "" for all that the case has data for
	AsOf     casefile.Date // whose rules are asked, and on which what is open and past is late; "" for the rules of the case and Today
	Revision casefile.Date // whose rules are asked whatever the day; "" for none
	Today    casefile.Date
}

// Checked is what a check found.
type Checked struct {
	Findings []casefile.Finding // in the order of the forms
	Asked    *forms.Catalog     // whose rules were asked; nil if the case cannot be read
	Passed   []forms.Revision   // younger than those, by the day of the check, and not confirmed
}

// Check finds everything that is wrong with a case.
func (a *App) Check(c *Case, o CheckOrder) (*Checked, error) {
	if casefile.Failed(c.Findings) {
		return a.unread(c, o)
	}
	catalog, err := a.catalogOf(c.File, o.Revision, o.AsOf)
	var refused *Refused
	if errors.As(err, &refused) {
		return &Checked{Findings: append(c.Findings, refused.Findings...)}, nil
	}
	if err != nil {
		return nil, err
	}
	findings, err := ask(catalog, c.File, o.Kind, cmp.Or(o.AsOf, o.Today))
	if err != nil {
		return nil, err
	}
	passed, err := a.passed(catalog, cmp.Or(o.AsOf, o.Today))
	return &Checked{catalog.ByForm(c.Name, append(c.Findings, findings...)), catalog, passed}, err
}

// passed are the revisions behind that of a catalogue, by a day, that are not confirmed.
func (a *App) passed(c *forms.Catalog, day casefile.Date) ([]forms.Revision, error) {
	known, err := a.library.Revisions(c.Program)
	return slices.DeleteFunc(slices.Clone(known), func(r forms.Revision) bool {
		return r.Confirmed || r.InForce <= c.Revision.InForce || r.InForce > day
	}), err
}

// unread gives what was found in a case that cannot be read, by the forms of a catalogue
// that it might have named.
func (a *App) unread(c *Case, o CheckOrder) (*Checked, error) {
	catalog, err := a.catalogOf(c.File, o.Revision, o.AsOf)
	if err != nil {
		catalog, err = a.Catalog(Text{DefaultProgram, cmp.Or(o.AsOf, o.Today), o.Revision})
	}
	if err != nil {
		return nil, err
	}
	return &Checked{Findings: catalog.ByForm(c.Name, c.Findings)}, nil
}

func ask(catalog *forms.Catalog, file *decode.File, kind string, asOf casefile.Date) ([]casefile.Finding, error) {
	findings, err := catalog.Check(file, kind, asOf)
	if errors.Is(err, casefile.ErrNoKind) {
		return nil, noKind(kind, catalog)
	}
	return findings, err
}

// Due finds the deadlines of a case as they stand on a day, by the text of a revision; by
// that of the case on "".
func (a *App) Due(c *Case, asOf, revision casefile.Date) (*schedule.Schedule, error) {
	if err := checkDay(asOf); err != nil {
		return nil, err
	}
	file, err := c.sound()
	if err != nil {
		return nil, err
	}
	catalog, err := a.catalogOf(file, revision, "")
	if err != nil {
		return nil, err
	}
	return schedule.New(catalog, file, asOf)
}
