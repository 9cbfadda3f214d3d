package reception_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"yoshiki/forms/casefile"
	"yoshiki/package/reception"
)

// TestRebuild brings parts together: what a part says counts, what none says stays, entries
// of a list are found again, and the case that was known is not touched.
func TestRebuild(t *testing.T) {
	known := &casefile.Case{ID: "a", Prior: casefile.PriorApplication{Receipt: casefile.Receipt{Number: "受付第1号"}},
		MonitoringNotices: []casefile.MonitoringNotice{{Number: "第3号", Date: "2026-05-01", Due: "2026-06-01"}}}
	before := casefile.Clone(known)
	parts := []*casefile.Case{
		{Applicant: casefile.Applicant{Name: "株式会社例示"}, Prior: casefile.PriorApplication{Date: "2025-10-15"}},
		{Applicant: casefile.Applicant{Address: "東京都"}, MonitoringNotices: []casefile.MonitoringNotice{
			{Number: "第3号", Date: "2026-05-01", Replied: "2026-05-20"}, {Number: "第9号", Date: "2026-09-01"}}},
	}
	got := reception.Rebuild(known, parts)
	want := &casefile.Case{ID: "a", Applicant: casefile.Applicant{Name: "株式会社例示", Address: "東京都"},
		Prior: casefile.PriorApplication{Date: "2025-10-15", Receipt: casefile.Receipt{Number: "受付第1号"}},
		MonitoringNotices: []casefile.MonitoringNotice{
			{Number: "第3号", Date: "2026-05-01", Due: "2026-06-01", Replied: "2026-05-20"}, {Number: "第9号", Date: "2026-09-01"}}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(before, known); diff != "" {
		t.Errorf("the known case was changed: %s", diff)
	}
}
