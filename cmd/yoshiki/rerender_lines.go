package main

import (
	"context"
	"fmt"
	"os"
	"strings"

	"yoshiki/cmd/internal/app"
	"yoshiki/package/rerender"
)

// rerenderLines prints results and counts them.
type rerenderLines struct {
	*tool
	mover  *rerender.Mover
	report rerender.Report
	folder string   // for the report; "" for none
	kept   *os.File // results for the report
	before bool     // the batch was done before
}

// add prints one result: in words, only what somebody has to do with.
func (l *rerenderLines) add(r rerender.Result) error {
	if l.report.Count(r.Outcome); l.folder != "" {
		if err := l.report.Add(l.mover, r); err != nil {
			return app.Unwritable(l.folder, err)
		}
	}
	if !l.json && (r.Outcome == rerender.Stays || r.Outcome == rerender.Identical) {
		return nil
	}
	return l.line(l.resultWords(&r), r)
}

func (l *rerenderLines) resultWords(r *rerender.Result) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s  %s → %s", l.words.Text("outcome."+string(r.Outcome), nil), r.Package, r.From, r.To)
	if r.Stored() {
		fmt.Fprintf(&b, "  %s", r.New)
	}
	if r.Reason != "" {
		fmt.Fprintf(&b, "  (%s)", l.reasonWords(r))
	}
	if r.Signed {
		fmt.Fprintf(&b, "  %s", l.words.Text("message.rerender.unsigned", nil))
	}
	for _, f := range r.Files {
		fmt.Fprintf(&b, "\n    %s %s %s%s", l.words.Text("how."+string(f.How), nil), f.Path, f.Title, l.becauseWords(f.Because))
	}
	for _, v := range r.Verdicts {
		message := v.MessageJA
		if l.words.Language() == "en" {
			message = v.MessageEN
		}
		fmt.Fprintf(&b, "\n    %s %s [%s] %s%s", l.words.Text("how."+string(v.How), nil), l.words.Text("severity."+v.Severity, nil), v.Code, message, l.becauseWords(v.Because))
	}
	return b.String()
}

// reasonWords say why a package stays, or failed.
func (l *rerenderLines) reasonWords(r *rerender.Result) string {
	key := "rerenderreason." + r.Reason
	if words := l.words.Text(key, nil); words != key {
		return words
	}
	return r.Reason
}

// becauseWords name the differences of the texts.
func (l *rerenderLines) becauseWords(all []rerender.Reason) string {
	names := rerender.Because(l.words, all)
	if len(names) == 0 {
		return ""
	}
	return l.words.Text("message.rerender.because", map[string]string{"names": strings.Join(names, ", ")})
}

// end prints the summary. What was refused or failed is told by the exit code.
func (l *rerenderLines) end(ctx context.Context) error {
	if l.folder != "" {
		if err := l.writeReport(ctx); err != nil {
			return err
		}
	}
	args, fields := map[string]string{}, map[string]any{}
	for _, o := range rerender.Outcomes {
		args[string(o)], fields[string(o)] = fmt.Sprint(l.report.Outcomes[o]), l.report.Outcomes[o]
	}
	key := "message.rerender.rehearsal"
	if l.report.Batch > 0 {
		key = "message.rerender.summary"
		args["batch"], fields["batch"] = fmt.Sprint(l.report.Batch), l.report.Batch
	}
	if l.before {
		key, fields["before"] = "message.rerender.before", true
	}
	if err := l.summary(l.words.Text(key, args), fields); err != nil {
		return err
	}
	if l.report.Outcomes[rerender.Rejected]+l.report.Outcomes[rerender.Failed] > 0 {
		return &exitError{code: exitPart}
	}
	return nil
}
