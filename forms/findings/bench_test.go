package findings_test

import (
	"fmt"
	"os"
	"testing"

	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/decode"
	"yoshiki/forms/findings"
	"yoshiki/locales"
	"yoshiki/templates"
)

// BenchmarkFindings checks cases with many faults and puts what is found into words: the time
// for a finding is the same however many there are.
func BenchmarkFindings(b *testing.B) {
	data, err := os.ReadFile("../../testdata/cases/small-saas.yaml")
	if err != nil {
		b.Fatal(err)
	}
	c, err := forms.Open("ismap-liu", "2023-11-10", templates.FS)
	if err != nil {
		b.Fatal(err)
	}
	p := locales.New("ja")
	for _, n := range []int{1000, 5000, 20_000} {
		file := faulty(b, data, n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				found, err := c.Check(file, "", "2026-11-22")
				if err != nil || len(found) < n {
					b.Fatal(len(found), err)
				}
				for i := range found {
					l := findings.LineOf(found[i])
					if l.Text(p) == "" {
						b.Fatal(l)
					}
				}
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*n), "µs/finding")
		})
	}
}

// faulty is a case with that many faults: half of them controls whose earlier versions cannot
// be, half attachments that no procedure wants.
func faulty(b *testing.B, data []byte, n int) *decode.File {
	b.Helper()
	file, found := decode.Decode("case.yaml", data, os.DirFS("../../testdata/cases"))
	if casefile.Failed(found) {
		b.Fatal(found)
	}
	s, attachments := &file.Case.Statement, make([]casefile.Attachment, n/2)
	controls := make([]casefile.Control, n/2)
	for i := range controls {
		controls[i], attachments[i] = s.Controls[0], file.Case.Attachments[0]
		controls[i].ID = casefile.Text(fmt.Sprintf("%d.%d.%d", 5+i/10000, i/100%100+1, i%100+1))
		controls[i].Versions = []casefile.ControlVersion{{From: s.Period.To, To: s.Period.From, Implementation: "例示"}}
		attachments[i].Paper = "lunch"
	}
	s.Controls, file.Case.Attachments = controls, attachments
	source, err := casefile.Encode(file.Case)
	if err != nil {
		b.Fatal(err)
	}
	if file, found = decode.Decode("case.yaml", source, nil); casefile.Failed(found) {
		b.Fatal(found)
	}
	return file
}
