package editing

import (
	"strings"

	"yoshiki/cmd/internal/app"
	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/schema"
)

// NextCase gives a commented case to fill in for the next kind of package, by a text of the
// rules of the same programme: with what the case has that is not of one filing alone. Tables
// beside the case and the company's file are named as they were.
//
// Errors: [Refused] when the case has faults.
func NextCase(a *app.App, c *app.Case, t app.Text, kind, language string) (*forms.Catalog, []byte, error) {
	if _, err := c.Sound(); err != nil {
		return nil, nil, err
	}
	own := a.Own(c)
	t.Program = own.Case.Program
	catalog, err := a.Catalog(t)
	if err != nil {
		return nil, nil, err
	}
	p, err := catalog.Package(kind)
	if err != nil {
		return nil, nil, app.NoKind(kind, catalog)
	}
	next := carried(own.Case, p)
	next.Revision = catalog.Revision.InForce
	of := app.KindOf(kind, p)
	of.Fresh, of.Open = filledIn(catalog, kind, next)
	if of.Demands, err = catalog.Demands(kind); err != nil {
		return nil, nil, err
	}
	return catalog, schema.Skeleton(catalog.Vocabulary(), language, next, of), nil
}

// filledIn is the list that gets one more entry for a kind of package, or whose last entry is to
// be filled in further.
func filledIn(catalog *forms.Catalog, kind string, next *casefile.Case) (fresh, open string) {
	p, err := catalog.Package(kind)
	if err != nil {
		return "", ""
	}
	list, _, within := strings.Cut(p.Subject.Source, ".last.")
	if v, err := casefile.Get(next, catalog.SubmissionPointer(kind, next)); within && (err != nil || v.Empty()) {
		return "", list
	}
	return list, ""
}

// carried is what a case for a kind of package takes over from the one before.
func carried(c *casefile.Case, p *forms.PackageDef) *casefile.Case {
	next := casefile.Clone(c)
	if p.Keep != nil {
		keep := schema.Kind{Case: p.Keep}
		for v := range casefile.Walk(c) {
			if v.Path != "" && !keep.Holds(strings.ReplaceAll(v.Path, ".*", "")) {
				casefile.Remove(next, v.Pointer)
			}
		}
	}
	for to, from := range p.Carry {
		if v, err := casefile.Get(c, pointerOf(from)); err == nil && !v.Empty() {
			casefile.Set(next, pointerOf(to), v.Go.Interface())
		}
	}
	return next
}

// pointerOf is the JSON Pointer of a path without lists.
func pointerOf(path string) string { return "/" + strings.ReplaceAll(path, ".", "/") }
