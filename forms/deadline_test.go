package forms

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"yoshiki/forms/casefile"
	"yoshiki/forms/period"
)

// TestDeadlines lists the deadlines of a case in the order of their days.
func TestDeadlines(t *testing.T) {
	s := (&sample{Base: "registered.yaml", name: "ok="}).read(t)
	deadlines, err := s.on.Deadlines(s.file)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, d := range deadlines {
		line := fmt.Sprint(d.Rule, " ", d.By, " ", d.Step.From, " ", d.Step.N, " ", d.Step.Unit, " ", d.Step.End, " ", d.Step.Safe, " ", d.Done, " ", d.Pointer)
		if d.Timed {
			line += " at " + d.Target.String()
		}
		got = append(got, line)
	}
	want := strings.Split(strings.TrimSpace(`
liu:4.3 operations-support 2025-02-20 14 day 2025-03-06 2025-03-06 2025-03-05 /prior/receipt/accepted
liu:3.3/age applicant 2024-12-12 1 year 2025-12-12 2025-12-12 2025-02-20 /prior/evaluations/0/date
liu:7.3 applicant 2025-09-30 3 month 2025-12-31 2025-12-26 2025-12-19 /assessment/report_date
liu:8.2 applicant 2025-12-19 1 month 2026-01-19 2026-01-19 2026-01-16 /application/date
liu:9.3 operations-support 2026-01-16 14 day 2026-01-30 2026-01-30 2026-01-28 /application/receipt/accepted
liu:14.2/delay applicant 2026-04-13 0 without-delay 2026-04-13 2026-04-13 2026-04-16 /list_changes/0/date
liu:14.1/delay applicant 2026-04-20 0 without-delay 2026-04-20 2026-04-20 2026-04-03 /control_changes/0/date
liu:13.2 applicant 2026-05-01 3 working-day 2026-05-11 2026-05-11 2026-05-11 /incident_reports/0/reported_at at 17:20
liu:13.3 applicant 2026-05-01 30 day 2026-05-31 2026-05-29 2026-05-29 /incident_reports/2/reported_at at 17:20
liu:13.9/delay applicant 2026-06-12 0 without-delay 2026-06-12 2026-06-12 2026-11-17 /suspension/0/application/date
liu:14.1/delay applicant 2026-06-22 0 without-delay 2026-06-22 2026-06-22 2026-07-02 /control_changes/1/date
liu:15.2(2) applicant 2026-07-17 0  2026-07-17 2026-07-17 2026-07-15 /monitoring_notices/0/replied
liu:10.5 committee 2026-01-28 6 month 2026-07-28 2026-07-28 2026-03-23 /registration/date
liu:14.2/delay applicant 2026-09-30 0 without-delay 2026-09-30 2026-09-30 2026-10-05 /list_changes/1/date
liu:16.6 applicant 2026-11-30 0  2026-11-30 2026-11-30 2026-11-13 /re_audit/0/assessment/report_date
liu:18.1/delay applicant 2026-12-28 0 without-delay 2026-12-28 2026-12-28 2026-11-20 /withdrawal/date
liu:11.3 applicant 2027-01-31 0  2027-01-31 2027-01-29 0000-00-00 /registration/expiry
liu:18.2(6) applicant 2026-04-30 1 year 2027-04-30 2027-04-30 2026-11-17 /suspension/0/application/date
liu:7.6(7)/keep applicant 2025-10-31 3 year 2028-10-31 2028-10-31 2028-12-31 /internal_audit/record_until`), "\n")
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestDeadlineIsLate(t *testing.T) {
	day := func(s string) period.Date {
		d, _ := period.Parse(s)
		return d
	}
	for _, c := range []struct {
		keep bool
		done string
		asOf casefile.Date
		want bool
	}{
		{false, "2026-06-29", "2030-01-01", false}, {false, "2026-06-30", "", true},
		{false, "", "", false}, {false, "", "2026-06-29", false}, {false, "", "2026-06-30", true},
		{true, "2026-06-28", "", true}, {true, "2026-06-29", "", false}, {true, "", "2030-01-01", false},
	} {
		d := Deadline{Keep: c.keep, Done: day(c.done), Step: period.Step{End: day("2026-06-29")}}
		if got := d.Late(c.asOf); got != c.want {
			t.Errorf("%+v: %v", c, got)
		}
	}
}
