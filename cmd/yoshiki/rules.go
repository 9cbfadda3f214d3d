package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/locales"
)

// ruleLine is one rule.
type ruleLine struct {
	ID       string            `json:"id"`
	Severity casefile.Severity `json:"severity"`
	Clause   string            `json:"clause"`
	Text     bilingual         `json:"text"` // what the clause asks for
	From     casefile.Date     `json:"from,omitempty"`
	Until    casefile.Date     `json:"until,omitempty"`
	Gates    []string          `json:"gates"` // kinds of package
	Fields   []forms.Field     `json:"fields"`
	Test     string            `json:"test"` // samples of the rule, a pattern
}

// clauseLine is one cell of the matrix: a clause with one thing that looks at it.
type clauseLine struct {
	Clause string        `json:"clause"`
	Text   bilingual     `json:"text"`
	Rule   string        `json:"rule,omitempty"`   // id of the rule or finding
	Fields []forms.Field `json:"fields,omitempty"` //
	Test   string        `json:"test,omitempty"`   //
	Hand   *bilingual    `json:"hand,omitempty"`   // what a person must look at
	Not    string        `json:"not,omitempty"`    // why it is not about papers
}

func (a *app) rulesCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "rules", Short: a.words.Text("message.help.rules", nil), Args: a.noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() }}
	for _, sub := range []struct {
		name string
		run  func(*forms.Catalog) error
	}{{"list", a.listRules}, {"matrix", a.printMatrix}} {
		var program, asOf string
		c := &cobra.Command{Use: sub.name, Short: a.words.Text("message.help.rules-"+sub.name, nil), Args: a.noArgs,
			RunE: func(*cobra.Command, []string) error {
				catalog, err := a.catalogOn(casefile.Program(program), asOf)
				if err != nil {
					return err
				}
				return sub.run(catalog)
			}}
		c.Flags().StringVar(&program, "program", "ismap-liu", a.words.Text("message.flag.program", nil))
		c.Flags().StringVar(&asOf, "as-of", "", a.words.Text("message.flag.as-of", nil))
		cmd.AddCommand(c)
	}
	return cmd
}

// listRules prints every rule, having compiled it and looked for its words.
func (a *app) listRules(c *forms.Catalog) error {
	rows, err := c.Matrix()
	if err != nil {
		return err
	}
	n := 0
	for _, row := range rows {
		for _, r := range row.Rules {
			n++
			if err := a.sound(r); err != nil {
				return err
			}
			l := ruleLine{r.ID, r.Severity, row.Number, bilingual{row.Ja, row.En}, r.From, r.Until, gates(c, r), c.Fields(r), samples(r.ID)}
			if err := a.line(a.ruleWords(l), l); err != nil {
				return err
			}
		}
	}
	return a.summary(a.words.Text("message.rules.summary", map[string]string{"n": fmt.Sprint(n), "revision": string(c.Revision.InForce)}),
		map[string]any{"rules": n, "revision": c.Revision.InForce})
}

// sound refuses a rule that does not compile or has no words.
func (a *app) sound(r *forms.Rule) error {
	for _, key := range []string{"finding." + r.ID, "repair." + r.ID} {
		for _, p := range []*locales.Printer{a.japanese, a.english} {
			if p.Text(key, nil) == key {
				return fmt.Errorf("%s: no words for %s (%s)", r.Place(), key, p.Language())
			}
		}
	}
	return r.Compile()
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

func (a *app) ruleWords(l ruleLine) string {
	when := ""
	if l.From != "" || l.Until != "" {
		when = fmt.Sprintf("  %s..%s", l.From, l.Until)
	}
	return fmt.Sprintf("%-28s %s  %s  %s%s", l.ID, a.words.Text("severity."+string(l.Severity), nil),
		a.words.Text("message.check.clause", map[string]string{"clause": l.Clause}), l.Text.in(a.words.Language()), when)
}

// printMatrix prints for each clause what looks at it: a line for each rule, with the
// values that it is about, the forms that show them, and its samples.
func (a *app) printMatrix(c *forms.Catalog) error {
	rows, err := c.Matrix()
	if err != nil {
		return err
	}
	counts := map[string]int{}
	for _, row := range rows {
		for _, l := range cells(c, row) {
			if err := a.line(a.clauseWords(l), l); err != nil {
				return err
			}
		}
		counts[looksAt(row)]++
	}
	checked, hand, not := counts["checked"], counts["hand"], counts["not"]
	return a.summary(a.words.Text("message.rules.matrix", map[string]string{"n": fmt.Sprint(len(rows)), "checked": fmt.Sprint(checked),
		"hand": fmt.Sprint(hand), "not": fmt.Sprint(not), "revision": string(c.Revision.InForce)}),
		map[string]any{"clauses": len(rows), "checked": checked, "byHand": hand, "notAboutPapers": not, "revision": c.Revision.InForce})
}

// looksAt tells how a clause is looked at, above all.
func looksAt(row *forms.ClauseRow) string {
	switch {
	case len(row.Rules)+len(row.By) > 0:
		return "checked"
	case row.Not != "":
		return "not"
	}
	return "hand"
}

func cells(c *forms.Catalog, row *forms.ClauseRow) []clauseLine {
	base := clauseLine{Clause: row.Number, Text: bilingual{row.Ja, row.En}, Not: row.Not}
	var all []clauseLine
	for _, r := range row.Rules {
		l := base
		l.Rule, l.Fields, l.Test = r.ID, c.Fields(r), samples(r.ID)
		all = append(all, l)
	}
	for _, id := range row.By {
		l := base
		l.Rule, l.Test = id, samples(id)
		if r, _ := c.Rule(id); r != nil {
			l.Fields = c.Fields(r)
		}
		all = append(all, l)
	}
	if row.Hand.Ja != "" || row.Not != "" {
		l := base
		if row.Hand.Ja != "" {
			l.Hand = &bilingual{row.Hand.Ja, row.Hand.En}
		}
		all = append(all, l)
	}
	return all
}

func (a *app) clauseWords(l clauseLine) string {
	about := fmt.Sprintf("%-11s %s", l.Clause, l.Text.in(a.words.Language()))
	switch {
	case l.Not != "":
		return about + "  — " + a.words.Text("message.rules.not-"+l.Not, nil)
	case l.Hand != nil:
		return about + "  — " + a.words.Text("message.rules.hand", map[string]string{"reason": l.Hand.in(a.words.Language())})
	case len(l.Fields) == 0:
		return fmt.Sprintf("%s  → %s → %s → %s", about, l.Rule, a.words.Text("message.rules.all-fields", nil), l.Test)
	}
	fields := make([]string, len(l.Fields))
	for i, f := range l.Fields {
		fields[i] = fmt.Sprintf("%s %s", strings.Join(f.Forms, ","), f.Label)
	}
	return fmt.Sprintf("%s  → %s → %s → %s", about, l.Rule, strings.Join(fields, "; "), l.Test)
}
