package office_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"yoshiki/cmd/internal/app"
	"yoshiki/cmd/internal/office"
	"yoshiki/forms/casefile"
)

// TestTry: what is said of letters that are looked at is what is said when they are issued, and
// the paper is the same to the byte.
func TestTry(t *testing.T) {
	a := app.New(app.Options{})
	s := store(t, a, "dir:"+t.TempDir())
	said := []map[string]string{{}, {"decision": ""}, {"decision": "perhaps"}, {"scope/0/operation": "職員\U0001F9D1アンケート"}, {"scope/0/function": ""}, {}}
	var ids []string
	for i := range said {
		ids = append(ids, fmt.Sprintf("case-%d", i))
	}
	rows := results(append(ids, "nobody"))
	for i, values := range said {
		rows[i].Values = maps.Clone(rows[i].Values)
		maps.Copy(rows[i].Values, values)
		if _, err := office.TakeIn(t.Context(), a, s, pending(t, a, ids[i])); err != nil {
			t.Fatal(err)
		}
	}
	rows[5].Findings = []casefile.Finding{{ID: "letter:formula", Severity: casefile.Error}}
	order := office.IssueOrder{Form: "1-4", Rows: rows, Pattern: "第{seq}号", Formats: app.Formats(), Store: s}
	looked := got(office.Try(t.Context(), a, order, false))(t)
	tried := got(office.Try(t.Context(), a, order, true))(t)
	issued := got(office.Issue(t.Context(), a, order))(t)
	for i := range issued {
		x := &issued[i]
		for _, y := range []office.Tried{looked[i], tried[i]} {
			if y.Ready != (x.Status == office.NewlyIssued) || y.To != x.To || y.Service != x.Service || y.Err != nil || x.Err != nil {
				t.Errorf("row %d: looked at, ready: %v, %q, %q, %v; issued: %s, %q, %q, %v", i, y.Ready, y.To, y.Service, y.Err, x.Status, x.To, x.Service, x.Err)
			}
			if diff := cmp.Diff(x.Findings, y.Findings); diff != "" {
				t.Errorf("row %d: %s", i, diff)
			}
		}
		if x.Status != office.NewlyIssued {
			if len(x.Findings) == 0 {
				t.Errorf("row %d is not issued for nothing", i)
			}
			continue
		}
		if tried[i].Number != x.Record.Number || !slices.Equal(tried[i].PDF, got(office.LetterPaper(t.Context(), s, x.Record.Package, "pdf"))(t)) {
			t.Errorf("row %d: %s was looked at, and %s issued", i, tried[i].Number, x.Record.Number)
		}
	}
}

func got[T any](v T, err error) func(*testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}
