package main

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"time"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/office"
	"yoshiki/forms/casefile"
	"yoshiki/forms/findings"
	"yoshiki/package/letters"
)

// typedLine is one case that came on paper and was typed from a row of a list.
type typedLine struct {
	Case     string          `json:"case"`
	Kind     string          `json:"kind"`
	Place    string          `json:"place"`
	Status   office.Status   `json:"status"`
	Number   string          `json:"number,omitempty"` // of the reception
	Day      casefile.Date   `json:"day,omitempty"`
	Findings []findings.Line `json:"findings,omitempty"`
	Reason   string          `json:"reason,omitempty"`
}

// receiveList takes in cases that came on paper, a row each, or gives the empty list.
func (t *tool) receiveList(ctx context.Context, f receiveFlags) error {
	of := app.Text{Program: cmp.Or(casefile.Program(f.program), app.DefaultProgram), Day: cmp.Or(casefile.Date(f.date), today())}
	if f.kind == "" {
		return usage("receive-kind", nil)
	}
	_, columns, err := office.CaseColumns(t.app, of, f.kind)
	if err != nil {
		return err
	}
	if f.blank {
		return t.blankList(columns, letters.OfCases, f.output, f.force)
	}
	data, err := os.ReadFile(f.list)
	if err != nil {
		return app.Unreadable(f.list, err)
	}
	o := office.TypeOrder{Text: of, Kind: f.kind, Pattern: cmp.Or(f.pattern, office.ReceptionPattern)}
	var found []casefile.Finding
	o.Rows, found = letters.ReadRows(f.list, data, f.kind, columns, of.Day)
	if casefile.Failed(found) {
		return t.refusedList(found)
	}
	if err := t.remark(found); err != nil {
		return err
	}
	if o.Store, err = t.app.CreateStore(ctx, f.store, time.Now()); err != nil {
		return err
	}
	done, err := office.TypeIn(ctx, t.app, o)
	if err != nil {
		return err
	}
	return t.typed(done, f.kind)
}

// typed tells what became of each row, and counts.
func (t *tool) typed(done []office.Typed, kind string) error {
	count := map[office.Status]int{}
	for i := range done {
		x := &done[i]
		count[x.Status]++
		l := typedLine{Case: cmp.Or(string(x.Row.Case), x.Name), Kind: kind, Place: x.Place.String(), Status: x.Status, Number: x.Number, Day: x.Received.Day}
		for _, f := range x.Findings {
			l.Findings = append(l.Findings, findings.LineOf(f))
		}
		if x.Err != nil {
			l.Reason = because(t.words, x.Err)
		}
		args := map[string]string{"case": cmp.Or(l.Case, l.Place), "number": l.Number, "day": string(l.Day), "reason": l.Reason}
		if err := t.line(t.words.Text("message.receive.typed-"+string(x.Status), args), l); err != nil {
			return err
		}
		for i := range l.Findings {
			if !t.json {
				fmt.Fprintln(t.stderr, l.Findings[i].Text(t.words))
			}
		}
	}
	left := count[office.NotIssued] + count[office.IssuingFailed]
	err := t.summary(t.words.Text("message.receive.typed", map[string]string{"fresh": fmt.Sprint(count[office.NewlyIssued]), "already": fmt.Sprint(count[office.IssuedBefore]), "left": fmt.Sprint(left)}),
		map[string]any{"fresh": count[office.NewlyIssued], "already": count[office.IssuedBefore], "left": left})
	switch {
	case err != nil || left == 0:
		return err
	case left < len(done):
		return &exitError{code: exitPart}
	}
	return &exitError{code: exitCase}
}
