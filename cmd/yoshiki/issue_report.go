package main

import (
	"cmp"
	"os"
	"strings"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/office"
	"yoshiki/forms/findings"
	"yoshiki/package/letters"
)

// letterReports write what became of letters, by the end of the report's name.
var letterReports = map[string]func(string, []letters.Outcome) ([]byte, error){"xlsx": letters.ReportXLSX, "json": letters.ReportJSON}

// issueOutputs reports whether what is issued can be written where it is wanted. It is asked before
// anything is issued.
func issueOutputs(f issueFlags) error {
	if _, ok := letterReports[kindOfReport(f.report)]; f.report != "" && !ok {
		return usage("report-kind", map[string]string{"file": f.report})
	}
	if f.output == "" || f.force {
		return nil
	}
	if _, err := os.Lstat(f.output); err == nil {
		return usage("folder-there", map[string]string{"folder": f.output})
	}
	return nil
}

func kindOfReport(name string) string { return name[strings.LastIndexByte(name, '.')+1:] }

// letterReport writes what became of each letter, as a workbook or as JSON.
func (t *tool) letterReport(done []office.Issued, f issueFlags) error {
	var all []letters.Outcome
	for i := range done {
		x := &done[i]
		out := letters.Outcome{Place: x.Place.String(), Case: cmp.Or(string(x.Case), x.Name), To: x.To, Service: x.Service, Status: string(x.Status),
			Word: t.words.Text("message.issue.word-"+string(x.Status), nil), Number: x.Record.Number, Date: string(x.Record.Date), Package: x.Record.Package}
		for _, f := range x.Findings {
			l := findings.LineOf(f)
			out.Reasons = append(out.Reasons, l.Message.In(t.words.Language())+"　"+l.Repair.In(t.words.Language()))
		}
		if x.Err != nil {
			out.Reasons = append(out.Reasons, because(t.words, x.Err))
		}
		all = append(all, out)
	}
	data, err := letterReports[kindOfReport(f.report)](t.words.Language(), all)
	if err == nil {
		err = writeWhole(f.report, data)
	}
	if err != nil {
		return app.Unwritable(f.report, err)
	}
	return nil
}
