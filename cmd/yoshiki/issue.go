package main

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/office"
	"yoshiki/forms/casefile"
	"yoshiki/forms/findings"
	"yoshiki/package/letters"
)

type issueFlags struct {
	text     textFlags
	list     string
	set      []string
	corrects string
	number   string
	date     string
	formats  []string
	store    string
	output   string
	report   string
	blank    bool
	force    bool
	void     string
	reason   string
	sign     signFlags
}

// letterLine is what became of one letter.
type letterLine struct {
	Case     string          `json:"case"`
	Form     string          `json:"form"`
	Place    string          `json:"place,omitempty"` // row of the list
	Status   office.Status   `json:"status"`
	Number   string          `json:"number,omitempty"`
	Date     casefile.Date   `json:"date,omitempty"`
	To       string          `json:"to,omitempty"`
	Service  string          `json:"service,omitempty"`
	Package  string          `json:"package,omitempty"`
	Corrects string          `json:"corrects,omitempty"`
	Findings []findings.Line `json:"findings,omitempty"`
	Reason   string          `json:"reason,omitempty"` // of a letter that failed
}

func (t *tool) issueCommand() *cobra.Command {
	var f issueFlags
	cmd := &cobra.Command{
		Use: "issue FORM [CASE…]", Short: t.words.Text("message.help.issue", nil), Long: t.words.Text("message.help.issue-long", nil), Args: t.someArgs("FORM"),
		RunE: func(cmd *cobra.Command, args []string) error { return t.runIssue(cmd.Context(), args[0], args[1:], f) },
	}
	t.addTextFlags(cmd, &f.text)
	for name, to := range map[string]*string{"list": &f.list, "corrects": &f.corrects, "date": &f.date, "output": &f.output, "report": &f.report, "void": &f.void, "reason": &f.reason} {
		t.text(cmd, to, name, "")
	}
	t.text(cmd, &f.number, "number", "")
	t.list(cmd, &f.formats, "format", app.Formats()...)
	t.list(cmd, &f.set, "set")
	t.yes(cmd, &f.blank, "blank-list")
	t.yes(cmd, &f.force, "force")
	t.addStoreFlag(cmd, &f.store)
	t.addSignFlags(cmd, &f.sign)
	return cmd
}

func (t *tool) runIssue(ctx context.Context, form string, cases []string, f issueFlags) error {
	of, err := f.text.text()
	if err != nil {
		return err
	}
	columns, err := office.LetterColumns(t.app, of, form)
	switch {
	case err != nil:
		return err
	case f.blank:
		return t.blankList(columns, letters.OfLetters, f.output, f.force)
	case (f.list == "") == (len(cases) == 0) && f.void == "":
		return usage("issue-what", nil)
	}
	if err := issueOutputs(f); err != nil {
		return err
	}
	o := office.IssueOrder{Program: of.Program, Form: form, Pattern: cmp.Or(f.number, office.LetterPattern(of.Program)), Formats: f.formats, Done: t.issuedLine}
	if o.Seals, err = t.readSeals(f.sign); err != nil {
		return err
	}
	if o.Store, err = t.app.CreateStore(ctx, f.store, time.Now()); err != nil {
		return err
	}
	if f.void != "" {
		return t.voidNumber(ctx, of, o, f)
	}
	found, err := t.letterRows(ctx, &o, columns, cases, f)
	if err != nil {
		return err
	}
	if casefile.Failed(found) {
		return t.refusedList(found)
	}
	if err := t.remark(found); err != nil {
		return err
	}
	collectLess()
	done, err := office.Issue(ctx, t.app, o)
	if err != nil {
		return err
	}
	return t.issued(ctx, o, done, f)
}

// refusedList tells what is wrong with a list as a whole.
func (t *tool) refusedList(found []casefile.Finding) error {
	if err := t.findings(found); err != nil {
		return err
	}
	return &exitError{code: exitCase}
}

// letterRows are the letters to issue: of a list, or one for each case.
func (t *tool) letterRows(ctx context.Context, o *office.IssueOrder, columns []letters.Column, cases []string, f issueFlags) ([]casefile.Finding, error) {
	day := cmp.Or(casefile.Date(f.date), today())
	if f.list != "" {
		data, err := os.ReadFile(f.list)
		if err != nil {
			return nil, app.Unreadable(f.list, err)
		}
		var found []casefile.Finding
		o.Rows, found = letters.ReadRows(f.list, data, o.Form, columns, day)
		return found, nil
	}
	for _, name := range cases {
		c, err := t.readCase(ctx, name, f.store)
		if err != nil {
			return nil, err
		}
		id, err := office.TakeIn(ctx, t.app, o.Store, c)
		if err != nil {
			return nil, err
		}
		row, err := letters.NewRow(name, id, o.Form, columns, f.set)
		if err != nil {
			return nil, usage("issue-set", map[string]string{"value": err.Error()})
		}
		row.Date, row.Dated, row.Corrects = day, f.date != "", f.corrects
		o.Rows = append(o.Rows, row)
	}
	return nil, nil
}

