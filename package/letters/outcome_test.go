package letters_test

import (
	"testing"

	"yoshiki/forms/casefile/table"
	"yoshiki/package/letters"
)

// TestReport: what was not issued stands first, and every text is kept as it is.
func TestReport(t *testing.T) {
	data, err := letters.ReportXLSX("ja", []letters.Outcome{{Case: "a", Number: "第1号", Service: "=1+1", Word: "発行"}, {Case: "b", To: "株式会社_x0041_", Reasons: []string{"理由がない。"}}})
	if err != nil {
		t.Fatal(err)
	}
	book, err := table.Read(data, table.Usual)
	if err != nil {
		t.Fatal(err)
	}
	rows := book.Sheets[0].Rows
	if rows[1].At(2).Text != "b" || rows[1].At(3).Text != "株式会社_x0041_" || rows[2].At(4).Text != "=1+1" || rows[2].At(4).Is(table.Formula) {
		t.Error(rows)
	}
}
