package forms

import (
	"reflect"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/decode"
	"yoshiki/forms/expr"
)

// inForce finds fault with a kind of package that is not in force for the case.
func (c *Catalog) inForce(f *decode.File, kind string) ([]casefile.Finding, error) {
	p := c.kinds[kind]
	counts, err := p.counts(&expr.Scope{Root: reflect.ValueOf(f.Case).Elem()})
	if counts || err != nil {
		return nil, err
	}
	x := c.finding(f, "case:kind", casefile.Error, c.SubmissionPointer(kind, f.Case),
		map[string]string{"from": string(p.InForce)})
	x.Clause, x.Terms = p.Clause, map[string]casefile.Words{"package": {Ja: p.Ja, En: p.En}}
	return []casefile.Finding{x}, nil
}

// revision compares the revision that the case names with the day of its newest paper
// among those of some kinds of package. A revision that is not confirmed is left alone:
// whoever names it means it.
func (c *Catalog) revision(f *decode.File, kinds []string) ([]casefile.Finding, error) {
	var newest casefile.Date
	for _, kind := range kinds {
		day, err := c.SubmissionDay(kind, f.Case)
		if err != nil {
			return nil, err
		}
		newest = max(newest, day)
	}
	governing, ok := c.Governing(newest)
	named := c.named(f.Case.Revision)
	if !ok || named.InForce == governing.InForce || !named.Confirmed && named.InForce <= newest {
		return nil, nil
	}
	return []casefile.Finding{c.finding(f, "case:revision", casefile.Warning, "/revision",
		map[string]string{"found": string(f.Case.Revision), "day": string(newest), "demanded": string(governing.InForce)})}, nil
}

// named is the revision that a case means by a day.
func (c *Catalog) named(day casefile.Date) Revision {
	var named Revision
	for _, r := range c.known {
		if r.InForce == day || r.Confirmed && r.InForce < day {
			named = r
		}
	}
	return named
}

// finding is one that no rule makes.
func (c *Catalog) finding(f *decode.File, id string, severity casefile.Severity, pointer string, args map[string]string) casefile.Finding {
	return f.Locate(casefile.Finding{ID: id, Severity: severity, Pointer: pointer, Args: args})
}