// issuedLine prints what became of a letter.
func (t *tool) issuedLine(x *office.Issued) {
	l := letterLine{Case: string(x.Case), Form: x.Form, Place: x.Place.String(), Status: x.Status, Number: x.Record.Number, Date: x.Record.Date,
		To: x.To, Service: x.Service, Package: x.Record.Package, Corrects: x.Record.Corrects}
	for _, f := range x.Findings {
		l.Findings = append(l.Findings, findings.LineOf(f))
	}
	if x.Err != nil {
		l.Reason = because(t.words, x.Err)
	}
	args := map[string]string{"number": l.Number, "case": cmp.Or(l.Case, l.Place), "to": l.To, "reason": l.Reason}
	_ = t.line(t.words.Text("message.issue."+string(l.Status), args), l) // the next line fails as well
	if !t.json {
		for i := range l.Findings {
			fmt.Fprintln(t.stderr, l.Findings[i].Text(t.words))
		}
	}
}

// issued writes the print run and the report, and counts.
func (t *tool) issued(ctx context.Context, o office.IssueOrder, done []office.Issued, f issueFlags) error {
	if f.output != "" {
		if err := t.printRun(ctx, o, done, f); err != nil {
			return err
		}
	}
	if f.report != "" {
		if err := t.letterReport(done, f); err != nil {
			return err
		}
	}
	count := map[office.Status]int{}
	for i := range done {
		count[done[i].Status]++
	}
	left := count[office.NotIssued] + count[office.IssuingFailed]
	err := t.summary(t.words.Text("message.issue.summary", map[string]string{"issued": fmt.Sprint(count[office.NewlyIssued]), "already": fmt.Sprint(count[office.IssuedBefore]), "left": fmt.Sprint(left)})+t.waitingWords(count[office.AwaitsSecond]),
		map[string]any{"issued": count[office.NewlyIssued], "already": count[office.IssuedBefore], "waiting": count[office.AwaitsSecond], "refused": count[office.NotIssued], "failed": count[office.IssuingFailed]})
	switch {
	case err != nil || left == 0:
		return err
	case left < len(done):
		return &exitError{code: exitPart}
	case count[office.IssuingFailed] > 0:
		return &exitError{code: exitFailed}
	}
	return &exitError{code: exitCase}
}

// waitingWords say how many letters a second person has to approve before they are printed.
func (t *tool) waitingWords(n int) string {
	if n == 0 {
		return ""
	}
	return " " + t.words.Text("message.approve.waiting", map[string]string{"count": fmt.Sprint(n)})
}

// blankList prints the empty list, or writes it as a workbook.
func (t *tool) blankList(columns []letters.Column, of letters.Of, output string, force bool) error {
	if output == "" {
		data, err := letters.BlankCSV(columns, of, t.words.Language())
		if err != nil {
			return err
		}
		return t.whole("list", string(data))
	}
	write := letters.BlankXLSX
	if strings.HasSuffix(output, ".csv") {
		write = letters.BlankCSV
	} else if !strings.HasSuffix(output, ".xlsx") {
		return usage("list-kind", map[string]string{"file": output})
	}
	data, err := write(columns, of, t.words.Language())
	if err != nil {
		return err
	}
	if _, err := os.Lstat(output); err == nil && !force {
		return usage("file-there", map[string]string{"file": output})
	}
	if err := writeWhole(output, data); err != nil {
		return app.Unwritable(output, err)
	}
	return t.line(output, map[string]any{"file": output})
}

// voidNumber says that a number is never used.
func (t *tool) voidNumber(ctx context.Context, of app.Text, o office.IssueOrder, f issueFlags) error {
	if strings.TrimSpace(f.reason) == "" {
		return usage("void-reason", nil)
	}
	number, err := office.VoidLetter(ctx, t.app, of, o, cmp.Or(casefile.Date(f.date), today()), f.void, f.reason)
	if err != nil {
		return err
	}
	return t.line(t.words.Text("message.issue.voided", map[string]string{"number": number}), map[string]any{"number": number, "void": true})
}
