package forms

import (
	"cmp"
	"reflect"
	"slices"
	"strings"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/decode"
	"yoshiki/forms/expr"
)

// Check asks a case everything at once: what is missing from the groups that it has, what
// the rules demand, and which documents are missing from each package that it dates. For
// a kind of package it asks only what that package depends on; kind "" asks of all. asOf
// is the day of the check: what is open and past then is late; "" is no day. What cannot be
// asked, because a value could not be read, is told in a note with what it waits for; it keeps
// nothing else from being asked. Findings come
// in the order of the forms that show what they are about. Errors: [casefile.ErrNoKind], or a fault
// of the catalogue.
func (c *Catalog) Check(f *decode.File, kind string, asOf casefile.Date) ([]casefile.Finding, error) {
	return c.check(c.asker(f, kind, asOf), f, kind)
}

// CheckAgain is [Catalog.Check] of a case that differs from one that was checked before in the
// texts at some places alone. Rules that read none of them are not asked again: what they found
// is in was, which may be nil. It gives what the next check may use.
func (c *Catalog) CheckAgain(f *decode.File, kind string, asOf casefile.Date, was *Answers, changed []string) ([]casefile.Finding, *Answers, error) {
	a := c.asker(f, kind, asOf)
	if err := a.recall(c, was, changed); err != nil {
		return nil, nil, err
	}
	found, err := c.check(a, f, kind)
	return found, a.now, err
}

func (c *Catalog) asker(f *decode.File, kind string, asOf casefile.Date) *asker {
	return &asker{file: f, words: c.vocabulary, kind: kind, asOf: asOf, told: map[string]bool{}, waits: waitsOf(f)}
}

func (c *Catalog) check(a *asker, f *decode.File, kind string) ([]casefile.Finding, error) {
	kinds, err := c.dated(f, kind)
	if err != nil {
		return nil, err
	}
	if kind != "" {
		a.papers = c.kinds[kind].papers()
	}
	if a.waits.all() {
		return []casefile.Finding{a.waits.everything()}, nil
	}
	present, err := c.presence(f, kind)
	if err != nil {
		return nil, err
	}
	present = a.waits.withoutLost(present)
	for _, x := range present {
		a.told[x.Pointer] = true
	}
	if err := c.rulings(a, kinds); err != nil {
		return nil, err
	}
	all := slices.Concat(merge(present, a.findings), c.strays(f), a.waits.findings())
	if len(all) > 0 {
		_, err = c.shown() // so that a fault in a form is told
	}
	return c.ByForm(f.Name, all), err
}

// rulings asks the rules, and for the papers of each kind of package.
func (c *Catalog) rulings(a *asker, kinds []string) error {
	rules, err := c.Rules()
	if err != nil {
		return err
	}
	for _, r := range rules {
		if !r.Gates(a.kind) {
			continue
		}
		if err := a.answer(r); err != nil {
			return err
		}
	}
	if err := c.lacking(a, kinds); err != nil {
		return err
	}
	dated, err := c.revision(a.file, kinds)
	a.findings = append(a.findings, dated...)
	return err
}

// dated are the kinds of package to look for documents of: the kind asked for, or all
// whose day the case gives.
func (c *Catalog) dated(f *decode.File, kind string) ([]string, error) {
	if kind != "" {
		_, err := c.Package(kind)
		return []string{kind}, err
	}
	var kinds []string
	for _, k := range c.Kinds() {
		counts, err := c.kinds[k].counts(&expr.Scope{Root: reflect.ValueOf(f.Case).Elem()})
		if err != nil {
			return nil, err
		}
		day, err := c.SubmissionDay(k, f.Case)
		if err != nil {
			return nil, err
		}
		if counts && day != "" {
			kinds = append(kinds, k)
		}
	}
	return kinds, nil
}

// presence tells what the case lacks of what the package shows, and what the programme
// knows nothing of.
func (c *Catalog) presence(f *decode.File, kind string) ([]casefile.Finding, error) {
	findings := append(c.vocabulary.Presence(f), c.vocabulary.Strays(f)...)
	if kind == "" || len(findings) == 0 {
		return findings, nil
	}
	s, err := c.shown()
	return slices.DeleteFunc(findings, func(x casefile.Finding) bool { return !s.inPackage(c.kinds[kind], x.Pointer) }), err
}

