package services_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/table"
	"yoshiki/package/services"
)

// registered is a case whose service is registered from 2026-02-01 to 2027-01-31.
func registered() *casefile.Case {
	return &casefile.Case{ID: "a", Registration: casefile.Registration{Number: "L99-0001", Date: "2026-02-01", Expiry: "2027-01-31"},
		Service: casefile.Service{Name: "例示クラウド"}, Applicant: casefile.Applicant{Name: "株式会社例示"}}
}

// TestStatus tells how a registration stands on a day, on each side of every border.
func TestStatus(t *testing.T) {
	suspension := func(ground casefile.SuspensionGround) func(*casefile.Case) {
		return func(c *casefile.Case) {
			c.Suspensions = []casefile.Suspension{{Ground: ground, Notice: casefile.Reference{Date: "2026-05-01"}}}
		}
	}
	for name, x := range map[string]struct {
		change func(*casefile.Case)
		day    casefile.Date
		want   services.Status
		since  casefile.Date
	}{
		"before":            {nil, "2026-01-31", "", ""},
		"first day":         {nil, "2026-02-01", services.Standing, ""},
		"last day":          {nil, "2027-01-31", services.Standing, ""},
		"behind":            {nil, "2027-02-01", services.Expired, "2027-01-31"},
		"suspended":         {suspension("serious-incident"), "2026-05-01", services.Suspended, "2026-05-01"},
		"not yet suspended": {suspension("serious-incident"), "2026-04-30", services.Standing, ""},
		"report filed": {func(c *casefile.Case) {
			suspension("report-not-submitted")(c)
			c.IncidentReports = []casefile.IncidentReport{{ReportedAt: "2026-05-02T09:00:00+09:00"}}
		}, "2026-05-02", services.Standing, ""},
		"report filed before": {func(c *casefile.Case) {
			suspension("report-not-submitted")(c)
			c.IncidentReports = []casefile.IncidentReport{{ReportedAt: "2026-04-02T09:00:00+09:00"}}
		}, "2026-05-02", services.Suspended, "2026-05-01"},
		"change notified": {func(c *casefile.Case) {
			suspension("change-not-notified")(c)
			c.ListChanges = []casefile.ListChangeNotice{{Date: "2026-05-03"}}
		}, "2026-05-03", services.Standing, ""},
		"re-audit": {func(c *casefile.Case) { c.ReAudits = []casefile.ReAudit{{Date: "2026-06-01"}} }, "2026-06-01", services.ReAudit, "2026-06-01"},
		"re-audit reported": {func(c *casefile.Case) {
			c.ReAudits = []casefile.ReAudit{{Date: "2026-06-01", Assessment: casefile.Assessment{ReportDate: "2026-08-01"}}}
		}, "2026-08-01", services.Standing, ""},
		"asked to re-apply": {func(c *casefile.Case) { c.ReApplication.Date = "2026-06-01" }, "2026-06-01", services.Reapply, "2026-06-01"},
		"withdrawn":         {func(c *casefile.Case) { c.Withdrawal.Date, c.Withdrawal.End = "2026-06-01", "2026-07-01" }, "2026-07-01", services.Deleted, "2026-07-01"},
		"not yet withdrawn": {func(c *casefile.Case) { c.Withdrawal.Date, c.Withdrawal.End = "2026-06-01", "2026-07-01" }, "2026-06-30", services.Standing, ""},
	} {
		c := registered()
		if x.change != nil {
			x.change(c)
		}
		s, ok := services.Of(c, x.day)
		if ok != (x.want != "") || s.Status != x.want || s.Since != x.since {
			t.Errorf("%s: %v %s %s", name, ok, s.Status, s.Since)
		}
	}
}

// TestList writes a list whose words nothing takes for a formula or for markup.
func TestList(t *testing.T) {
	one := services.Service{Case: "a", Number: "L99-0002", Name: "=1+1", Provider: "<script>", Date: "2026-02-01", Expiry: "2027-01-31", Status: services.Standing}
	other := services.Service{Case: "b", Number: "L99-0001", Name: "+x", Expiry: "2026-12-31", Status: services.Suspended}
	later := services.Service{Case: "c", Number: "L99-0001", Name: "後の_x0041_", Expiry: "2027-12-31", Status: services.Standing}
	all := services.Sort([]services.Service{one, other, later})
	if len(all) != 2 || all[0].Case != "c" || all[1].Case != "a" {
		t.Fatal(all)
	}
	csv, err := services.CSV(all)
	if err != nil || !bytes.Contains(csv, []byte(",'=1+1,")) {
		t.Errorf("%s %v", csv, err)
	}
	page, err := services.HTML(services.List{Title: "一覧", Day: "2026-11-30", Services: all})
	if err != nil || strings.Contains(string(page), "<script>") || !strings.Contains(string(page), "令和9年12月31日") {
		t.Errorf("%s %v", page, err)
	}
	book, err := services.XLSX(all)
	if err != nil {
		t.Fatal(err)
	}
	file, err := excelize.OpenReader(bytes.NewReader(book))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if read, err := table.Read(book, table.Usual); err != nil || read.Sheets[0].Rows[1].At(2).Text != "後の_x0041_" {
		t.Error(read, err)
	}
	name, err := file.GetCellValue("サービスリスト", "B3")
	formula, _ := file.GetCellFormula("サービスリスト", "B3")
	if err != nil || name != "=1+1" || formula != "" {
		t.Error(name, formula, err)
	}
	again, err := services.XLSX(all)
	if err != nil || !bytes.Equal(book, again) {
		t.Error("the same list gives other bytes", err)
	}
}
