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
	"yoshiki/forms/schedule"
	"yoshiki/locales"
	"yoshiki/package/bag"
)

// axisWidth is the width of a timeline on a landscape page, in ems of its labels.
const axisWidth = 80

// report prints the list of findings: what was checked and found as of the day of the
// submission, every deadline, and the procedures drawn on an axis.
func (b *builder) report(ctx context.Context) ([]bag.Paper, error) {
	sub := b.sub
	var err error
	if sub.Report, err = b.reportOf(); err != nil {
		return nil, err
	}
	return b.printBeside(ctx, casefile.ReportForm, sub)
}

// reportOf puts the check into words.
func (b *builder) reportOf() (casefile.Report, error) {
	p := locales.New("ja")
	var r casefile.Report
	s, err := schedule.New(b.Catalog, b.File, b.day)
	if err != nil {
		return r, err
	}
	if err := b.head(&r); err != nil {
		return r, err
	}
	r.AsOf = b.day
	count := map[casefile.Severity]int{}
	for i := range b.findings {
		count[b.findings[i].Severity]++
		r.Findings = append(r.Findings, b.reported(&b.findings[i], p))
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
func (b *builder) head(r *casefile.Report) error {
	digest, err := b.caseDigest()
	if err != nil {
		return err
	}
	kind, err := b.Catalog.Package(b.Kind)
	if err != nil {
		return err
	}
	rules, err := b.Catalog.Rules()
	if err != nil {
		return err
	}
	asked := 0
	for _, rule := range rules {
		if rule.Gates(b.Kind) {
			asked++
		}
	}
	r.Digest, r.Package, r.Edition = casefile.Text(digest), casefile.Text(kind.Ja), casefile.Text(b.Catalog.Revision.Edition)
	r.Program = casefile.Text(b.Generator.Name)
	r.Rules = number(asked)
	return nil
}

func number(n int) casefile.Number { return casefile.Number(strconv.Itoa(n)) }

func (b *builder) reported(f *casefile.Finding, p *locales.Printer) casefile.ReportedFinding {
	place := f.Pointer
	if cell := findings.LineOf(*f).Cell; cell != "" {
		place = cell + " " + f.Pointer
	} else if f.Line > 0 {
		place = p.Text("message.report.line", map[string]string{"line": fmt.Sprint(f.Line), "pointer": f.Pointer})
	}
	return casefile.ReportedFinding{ID: casefile.Text(f.ID), Clause: casefile.Text(f.Clause), Severity: casefile.Text(p.Text("severity."+string(f.Severity), nil)),
		Forms: casefile.Text(strings.Join(b.names(f.Forms), "、")), Place: casefile.Text(place),
		Message: b.drawn(findings.Message(f).In(p.Language())), Repair: b.drawn(findings.Repair(f).In(p.Language()))}
}

// drawn is a text with a code point in place of each character that no font draws: a finding
// may quote what stands on no form.
func (b *builder) drawn(text string) casefile.Text {
	for _, cluster := range b.press.Missing(text) {
		text = strings.ReplaceAll(text, cluster, strings.Trim(fmt.Sprintf("%U", []rune(cluster)), "[]"))
	}
	return casefile.Text(text)
}

// names are the forms as papers call them: 様式2-4, 改善計画書.
func (b *builder) names(ids []string) []string {
	names := slices.Clone(ids)
	for i, id := range ids {
		if d, err := b.Catalog.Definition(id); err == nil {
			names[i] = cmp.Or(d.Number(), d.Title.Ja)
		}
	}
	return names
}

func reportedDeadline(e *schedule.Entry, p *locales.Printer) casefile.ReportedDeadline {
	return casefile.ReportedDeadline{Title: casefile.Text(e.Title(p)), Clause: casefile.Text(e.Clause), By: casefile.Text(p.Text("by."+e.By, nil)),
		Day: casefile.Text(e.Due(p)), Safe: casefile.Text(e.Safe(p)), Status: casefile.Text(e.Status(p)),
		Arithmetic: casefile.Text(strings.Join(e.Arithmetic(p), "\n"))}
}
