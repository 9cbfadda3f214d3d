package app

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/forms/schedule"
	bundle "yoshiki/package"
)

// CheckOrder is what a case is checked for.
type CheckOrder struct {
	Kind     string        // of package; "" for all that the case has data for
	AsOf     casefile.Date // whose rules are asked, and on which what is open and past is late; "" for the rules of the case and Today
	Revision casefile.Date // whose rules are asked whatever the day; "" for none
	Today    casefile.Date
	NoFiles  bool // attachments are not looked at
	Boxes    bool // findings say where on the paper their values stand
	Drawn    bool // characters that are not printed by the typeface of their text are told
}

// Checked is what a check found.
type Checked struct {
	Findings []casefile.Finding // in the order of the forms
	Asked    *forms.Catalog     // whose rules were asked; nil if the case does not say which
	Passed   []forms.Revision   // younger than those, by the day of the check, and not confirmed
}

// Check finds everything that is wrong with a case: all for which [App.Package] would refuse it,
// also where something of the case cannot be read.
func (a *App) Check(ctx context.Context, c *Case, o CheckOrder) (*Checked, error) {
	size := func(k *Checked) int { return len(k.Findings) << 10 }
	return remembered(ctx, c, o, size, func(ctx context.Context) (*Checked, error) { return a.check(ctx, c, o) })
}

func (a *App) check(ctx context.Context, c *Case, o CheckOrder) (*Checked, error) {
	r, err := a.ruling(c, o)
	if err != nil {
		return nil, err
	}
	order := bundle.Order{Catalog: r.catalog, File: c.File, Kind: o.Kind, Open: c.Open, NoFiles: o.NoFiles, Drawn: o.Drawn, AsOf: cmp.Or(o.AsOf, o.Today),
		Generator: a.Options.Generator, Vet: a.Options.Vet}
	printer, err := a.Press()
	if err != nil {
		return nil, err
	}
	order.Before, order.Changed, order.Keep = c.was.of(o), c.changed, new(bundle.Memory)
	found, err := bundle.Check(ctx, printer, order)
	if errors.Is(err, casefile.ErrNoKind) {
		return nil, NoKind(o.Kind, r.catalog)
	}
	if err != nil {
		return nil, err
	}
	c.memory.keep(o, order.Keep)
	checked := &Checked{Findings: r.words.ByForm(c.Name, slices.Concat(c.Findings, r.findings, found)), Asked: r.catalog}
	if r.catalog != nil && o.Boxes {
		b := &boxer{printer, r.catalog, c.File.Case, map[string][]paper{}}
		if err := b.put(checked.Findings); err != nil {
			return nil, err
		}
	}
	if r.catalog != nil {
		checked.Passed, err = a.passed(r.catalog, order.AsOf)
	}
	return checked, err
}

// ruling is by which rules a case is checked.
type ruling struct {
	catalog  *forms.Catalog // nil if the case does not say it
	words    *forms.Catalog // that, or one whose words are used in its place
	findings []casefile.Finding
}

func (a *App) ruling(c *Case, o CheckOrder) (ruling, error) {
	catalog, err := a.CatalogOf(c.File, o.Revision, o.AsOf)
	var refused *Refused
	if !errors.As(err, &refused) {
		return ruling{catalog: catalog, words: catalog}, err
	}
	words, err := a.Catalog(Text{DefaultProgram, cmp.Or(o.AsOf, o.Today, lastDay), o.Revision})
	unasked := refused.Findings[0]
	unasked.ID, unasked.Severity, unasked.Args = "case:unasked", casefile.Note, nil
	if c.File.Lost("") {
		unasked.Pointer = ""
	}
	if c.File.Lost(unasked.Pointer) { // which is told already
		return ruling{words: words, findings: []casefile.Finding{unasked}}, err
	}
	return ruling{words: words, findings: append(refused.Findings, unasked)}, err
}

// passed are the revisions behind that of a catalogue, by a day, that are not confirmed.
func (a *App) passed(c *forms.Catalog, day casefile.Date) ([]forms.Revision, error) {
	known, err := a.Library.Revisions(c.Program)
	return slices.DeleteFunc(slices.Clone(known), func(r forms.Revision) bool {
		return r.Confirmed || r.InForce <= c.Revision.InForce || r.InForce > day
	}), err
}

// Due finds the deadlines of a case as they stand on a day, by the text of a revision; by
// that of the case on "".
func (a *App) Due(c *Case, asOf, revision casefile.Date) (*schedule.Schedule, error) {
	type due struct{ asOf, revision casefile.Date }
	size := func(s *schedule.Schedule) int { return len(s.Entries) << 11 }
	return remembered(context.Background(), c, due{asOf, revision}, size, func(context.Context) (*schedule.Schedule, error) { return a.due(c, asOf, revision) })
}

func (a *App) due(c *Case, asOf, revision casefile.Date) (*schedule.Schedule, error) {
	if err := CheckDay(asOf); err != nil {
		return nil, err
	}
	file, err := c.Sound()
	if err != nil {
		return nil, err
	}
	catalog, err := a.CatalogOf(file, revision, "")
	if err != nil {
		return nil, err
	}
	return schedule.New(catalog, file, asOf)
}
