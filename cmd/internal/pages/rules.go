package pages

import (
	"net/http"
	"slices"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/pages/frame"
	"yoshiki/cmd/internal/rulebook"
	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/forms/compare"
)

// rulesPage shows one case under two texts of the rules.
type rulesPage struct {
	*work
	Kinds           []procedure
	Revisions       []choice // of the programme
	From, To        casefile.Date
	Gone, New, Both []finding
	Groups          []frame.Differences // between the texts, where they touch the procedure
	Total           int
}

// rules shows what is found in a case, and what is asked of it, under two texts of the rules.
func (p *pages) rules(c *call) error {
	w, err := c.work()
	if err != nil {
		return err
	}
	page := &rulesPage{work: w, From: casefile.Date(c.R.FormValue("from")), To: casefile.Date(c.R.FormValue("to"))}
	if err := page.choose(); err != nil {
		return err
	}
	if page.Kinds, err = w.procedures(); err != nil {
		return err
	}
	w.Kind = chosen(page.Kinds, c.R.FormValue("for"))
	compared, err := rulebook.Compare(p.App, page.text(page.From), page.text(page.To))
	if err != nil {
		return err
	}
	changes := touching(compared, w.Kind)
	page.Groups, page.Total = c.Differences(changes), len(changes)
	if err := page.judge(); err != nil {
		return err
	}
	return c.Show(http.StatusOK, "rules", c.Text("two-rules")+" — "+w.Name(), page)
}

func (page *rulesPage) text(day casefile.Date) app.Text {
	return app.Text{Program: page.Catalog.Program, Revision: day}
}

// choose settles which two texts are compared: that of the case and the newest, unless one asks.
func (page *rulesPage) choose() error {
	known, err := page.p.App.Library.Revisions(page.Catalog.Program)
	if err != nil {
		return err
	}
	has := func(day casefile.Date) bool {
		return slices.ContainsFunc(known, func(r forms.Revision) bool { return r.InForce == day })
	}
	if !has(page.From) {
		page.From = page.Catalog.Revision.InForce
	}
	if !has(page.To) {
		page.To = known[len(known)-1].InForce
	}
	for _, r := range slices.Backward(known) {
		page.Revisions = append(page.Revisions, choice{Value: string(r.InForce), Title: frame.Day(page.Words, string(r.InForce))})
	}
	return nil
}

// chosen is the procedure that is asked for, or else the first that the case has begun.
func chosen(all []procedure, name string) string {
	at := slices.IndexFunc(all, func(k procedure) bool { return k.Name == name })
	if at < 0 {
		at = max(0, slices.IndexFunc(all, func(k procedure) bool { return k.Begun }))
	}
	return all[at].Name
}

// judge finds what is wrong with the case under each of the two texts.
func (page *rulesPage) judge() error {
	was, err := page.foundBy(page.From)
	if err != nil {
		return err
	}
	is, err := page.foundBy(page.To)
	if err != nil {
		return err
	}
	for _, f := range was {
		if slices.ContainsFunc(is, same(f)) {
			page.Both = append(page.Both, f)
		} else {
			page.Gone = append(page.Gone, f)
		}
	}
	for _, f := range is {
		if !slices.ContainsFunc(was, same(f)) {
			page.New = append(page.New, f)
		}
	}
	return nil
}

func same(a finding) func(finding) bool {
	return func(b finding) bool { return a.ID == b.ID && a.Pointer == b.Pointer && a.Text == b.Text }
}

// foundBy is what is wrong with the case by a text of the rules; nothing where the text does not
// know the procedure.
func (page *rulesPage) foundBy(day casefile.Date) (all []finding, err error) {
	catalog, err := page.p.App.Catalog(page.text(day))
	if err != nil {
		return nil, err
	}
	if _, err := catalog.Package(page.Kind); err != nil {
		return nil, nil
	}
	checked, err := page.p.App.Check(page.R.Context(), page.Draft.Case, app.CheckOrder{Kind: page.Kind, Revision: day, Today: page.p.Today(), NoFiles: true})
	if err != nil {
		return nil, err
	}
	for _, f := range checked.Findings {
		if f.Severity == casefile.Error {
			all = append(all, page.sayFinding(f))
		}
	}
	return all, nil
}

// touching are the differences between two texts that a procedure has to do with: all of clauses,
// rules and words, and of forms and papers its own.
func touching(c *rulebook.Comparison, kind string) []compare.Change {
	drawn := map[string]bool{}
	for _, catalog := range []*forms.Catalog{c.From, c.To} {
		if p, err := catalog.Package(kind); err == nil {
			for _, paper := range p.Papers {
				for _, f := range paper.Forms {
					drawn[f.Form] = true
				}
			}
		}
	}
	return slices.DeleteFunc(slices.Clone(c.Changes), func(x compare.Change) bool {
		switch x.Of {
		case compare.Package:
			return x.Name != kind
		case compare.Paper:
			return !casefile.Within("/"+x.Name, "/"+kind)
		case compare.Form:
			return !drawn[x.Name]
		}
		return false
	})
}
