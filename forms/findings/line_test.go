package findings_test

import (
	"testing"

	"yoshiki/forms/casefile"
	"yoshiki/forms/findings"
	"yoshiki/locales"
)

// finding is one with words of its own.
var finding = casefile.Finding{ID: "acme:1", Rule: "orders/count", Severity: casefile.Warning, File: "case.yaml", Line: 3, Column: 5,
	Pointer: "/application/date", Field: casefile.Words{Ja: "申請日", En: "Day of the application"}, Clause: "8.2",
	Forms: []string{"2-4", "index", "2-5", "2-6", "2-7"},
	Args:  map[string]string{"found": "2026-06-30", "state": "open"}, Terms: map[string]casefile.Words{"label": {Ja: "申請日", En: "day"}},
	Message: casefile.Words{Ja: "「{label}」（{found}{lateness:state}）です。", En: "The {label} is {found}{lateness:state}."},
	Repair:  casefile.Words{Ja: "直してください。", En: "Mend it."}}

func TestText(t *testing.T) {
	l := findings.LineOf(finding)
	for language, want := range map[string]string{
		"ja": "case.yaml:3:5: 警告: 「申請日」（2026-06-30現在、未了）です。 [acme:1 （規則8.2） 様式2-4, 2-5, 2-6, …「申請日」 /application/date]\n    → 直してください。",
		"en": "case.yaml:3:5: warning: The day is 2026-06-30, still open. [acme:1 (clause 8.2) Form 2-4, 2-5, 2-6, … \"Day of the application\" /application/date]\n    → Mend it.",
	} {
		if got := l.Text(locales.New(language)); got != want {
			t.Errorf("%s\nwant %s", got, want)
		}
	}
}

// TestWordsOfTheProgram gives the words of a finding that comes from no rule.
func TestWordsOfTheProgram(t *testing.T) {
	f := casefile.Finding{ID: "case:missing", Args: map[string]string{"key": "name"}, Terms: map[string]casefile.Words{"label": {Ja: "名称", En: "name"}}}
	if got := findings.Message(&f); got.Ja != "必須の項目「名称」（name）がありません。" {
		t.Error(got)
	}
	if got := findings.LineOf(f); got.Field != nil || got.Repair.En == "" {
		t.Errorf("%+v", got)
	}
}
