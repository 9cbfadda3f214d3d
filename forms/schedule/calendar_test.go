package schedule_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"yoshiki/forms"
	"yoshiki/forms/judge"
	"yoshiki/forms/schedule"
)

// event is what another program read.
type event struct {
	UID, Stamp, Start, End, Summary, Description string
	Alarms                                       []string
}

type calendar struct {
	Name   string
	Events []event
}

// icalendar reads a calendar with the Python package of that name.
func icalendar(t *testing.T, data []byte) calendar {
	t.Helper()
	name := filepath.Join(t.TempDir(), "due.ics")
	if err := os.WriteFile(name, data, 0o644); err != nil {
		t.Fatal(err)
	}
	var stderr bytes.Buffer
	cmd := judge.Python(t, "icalendar", "testdata/read.py", name)
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %s", err, &stderr)
	}
	var c calendar
	if err := json.Unmarshal(out, &c); err != nil {
		t.Fatal(err)
	}
	return c
}

// TestCalendarInAnotherReader finds every deadline of every sample case again.
func TestCalendarInAnotherReader(t *testing.T) {
	for _, path := range samples(t) {
		s := read(t, path, asOf)
		got := icalendar(t, s.Calendar(japanese))
		if want := "手続と期限の見取り図：" + string(s.Case.Service.Name); got.Name != want {
			t.Errorf("%s: name %q, want %q", path, got.Name, want)
		}
		if len(got.Events) != len(s.Entries) || len(s.Entries) == 0 {
			t.Fatalf("%s: %d events for %d deadlines", path, len(got.Events), len(s.Entries))
		}
		uids := map[string]bool{}
		for i, e := range got.Events {
			d := &s.Entries[i]
			want := event{UID: e.UID, Alarms: e.Alarms, Stamp: "2026-06-19T15:00:00+00:00", Start: d.Step.End.String(), End: d.Step.End.AddDays(1).String(),
				Summary: d.Title(japanese) + "　" + d.Status(japanese)}
			about := []string{"規則" + d.Clause}
			if d.Step.Unit != forms.WithoutDelay {
				about = append(about, "安全な日: "+schedule.Day(japanese, d.Step.Safe))
			}
			want.Description = strings.Join(append(about, d.Arithmetic(japanese)...), "\n")
			if diff := cmp.Diff(want, e); diff != "" {
				t.Errorf("%s: %s", path, diff)
			}
			if open := d.State == schedule.Open && d.By == "applicant"; open != (len(e.Alarms) > 0) || len(e.Alarms) > 2 {
				t.Errorf("%s: %s is %s and has alarms %v", path, d.Rule, d.State, e.Alarms)
			}
			uids[e.UID] = true
		}
		if len(uids) != len(s.Entries) {
			t.Errorf("%s: %d UIDs for %d deadlines", path, len(uids), len(s.Entries))
		}
	}
}

// TestAlarms: a week before the safe day and on the day before, on working days; none before
// the period begins.
func TestAlarms(t *testing.T) {
	small, registered := "../../testdata/cases/small-saas.yaml", "../../testdata/cases/registered.yaml"
	for _, c := range []struct {
		rule string
		s    *schedule.Schedule
		want []string
	}{
		{"liu:8.2", read(t, small, asOf, "  date: 2026-06-19\n", ""), []string{"2026-06-22T09:00", "2026-06-26T09:00"}},
		{"liu:12.1/next", read(t, small, asOf), []string{"2027-07-23T09:00", "2027-07-29T09:00"}},
		{"liu:13.2", read(t, registered, "2026-05-02", "reported_at: ", "reported_at: '' # "), []string{"2026-05-08T09:00"}},
	} {
		e := entry(t, c.s, c.rule)
		i := slices.IndexFunc(c.s.Entries, func(x schedule.Entry) bool { return x.Pointer == e.Pointer && x.Rule == e.Rule })
		if diff := cmp.Diff(c.want, icalendar(t, c.s.Calendar(japanese)).Events[i].Alarms); diff != "" {
			t.Errorf("%s: %s", c.rule, diff)
		}
	}
}

// TestEventsKeepTheirUID although their day moves and time goes by.
func TestEventsKeepTheirUID(t *testing.T) {
	uids := func(s *schedule.Schedule) map[string]bool {
		m := map[string]bool{}
		for _, e := range icalendar(t, s.Calendar(japanese)).Events {
			m[e.UID] = true
		}
		return m
	}
	const small = "../../testdata/cases/small-saas.yaml"
	want := uids(read(t, small, asOf))
	if diff := cmp.Diff(want, uids(read(t, small, "2026-09-01", "report_date: 2026-05-29", "report_date: 2026-05-27"))); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(want, uids(read(t, small, ""))); diff != "" {
		t.Error(diff)
	}
}

// TestLinesOfTheCalendar: lines end with CRLF, none is longer than 75 octets, none cuts a
// character; both languages, and names that need escapes.
func TestLinesOfTheCalendar(t *testing.T) {
	for _, path := range samples(t) {
		s := read(t, path, asOf)
		s.Case.Service.Name = `A;B,C\D` + "\n" + s.Case.Service.Name + "\r行"
		for _, p := range []string{string(s.Calendar(japanese)), string(s.Calendar(english))} {
			if !strings.HasSuffix(p, "END:VCALENDAR\r\n") || strings.Count(p, "\n") != strings.Count(p, "\r\n") || strings.Count(p, "\r") != strings.Count(p, "\r\n") {
				t.Errorf("%s: line ends", path)
			}
			for line := range strings.SplitSeq(p, "\r\n") {
				if len(line) > 75 || !utf8.ValidString(line) {
					t.Errorf("%s: %d octets: %q", path, len(line), line)
				}
			}
		}
		want := "手続と期限の見取り図：A;B,C\\D\n" + strings.ReplaceAll(string(s.Case.Service.Name)[len("A;B,C\\D\n"):], "\r", "\n")
		if got := icalendar(t, s.Calendar(japanese)).Name; got != want {
			t.Errorf("%s: name %q, want %q", path, got, want)
		}
	}
}
