package forms_test

import (
	"strings"
	"testing"

	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/templates"
)

// Of two versions of a form the one in force on the governing day is filled; while the day
// is not known, the newest.
func TestGoverningDay(t *testing.T) {
	c := catalogue(t)
	for recognized, want := range map[casefile.Time]string{
		"2024-01-03T23:59:00+09:00": "ISMAP-LIUクラウドサービス登録規則（令和4年11月1日制定）",
		"2024-01-04T00:00:00+09:00": "ISMAP-LIUクラウドサービス登録規則（令和5年11月10日改正）",
		"2024-01-03T15:00:00Z":      "ISMAP-LIUクラウドサービス登録規則（令和5年11月10日改正）",
		"":                          "ISMAP-LIUクラウドサービス登録規則（令和5年11月10日改正）",
	} {
		cs := new(casefile.Case)
		cs.IncidentReports = []casefile.IncidentReport{{Kind: "urgent", RecognizedAt: recognized}}
		if _, got := texts(t, c, "2-8", cs); got != want {
			t.Errorf("%s: %s, want %s", recognized, got, want)
		}
	}
}

// A form without an earlier version is not there before its day, and its package neither.
func TestBeforeItsDay(t *testing.T) {
	c := catalogue(t)
	for applied, want := range map[casefile.Date]int{"2023-10-01": 0, "2023-10-02": 1, "": 1} {
		cs := new(casefile.Case)
		cs.Application.Date, cs.Holds = applied, []casefile.Hold{{Intent: casefile.HoldIntent{Date: "2026-01-15"}}}
		filled, err := c.Compose("2-20", cs, casefile.Submission{})
		if err != nil || len(filled) != want {
			t.Errorf("%s: %d documents, %v", applied, len(filled), err)
		}
	}
}

// What stood below is used again: a form of an earlier version is made of the shared
// blocks of its time.
func TestBlocksOfTheirTime(t *testing.T) {
	more := "in_force: 2024-01-04\ngoverns: it.date"
	c, err := forms.Open("ismap", "2026-01-01", made(map[string]string{
		"ismap/2024-01-04/forms/8.yaml": form("8", "control_changes", "- use: shared", more),
		"ismap/2024-01-04/blocks.yaml":  "shared: [{text: second}]\n",
	}))
	if err != nil {
		t.Fatal(err)
	}
	for day, want := range map[casefile.Date]string{"2024-01-03": "later", "2024-01-04": "second"} {
		cs := new(casefile.Case)
		cs.ControlChanges = []casefile.ControlChangeNotice{{Date: day}}
		if got, _ := texts(t, c, "8", cs); got != want {
			t.Errorf("%s: %s, want %s", day, got, want)
		}
	}
}

// A form ends with a file that says null.
func TestEndedForm(t *testing.T) {
	c, err := forms.Open("ismap", "2026-01-01", made(map[string]string{"ismap/2024-01-04/forms/8.yaml": "null # no more\n"}))
	if err != nil {
		t.Fatal(err)
	}
	if ids := c.IDs(); len(ids) != 1 || ids[0] != "3" {
		t.Error(ids)
	}
	for text, want := range map[string]string{"null\n": "ismap/2024-01-04/forms/9.yaml: line 1: there is no form 9 to end", "": "the file is empty"} {
		if _, err := forms.Open("ismap", "2026-01-01", made(map[string]string{"ismap/2024-01-04/forms/9.yaml": text})); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// A paper carries the newest text that touched what it is made of.
func TestEditionOfAPaper(t *testing.T) {
	c, err := forms.Open("ismap-liu", "2023-11-10", templates.FS)
	if err != nil {
		t.Fatal(err)
	}
	cs := new(casefile.Case)
	cs.Application.Kind, cs.Holds = "new", []casefile.Hold{{Intent: casefile.HoldIntent{Date: "2026-01-15"}}}
	for id, want := range map[string]string{"2-4": "令和4年11月1日制定", "2-20": "令和5年7月3日改正"} {
		if _, got := texts(t, c, id, cs); got != "ISMAP-LIUクラウドサービス登録規則（"+want+"）" {
			t.Errorf("%s: %s", id, got)
		}
	}
}