// lacking finds the kinds of package that are not in force for the case, and the papers that
// the others lack.
func (c *Catalog) lacking(a *asker, kinds []string) error {
	if err := c.undated(a); err != nil {
		return err
	}
	found := map[string]bool{}
	for _, kind := range kinds {
		ended, err := c.inForce(a.file, kind)
		if err != nil {
			return err
		}
		if a.findings = append(a.findings, ended...); ended != nil {
			continue
		}
		papers, err := c.Papers(kind, a.file.Case)
		if err != nil {
			return err
		}
		for _, d := range papers {
			if d.Status != "missing" || found[d.Paper] {
				continue
			}
			found[d.Paper] = true
			x := c.missing(a.file, kind, d)
			check := x.ID
			if x.Rule == "" {
				check = d.Paper
			}
			waiting, err := a.waits.paper(check, c.kinds[kind].Paper(d.Paper))
			if err != nil {
				return err
			}
			if !waiting {
				a.findings = append(a.findings, x)
			}
		}
	}
	return nil
}

// undated notes which kinds of package have a day that cannot be read, so that nobody knows
// whether their papers are to be looked for.
func (c *Catalog) undated(a *asker) error {
	for _, k := range c.Kinds() {
		if a.kind != "" {
			return nil
		}
		if _, err := a.waits.value(k, &c.kinds[k].Date); err != nil {
			return err
		}
	}
	return nil
}

// missing is the finding for one document that a package lacks: of the rule that asks for
// the document, if there is one.
func (c *Catalog) missing(f *decode.File, kind string, d casefile.PaperStatus) casefile.Finding {
	p := c.kinds[kind]
	pointer := "/attachments"
	def := p.Paper(d.Paper)
	if len(def.Forms) > 0 {
		pointer = def.Forms[0].place(f.Case)
	} else if def.Content.Source != "" {
		pointer = "/" + strings.ReplaceAll(def.Content.Source, ".", "/")
	}
	x := c.finding(f, "case:document", casefile.Error, pointer,
		map[string]string{"item": string(d.Clause), "paper": d.Paper})
	x.Clause, x.Terms = string(d.Clause), map[string]casefile.Words{"title": {Ja: def.Ja, En: def.En}, "package": {Ja: p.Ja, En: p.En}}
	rules, _ := c.Rules()
	for _, r := range rules {
		if r.Gates(kind) && slices.Contains(r.Papers, d.Paper) {
			x.ID, x.Rule, x.Clause, x.Severity, x.Message, x.Repair = r.ID, r.Name, r.Clause, r.Severity, r.Message, r.Repair
			x.Args["clause"] = r.Clause
		}
	}
	return x
}

// merge puts the findings together so that nothing is said twice. Of those about one empty
// value stays that of a missing document, else that of the first rule, which names the
// clause, else that of Presence; but no warning in place of an error.
func merge(present, ruled []casefile.Finding) []casefile.Finding {
	told, documents := map[string]bool{}, map[string]bool{}
	for _, x := range present {
		told[x.Pointer] = told[x.Pointer] || x.ID == "case:missing"
	}
	for _, x := range ruled {
		documents[x.Pointer] = documents[x.Pointer] || x.Terms["title"].Ja != ""
	}
	said := map[string]bool{}
	ruled = slices.DeleteFunc(ruled, func(x casefile.Finding) bool {
		if x.Terms["label"].Ja == "" {
			return false
		}
		twice := documents[x.Pointer] || said[x.Pointer] || x.Severity == casefile.Warning && told[x.Pointer]
		said[x.Pointer] = said[x.Pointer] || x.Severity == casefile.Error
		return twice
	})
	present = slices.DeleteFunc(present, func(x casefile.Finding) bool { return x.ID == "case:missing" && said[x.Pointer] })
	return append(present, ruled...)
}

// ByForm names the forms that show what each finding is about and sorts by the first of
// them, then by place; what no form shows comes last. file is the name of the case file.
func (c *Catalog) ByForm(file string, findings []casefile.Finding) []casefile.Finding {
	for i := range findings {
		findings[i].Forms, findings[i].Field = c.FormsOf(findings[i].Pointer), c.vocabulary.Label(findings[i].Pointer)
	}
	slices.SortStableFunc(findings, func(a, b casefile.Finding) int {
		return cmp.Or(compareForms(a.Forms, b.Forms), cmp.Compare(casefile.Rank(a, file), casefile.Rank(b, file)),
			cmp.Compare(a.Sheet, b.Sheet), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column), cmp.Compare(a.ID, b.ID), cmp.Compare(a.Pointer, b.Pointer))
	})
	return findings
}

// compareForms orders by the first form.
func compareForms(a, b []string) int {
	if len(a) == 0 || len(b) == 0 {
		return cmp.Compare(len(b), len(a))
	}
	return CompareIDs(a[0], b[0])
}

// Submission is what a kind of package adds when the forms of a case are filled: the
// documents that it holds. Of kind "" it is nothing.
func (c *Catalog) Submission(kind string, cs *casefile.Case) (casefile.Submission, error) {
	if kind == "" {
		return casefile.Submission{}, nil
	}
	papers, err := c.Papers(kind, cs)
	return casefile.Submission{Kind: kind, Papers: papers}, err
}
