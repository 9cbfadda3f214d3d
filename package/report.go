package bundle

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"yoshiki/forms/casefile"
	"yoshiki/forms/findings"
	"yoshiki/forms/press"
	"yoshiki/forms/schedule"
	"yoshiki/locales"
	"yoshiki/package/bag"
	"yoshiki/storage"
)

// axisWidth is the width of a timeline on a landscape page, in ems of its labels.
const axisWidth = 80

// report prints the list of findings: what was checked and found as of the day of the
// submission, every deadline, and the procedures drawn on an axis.
func (o *Order) report(ctx context.Context, printer *press.Press, sub casefile.Submission) ([]bag.Paper, error) {
	var err error
	if sub.Report, err = o.findings(); err != nil {
		return nil, err
	}
	return o.printPaper(ctx, printer, casefile.ReportForm, sub)
}

// findings puts the check into words.
func (o *Order) findings() (casefile.Report, error) {
	p := locales.New("ja")
	var r casefile.Report
	day, err := o.Catalog.SubmissionDay(o.Kind, o.File.Case)
	if err != nil {
		return r, err
	}
	s, err := schedule.New(o.Catalog, o.File, day)
	if err != nil {
		return r, err
	}
	if err := o.head(&r); err != nil {
		return r, err
	}
	r.AsOf = day
	count := map[casefile.Severity]int{}
	for i := range o.Findings {
		count[o.Findings[i].Severity]++
		r.Findings = append(r.Findings, o.reported(&o.Findings[i], p))
	}
	r.Errors, r.Warnings = number(count[casefile.Error]), number(count[casefile.Warning])
	for i := range s.Entries {
		r.Deadlines = append(r.Deadlines, reportedDeadline(&s.Entries[i], p))
	}
	if r.Timeline = s.Timeline(axisWidth, p); r.Timeline != nil {
		r.Timeline.Caption, r.Drawn = "", "yes" // the paper has a heading for it
	}
	return r, nil
}

// head says what was checked and by what.
func (o *Order) head(r *casefile.Report) error {
	stored, err := casefile.Encode(o.File.Case)
	if err != nil {
		return err
	}
	kind, err := o.Catalog.Package(o.Kind)
	if err != nil {
		return err
	}
	rules, err := o.Catalog.Rules()
	if err != nil {
		return err
	}
	asked := 0
	for _, rule := range rules {
		if rule.Gates(o.Kind) {
			asked++
		}
	}
	r.Digest, r.Package, r.Edition = casefile.Text(storage.ContentOf(stored).Digest()), casefile.Text(kind.Ja), casefile.Text(o.Catalog.Revision.Edition)
	r.Program = casefile.Text(strings.TrimSpace(o.Generator.Name + " " + o.Generator.Version))
	r.Rules = number(asked)
	return nil
}

func number(n int) casefile.Number { return casefile.Number(strconv.Itoa(n)) }

func (o *Order) reported(f *casefile.Finding, p *locales.Printer) casefile.ReportedFinding {
	place := f.Pointer
	if f.Line > 0 {
		place = p.Text("message.report.line", map[string]string{"line": fmt.Sprint(f.Line), "pointer": f.Pointer})
	}
	return casefile.ReportedFinding{ID: casefile.Text(f.ID), Clause: casefile.Text(f.Clause), Severity: casefile.Text(p.Text("severity."+string(f.Severity), nil)),
		Forms: casefile.Text(strings.Join(o.names(f.Forms), "、")), Place: casefile.Text(place),
		Message: casefile.Text(findings.Message(f).In(p.Language())), Repair: casefile.Text(findings.Repair(f).In(p.Language()))}
}

// names are the forms as papers call them: 様式2-4, 改善計画書.
func (o *Order) names(ids []string) []string {
	names := slices.Clone(ids)
	for i, id := range ids {
		if d, err := o.Catalog.Definition(id); err == nil {
			names[i] = cmp.Or(d.Number(), d.Title.Ja)
		}
	}
	return names
}

func reportedDeadline(e *schedule.Entry, p *locales.Printer) casefile.ReportedDeadline {
	return casefile.ReportedDeadline{Title: casefile.Text(e.Title(p)), Clause: casefile.Text(e.Clause), By: casefile.Text(p.Text("by."+e.By, nil)),
		Day: casefile.Text(schedule.Day(p, e.Step.End)), Safe: casefile.Text(schedule.Day(p, e.Step.Safe)), Status: casefile.Text(e.Status(p)),
		Arithmetic: casefile.Text(strings.Join(e.Arithmetic(p), "\n"))}
}
