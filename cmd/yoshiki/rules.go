package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/rulebook"
	"yoshiki/forms"
	"yoshiki/forms/casefile"
)

// ruleLine is one rule.
type ruleLine struct {
	ID       string            `json:"id"`
	Name     string            `json:"rule"` // lasting name
	Severity casefile.Severity `json:"severity"`
	Clause   string            `json:"clause"`
	Text     casefile.Words    `json:"text"` // what the clause asks for
	From     casefile.Date     `json:"from,omitempty"`
	Until    casefile.Date     `json:"until,omitempty"`
	Gates    []string          `json:"gates"` // kinds of package
	Fields   []forms.Field     `json:"fields"`
	Test     string            `json:"test"` // samples of the rule, a pattern
}

// clauseLine is one cell of the matrix: a clause with one thing that looks at it.
type clauseLine struct {
	Clause string          `json:"clause"`
	Text   casefile.Words  `json:"text"`
	Rule   string          `json:"rule,omitempty"`   // id of the rule or finding
	Fields []forms.Field   `json:"fields,omitempty"` //
	Test   string          `json:"test,omitempty"`   //
	Hand   *casefile.Words `json:"hand,omitempty"`   // what a person must look at
	Not    string          `json:"not,omitempty"`    // why it is not about papers
	From   casefile.Date   `json:"from,omitempty"`   // first day on which it counts
	Until  casefile.Date   `json:"until,omitempty"`  // last day
}

func (t *tool) rulesCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "rules", Short: t.words.Text("message.help.rules", nil), Args: t.noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() }}
	var byCell bool
	matrix := func(of app.Text) error {
		if byCell {
			return t.printCells(of)
		}
		return t.printMatrix(of)
	}
	for _, sub := range []struct {
		name string
		run  func(app.Text) error
	}{{"list", t.listRules}, {"matrix", matrix}} {
		var f textFlags
		c := &cobra.Command{Use: sub.name, Short: t.words.Text("message.help.rules-"+sub.name, nil), Args: t.noArgs,
			RunE: func(*cobra.Command, []string) error {
				of, err := f.text()
				if err != nil {
					return err
				}
				return sub.run(of)
			}}
		t.addTextFlags(c, &f)
		if sub.name == "matrix" {
			t.yes(c, &byCell, "cells")
		}
		cmd.AddCommand(c)
	}
	cmd.AddCommand(t.rulesDiffCommand(), t.rulesNewCommand())
	return cmd
}

// listRules prints every rule, having looked for its words.
func (t *tool) listRules(of app.Text) error {
	c, all, err := rulebook.Rules(t.app, of)
	if err != nil {
		return err
	}
	t.passedOver(c.Program, c.Passed)
	for _, r := range all {
		l := ruleLine{r.ID, r.Name, r.Severity, r.Row.Number, casefile.Words{Ja: r.Row.Ja, En: r.Row.En}, r.From, r.Until, r.Kinds, r.Fields, r.Samples}
		if err := t.line(t.ruleWords(l), l); err != nil {
			return err
		}
	}
	return t.summary(t.words.Text("message.rules.summary", map[string]string{"n": fmt.Sprint(len(all)), "revision": string(c.Revision.InForce)}),
		map[string]any{"rules": len(all), "revision": c.Revision.InForce})
}

func (t *tool) ruleWords(l ruleLine) string {
	return fmt.Sprintf("%-28s %-28s %s  %s  %s%s", l.ID, l.Name, t.words.Text("severity."+string(l.Severity), nil),
		t.words.Text("message.check.clause", map[string]string{"clause": l.Clause}), l.Text.In(t.words.Language()), window(l.From, l.Until))
}

// window is from and until when something counts.
func window(from, until casefile.Date) string {
	if from == "" && until == "" {
		return ""
	}
	return fmt.Sprintf("  %s..%s", from, until)
}

// printMatrix prints for each clause what looks at it.
func (t *tool) printMatrix(of app.Text) error {
	m, err := rulebook.MatrixOf(t.app, of)
	if err != nil {
		return err
	}
	t.passedOver(m.Catalog.Program, m.Catalog.Passed)
	for _, cell := range m.Cells {
		l := clauseLine{Clause: cell.Number, Text: casefile.Words{Ja: cell.Ja, En: cell.En}, Rule: cell.Rule, Fields: cell.Fields, Test: cell.Samples, Not: cell.Not,
			From: cell.From, Until: cell.Until}
		if cell.Rule == "" && cell.Hand.Ja != "" {
			l.Hand = &casefile.Words{Ja: cell.Hand.Ja, En: cell.Hand.En}
		}
		if err := t.line(t.clauseWords(l), l); err != nil {
			return err
		}
	}
	revision := m.Catalog.Revision.InForce
	return t.summary(t.words.Text("message.rules.matrix", map[string]string{"n": fmt.Sprint(m.Clauses), "checked": fmt.Sprint(m.Checked),
		"hand": fmt.Sprint(m.Hand), "not": fmt.Sprint(m.Not), "revision": string(revision)}),
		map[string]any{"clauses": m.Clauses, "checked": m.Checked, "byHand": m.Hand, "notAboutPapers": m.Not, "revision": revision})
}

func (t *tool) clauseWords(l clauseLine) string {
	about := fmt.Sprintf("%-11s %s%s", l.Clause, l.Text.In(t.words.Language()), window(l.From, l.Until))
	switch {
	case l.Not != "":
		return about + "  — " + t.words.Text("message.rules.not-"+l.Not, nil)
	case l.Hand != nil:
		return about + "  — " + t.words.Text("message.rules.hand", map[string]string{"reason": l.Hand.In(t.words.Language())})
	case len(l.Fields) == 0:
		return fmt.Sprintf("%s  → %s → %s → %s", about, l.Rule, t.words.Text("message.rules.all-fields", nil), l.Test)
	}
	fields := make([]string, len(l.Fields))
	for i, f := range l.Fields {
		fields[i] = fmt.Sprintf("%s %s", strings.Join(f.Forms, ","), f.Label.In(t.words.Language()))
	}
	return fmt.Sprintf("%s  → %s → %s → %s", about, l.Rule, strings.Join(fields, "; "), l.Test)
}
