package forms

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"yoshiki/forms/casefile"
	"yoshiki/forms/expr"
	"yoshiki/forms/layers"
)

// ClauseRow is one clause of the rules with what looks at it. clauses.yaml of a revision
// holds a row under each number; a later one changes it, or ends it by giving it no content.
type ClauseRow struct {
	Number string         `yaml:"-"`
	Ja     string         `yaml:"ja"` // what the clause asks for, in our own words
	En     string         `yaml:"en"`
	By     []string       `yaml:"by"`     // names of rules of other clauses that check this one too, or findings case:…
	Not    string         `yaml:"not"`    // why it is not about papers: definition, authority, conduct
	Hand   casefile.Words `yaml:"hand"`   // what a person must look at
	Leeway string         `yaml:"leeway"` // how far its period gives way: principle, endeavour, no-figure

	// Asks is what the clause asks of whom, see [Cell]: "checked" where the rules stand that look
	// at it, names of rules that stand nowhere else, or the reason why none looks.
	Asks map[string]map[string]string `yaml:"asks"`

	From    casefile.Date `yaml:"from"`    // first day on which it counts, where that is not the day of its text
	Until   casefile.Date `yaml:"until"`   // last day
	Governs expr.Lazy     `yaml:"governs"` // the day of a case that decides it; while unknown, it counts

	Rules []*Rule `yaml:"-"` // those that cite the clause

	line int
	doc  *layers.Document // that it stands in
}

// notAboutPapers are the reasons for which a clause needs no check of papers.
var notAboutPapers = []string{"definition", "authority", "conduct"}

// leeways are the ways in which a clause sets a period that does not bind to the day: in
// principle, as an endeavour, or without a figure ("without delay").
var leeways = []string{"", "principle", "endeavour", "no-figure"}

// Matrix tells of each clause what looks at it, in the order of the clauses. It fails when
// nothing does, or when a row names what is not there: no clause is left out unnoticed. So
// it does when a form or a paper rests on a clause that there is not.
func (c *Catalog) Matrix() ([]*ClauseRow, error) { return c.matrix() }

func (c *Catalog) makeMatrix() ([]*ClauseRow, error) {
	rows, err := c.clauses()
	if err != nil {
		return nil, err
	}
	rules, err := c.Rules()
	if err != nil {
		return nil, err
	}
	names := map[string]bool{}
	var faults []error
	for _, r := range rules {
		names[r.Name] = true
		if row := rows[r.Clause]; row != nil {
			row.Rules = append(row.Rules, r)
		} else {
			faults = append(faults, r.fault(layers.NewFault(0, "no-row", "clause", r.Clause)))
		}
	}
	sorted := slices.SortedFunc(maps.Values(rows), func(a, b *ClauseRow) int { return casefile.CompareClauses(a.Number, b.Number) })
	for _, row := range sorted {
		if err := row.complete(names); err != nil {
			faults = append(faults, row.doc.Explain(&layers.Within{Line: row.line, Of: row.Number, Err: err}))
		}
	}
	return sorted, errors.Join(append(faults, c.cited(rows))...)
}

// clauses stacks clauses.yaml of every layer.
func (c *Catalog) clauses() (map[string]*ClauseRow, error) {
	doc, err := c.data("clauses.yaml")
	if err != nil {
		return nil, err
	}
	rows := map[string]*ClauseRow{}
	if err := layers.Decode(doc.Root, &rows); err != nil {
		return nil, doc.Explain(err)
	}
	for key := range layers.Each(doc.Root) {
		row := rows[key.Value]
		row.Number, row.line, row.doc = key.Value, key.Line, doc
		row.Governs.Bind(nil)
	}
	return rows, nil
}

// complete tells what a row lacks.
func (r *ClauseRow) complete(names map[string]bool) error {
	if r.Ja == "" || r.En == "" {
		return layers.NewFault(0, "both-languages")
	}
	if err := r.window(); err != nil {
		return err
	}
	if err := r.asking(names); err != nil {
		return err
	}
	if r.Not != "" && !slices.Contains(notAboutPapers, r.Not) {
		return layers.NewFault(0, "one-of", "key", "not", "known", fmt.Sprint(notAboutPapers))
	}
	if !slices.Contains(leeways, r.Leeway) {
		return fmt.Errorf("leeway is one of %v", leeways[1:])
	}
	if err := ruled(r.By, names); err != nil {
		return err
	}
	checked, hand, not := len(r.Rules)+len(r.By) > 0, r.Hand != casefile.Words{}, r.Not != ""
	if !checked && !hand && !not || not && (checked || hand) || (r.Hand.Ja == "") != (r.Hand.En == "") {
		return layers.NewFault(0, "unchecked")
	}
	return nil
}

// ruled refuses a name that no rule has and no finding of the program.
func ruled(by []string, names map[string]bool) error {
	for _, name := range by {
		if !names[name] && !strings.HasPrefix(name, "case:") {
			return layers.NewFault(0, "no-rule", "name", name)
		}
	}
	return nil
}

// window looks at when the clause counts, and that its rules count no earlier.
func (r *ClauseRow) window() error {
	if err := windowed(r.From, r.Until, &r.Governs); err != nil {
		return err
	}
	if err := r.Governs.Check(); err != nil {
		return err
	}
	for _, rule := range r.Rules {
		if rule.Until == "" && rule.From < r.From && len(rule.Papers) == 0 { // papers count with their package
			return layers.NewFault(0, "clause-window", "from", string(r.From), "rule", rule.Name, "earlier", string(rule.From))
		}
	}
	return nil
}

// Field is one value of the case as a rule or finding is about it.
type Field struct {
	Pointer string         `json:"pointer"` // "*" for every index
	Label   casefile.Words `json:"label"`
	Forms   []string       `json:"forms"` // ids of the forms that show it
}

// Fields are the values that a rule is about: of documents, what they are drawn from.
func (c *Catalog) Fields(r *Rule) ([]Field, error) {
	var all []Field
	add := func(path []string) {
		pointer := "/" + strings.Join(path, "/")
		all = append(all, Field{pointer, c.vocabulary.Label(pointer), c.FormsOf(pointer)})
	}
	for i := range r.About {
		paths, err := r.About[i].Reads()
		if err != nil {
			return nil, r.fault(err)
		}
		for _, path := range paths {
			add(path)
		}
	}
	for _, paper := range r.Papers {
		add(c.drawnFrom(paper))
	}
	return all, nil
}

// itPath is the path of "it", with "*" for the index of each list.
func (r *Rule) itPath() []string {
	path := []string{}
	for i, key := range r.each {
		path = append(path, key)
		if casefile.Root().Under(r.each[:i+1]).Kind == casefile.KindList {
			path = append(path, "*")
		}
	}
	return path
}

// drawnFrom is the path of what a document is drawn from; attachments when it is a file.
func (c *Catalog) drawnFrom(item string) []string {
	for _, kind := range c.Kinds() {
		d := c.kinds[kind].Paper(item)
		switch {
		case d == nil:
		case len(d.Forms) > 0:
			return d.Forms[0].path()
		case d.Content.Source != "":
			return strings.Split(d.Content.Source, ".")
		}
	}
	return []string{"attachments"}
}
