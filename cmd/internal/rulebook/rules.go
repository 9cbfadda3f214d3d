package rulebook

import (
	"slices"
	"strings"

	"yoshiki/cmd/internal/app"
	"yoshiki/forms"
)

// Rule is a rule in force, and what belongs to it.
type Rule struct {
	*forms.Rule
	Row     *forms.ClauseRow // the clause that it asks
	Kinds   []string         // of package that it gates
	Fields  []forms.Field    // that it is about
	Samples string           // where its samples lie in the source of the program, a pattern
}

// Rules gives every rule of a text, compiled, with the catalogue that they are of.
func Rules(a *app.App, t app.Text) (*forms.Catalog, []Rule, error) {
	c, err := a.Catalog(t)
	if err != nil {
		return nil, nil, err
	}
	rows, err := c.Matrix()
	if err != nil {
		return nil, nil, err
	}
	var all []Rule
	for _, row := range rows {
		for _, r := range row.Rules {
			if err := r.Compile(); err != nil {
				return nil, nil, err
			}
			fields, err := c.Fields(r)
			if err != nil {
				return nil, nil, err
			}
			all = append(all, Rule{r, row, gates(c, r), fields, samples(r.ID)})
		}
	}
	return c, all, nil
}

// gates are the kinds of package that the rule gates.
func gates(c *forms.Catalog, r *forms.Rule) []string {
	kinds := []string{}
	for _, kind := range c.Kinds() {
		if r.Gates(kind) {
			kinds = append(kinds, kind)
		}
	}
	return kinds
}

// samples is where the samples of a rule lie, in the source of the program.
func samples(id string) string {
	if strings.HasPrefix(id, "case:") {
		return "testdata/cases/invalid/*" + strings.ReplaceAll(id, ":", "_") + "*"
	}
	return "testdata/rules/*" + strings.NewReplacer(":", "_", "/", "--").Replace(id) + "[.=+]*"
}

// Cell is one cell of the matrix: a clause with one thing that looks at it.
type Cell struct {
	*forms.ClauseRow
	Rule    string        // id of the rule or finding; "" for a person, or nothing
	Fields  []forms.Field // that it is about
	Samples string        // of the rule
}

// Matrix is, for each clause of a text, what looks at it.
type Matrix struct {
	Catalog            *forms.Catalog
	Cells              []Cell
	Clauses            int
	Checked, Hand, Not int // clauses, by what looks at them above all
}

// MatrixOf gives what looks at each clause: a cell for each rule, with the values that it is
// about, the forms that show them, and its samples.
func MatrixOf(a *app.App, t app.Text) (*Matrix, error) {
	c, err := a.Catalog(t)
	if err != nil {
		return nil, err
	}
	rows, err := c.Matrix()
	if err != nil {
		return nil, err
	}
	m := &Matrix{Catalog: c, Clauses: len(rows)}
	for _, row := range rows {
		cells, err := cells(c, row)
		if err != nil {
			return nil, err
		}
		m.Cells = append(m.Cells, cells...)
		switch {
		case len(row.Rules)+len(row.By) > 0:
			m.Checked++
		case row.Not != "":
			m.Not++
		default:
			m.Hand++
		}
	}
	return m, nil
}

// Asking is what one clause asks of whom, and what looks at it.
type Asking struct {
	*forms.ClauseRow
	Cells []forms.Cell
}

// AskingOf gives for each clause of a text what it asks of whom, and what looks at that.
func AskingOf(a *app.App, t app.Text) (*forms.Catalog, []Asking, error) {
	c, err := a.Catalog(t)
	if err != nil {
		return nil, nil, err
	}
	rows, err := c.Matrix()
	if err != nil {
		return nil, nil, err
	}
	all := make([]Asking, len(rows))
	for i, row := range rows {
		cells, err := c.Cells(row)
		if err != nil {
			return nil, nil, err
		}
		all[i] = Asking{row, cells}
	}
	return c, all, nil
}

// cells are those of one clause.
func cells(c *forms.Catalog, row *forms.ClauseRow) ([]Cell, error) {
	var all []Cell
	rules := slices.Clone(row.Rules)
	for _, name := range row.By {
		if r, err := c.Rule(name); err != nil {
			return nil, err
		} else if r != nil {
			rules = append(rules, r)
		} else { // a finding of the program
			all = append(all, Cell{row, name, nil, samples(name)})
		}
	}
	for i, r := range rules {
		fields, err := c.Fields(r)
		if err != nil {
			return nil, err
		}
		all = slices.Insert(all, i, Cell{row, r.ID, fields, samples(r.ID)})
	}
	if row.Hand.Ja != "" || row.Not != "" {
		all = append(all, Cell{ClauseRow: row})
	}
	return all, nil
}
