package main

import (
	"fmt"
	"strings"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/rulebook"
	"yoshiki/forms"
	"yoshiki/forms/casefile"
)

// askingLine is what one clause asks of whom.
type askingLine struct {
	Clause string         `json:"clause"`
	Text   casefile.Words `json:"text"`
	Cells  []forms.Cell   `json:"cells"`
	From   casefile.Date  `json:"from,omitempty"`
	Until  casefile.Date  `json:"until,omitempty"`
}

// printCells prints for each clause what it asks of applicant, authority and third parties, in
// papers, days and content, and what looks at that.
func (t *tool) printCells(of app.Text) error {
	c, all, err := rulebook.AskingOf(t.app, of)
	if err != nil {
		return err
	}
	t.passedOver(c.Program, c.Passed)
	asked, ruled := 0, 0
	for _, a := range all {
		l := askingLine{a.Number, casefile.Words{Ja: a.Ja, En: a.En}, a.Cells, a.From, a.Until}
		for _, x := range a.Cells {
			if x.Asked {
				asked++
			}
			if len(x.Rules) > 0 {
				ruled++
			}
		}
		if err := t.line(t.askingWords(l), l); err != nil {
			return err
		}
	}
	cells, revision := len(all)*len(forms.Asked)*len(forms.Asks), c.Revision.InForce
	return t.summary(t.words.Text("message.rules.cells", map[string]string{"n": fmt.Sprint(len(all)), "cells": fmt.Sprint(cells),
		"unasked": fmt.Sprint(cells - asked), "ruled": fmt.Sprint(ruled), "reasons": fmt.Sprint(asked - ruled), "revision": string(revision)}),
		map[string]any{"clauses": len(all), "cells": cells, "notAsked": cells - asked, "checked": ruled, "reasons": asked - ruled, "revision": revision})
}

// askingWords is one clause with a line for each party.
func (t *tool) askingWords(l askingLine) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%-11s %s%s", l.Clause, l.Text.In(t.words.Language()), window(l.From, l.Until))
	for i, x := range l.Cells {
		if i%len(forms.Asks) == 0 {
			fmt.Fprintf(&b, "\n  %s:", t.words.Text("message.rules.who-"+x.Who, nil))
		} else {
			b.WriteString(";")
		}
		fmt.Fprintf(&b, " %s %s", t.words.Text("message.rules.what-"+x.What, nil), t.cellWords(x))
	}
	return b.String()
}

func (t *tool) cellWords(x forms.Cell) string {
	switch {
	case len(x.Rules) > 0:
		return strings.Join(x.Rules, " ")
	case x.Asked:
		return "(" + t.words.Text("message.rules.none-"+x.Reason, nil) + ")"
	}
	return "—"
}
