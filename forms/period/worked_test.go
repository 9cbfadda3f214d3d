package period_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"yoshiki/forms/period"
)

// The worked examples that the rules of registration rest on: the first day counted,
// the last day, the safe day, and the sentence of art. 143 that decides.
func TestMonthsWorked(t *testing.T) {
	for _, test := range []struct {
		what, from       string
		n                int
		counted          bool
		first, end, safe string
		rule             period.Rule
	}{
		{"application, one month", "2026-04-15", 1, false, "2026-04-16", "2026-05-15", "2026-05-15", period.ByDayBefore},
		{"no 31 February", "2026-01-30", 1, false, "2026-01-31", "2026-02-28", "2026-02-27", period.ByMonthEnd},
		{"from the end of February", "2026-02-28", 1, false, "2026-03-01", "2026-03-31", "2026-03-31", period.ByWholeMonths},
		{"report, three months", "2025-09-30", 3, false, "2025-10-01", "2025-12-31", "2025-12-26", period.ByWholeMonths},
		{"application after that report", "2025-12-31", 1, false, "2026-01-01", "2026-01-31", "2026-01-30", period.ByWholeMonths},
		{"expiry, one year and four months", "2025-10-01", 16, true, "2025-10-01", "2027-01-31", "2027-01-29", period.ByWholeMonths},
		{"leap year", "2024-01-30", 1, false, "2024-01-31", "2024-02-29", "2024-02-29", period.ByMonthEnd},
		{"letter of intent", "2026-11-30", 1, false, "2026-12-01", "2026-12-31", "2026-12-28", period.ByWholeMonths},
		{"improvement, two months", "2026-05-29", 2, false, "2026-05-30", "2026-07-29", "2026-07-29", period.ByDayBefore},
		{"a year from a leap day", "2024-02-29", 12, false, "2024-03-01", "2025-02-28", "2025-02-28", period.ByWholeMonths},
		{"from the end of April", "2026-04-30", 1, false, "2026-05-01", "2026-05-31", "2026-05-29", period.ByWholeMonths},
		{"counting 31 January", "2026-01-31", 1, true, "2026-01-31", "2026-02-28", "2026-02-27", period.ByMonthEnd},
		{"counting 20 January", "2026-01-20", 2, true, "2026-01-20", "2026-03-19", "2026-03-19", period.ByDayBefore},
		{"counting 31 January, two months", "2026-01-31", 2, true, "2026-01-31", "2026-03-30", "2026-03-30", period.ByDayBefore},
		{"three months to a leap day", "2023-11-30", 3, false, "2023-12-01", "2024-02-29", "2024-02-29", period.ByWholeMonths},
		{"one month to a leap day", "2024-01-31", 1, false, "2024-02-01", "2024-02-29", "2024-02-29", period.ByWholeMonths},
		{"the whole of March", "2023-02-28", 1, false, "2023-03-01", "2023-03-31", "2023-03-31", period.ByWholeMonths},
		{"first half of the fiscal year", "2026-09-30", 3, false, "2026-10-01", "2026-12-31", "2026-12-28", period.ByWholeMonths},
		{"second half of the fiscal year", "2026-03-31", 3, false, "2026-04-01", "2026-06-30", "2026-06-30", period.ByWholeMonths},
		{"to a leap day that is not", "2024-02-28", 12, false, "2024-02-29", "2025-02-28", "2025-02-28", period.ByMonthEnd},
		{"across the year's end", "2026-12-30", 2, false, "2026-12-31", "2027-02-28", "2027-02-26", period.ByMonthEnd},
	} {
		s, err := period.Period{From: day(t, test.from), Counted: test.counted, N: test.n, Unit: period.Month}.Reckon()
		if err != nil {
			t.Errorf("%s: %v", test.what, err)
		}
		got := []string{s.First.String(), s.End.String(), s.Safe.String(), string(s.Rule)}
		want := []string{test.first, test.end, test.safe, string(test.rule)}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: -want +got\n%s", test.what, diff)
		}
		if test.counted {
			continue
		}
		if got := period.Months(day(t, test.from), test.n); got != day(t, test.end) {
			t.Errorf("%s: Months gives %s, want %s", test.what, got, test.end)
		}
	}
}

// Three days, holidays of government agencies not counted.
func TestWorkingDaysWorked(t *testing.T) {
	for _, test := range []struct {
		recognised string
		counted    [3]string
	}{
		{"2026-05-13", [3]string{"2026-05-14", "2026-05-15", "2026-05-18"}},
		{"2026-05-01", [3]string{"2026-05-07", "2026-05-08", "2026-05-11"}}, // Golden Week
		{"2026-05-16", [3]string{"2026-05-18", "2026-05-19", "2026-05-20"}}, // a Saturday
		{"2026-09-18", [3]string{"2026-09-24", "2026-09-25", "2026-09-28"}}, // a citizens' holiday
		{"2026-07-17", [3]string{"2026-07-21", "2026-07-22", "2026-07-23"}},
		{"2026-02-20", [3]string{"2026-02-24", "2026-02-25", "2026-02-26"}},
		{"2025-12-26", [3]string{"2026-01-05", "2026-01-06", "2026-01-07"}}, // the turn of the year
		{"2025-12-30", [3]string{"2026-01-05", "2026-01-06", "2026-01-07"}},
	} {
		for i, want := range test.counted {
			got, err := period.WorkingDays(day(t, test.recognised), i+1)
			if err != nil || got != day(t, want) {
				t.Errorf("working day %d after %s: %s, %v; want %s", i+1, test.recognised, got, err, want)
			}
		}
	}
}

func TestDaysWorked(t *testing.T) {
	for from, want := range map[string]string{"2026-05-01": "2026-05-31", "2025-12-26": "2026-01-25", "2026-01-30": "2026-03-01", "2024-01-30": "2024-02-29"} {
		if got := period.Days(day(t, from), 30); got != day(t, want) {
			t.Errorf("30 days from %s: %s, want %s", from, got, want)
		}
	}
}

// From the end of the assessment to the expiry: each step may begin on the last day of
// the one before, and a second assessment that does so ends where the first expires.
func TestChainWorked(t *testing.T) {
	end := day(t, "2025-09-30")
	report := period.Months(end, 3)
	application := period.Months(report, 1)
	expiry := period.MonthsCounting(end.AddDays(1), 16)
	renewal := period.Months(period.Months(period.Months(end, 12), 3), 1)
	got := []string{report.String(), application.String(), expiry.String(), renewal.String()}
	if diff := cmp.Diff([]string{"2025-12-31", "2026-01-31", "2027-01-31", "2027-01-31"}, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestBackWorked(t *testing.T) {
	for _, test := range []struct {
		d, want string
		months  int
	}{
		{"2026-04-20", "2025-04-20", 12},
		{"2024-02-29", "2023-02-28", 12},
		{"2025-02-28", "2024-02-28", 12},
		{"2026-03-31", "2026-02-28", 1},
		{"2026-03-01", "2026-02-01", 1},
		{"2026-01-15", "2025-12-15", 1},
	} {
		if got := period.MonthsBack(day(t, test.d), test.months); got != day(t, test.want) {
			t.Errorf("%d months back from %s: %s, want %s", test.months, test.d, got, test.want)
		}
		if got := period.YearsBack(day(t, test.d), test.months/12); test.months%12 == 0 && got != day(t, test.want) {
			t.Errorf("%d years back from %s: %s, want %s", test.months/12, test.d, got, test.want)
		}
	}
}

func TestHalfYearEnd(t *testing.T) {
	for s, want := range map[string]string{
		"2026-01-01": "2026-03-31", "2026-03-31": "2026-03-31", "2026-04-01": "2026-09-30",
		"2026-09-30": "2026-09-30", "2026-10-01": "2027-03-31", "2026-12-31": "2027-03-31",
	} {
		if got := period.HalfYearEnd(day(t, s)); got != day(t, want) {
			t.Errorf("half year of %s ends %s, want %s", s, got, want)
		}
	}
}

func TestReadings(t *testing.T) {
	for _, test := range []struct {
		event         string
		n             int
		unit          period.Unit
		limit, target string
	}{
		{"2026-05-01T14:30:00+09:00", 3, period.WorkingDay, "2026-05-11", "14:30"},
		{"2026-05-01T05:30:00Z", 3, period.WorkingDay, "2026-05-11", "14:30"},
		{"2026-05-01T20:00:00Z", 3, period.WorkingDay, "2026-05-11", "05:00"},
		{"2026-05-13T00:00:00+09:00", 3, period.WorkingDay, "2026-05-15", "24:00"}, // its own day counts
		{"2026-05-12T15:00:00Z", 3, period.WorkingDay, "2026-05-15", "24:00"},
		{"2026-05-16T00:00:00+09:00", 3, period.WorkingDay, "2026-05-20", "24:00"}, // a Saturday, counted but off
		{"2026-05-13T00:00:01+09:00", 3, period.WorkingDay, "2026-05-18", "00:00"},
		{"2026-05-01T14:30:00+09:00", 30, period.Day, "2026-05-31", "14:30"},
		{"2026-05-01T00:00:00+09:00", 30, period.Day, "2026-05-30", "24:00"},
	} {
		d, clock, err := period.ParseTime(test.event)
		if err != nil {
			t.Fatal(err)
		}
		limit, target, err := period.Readings(d, clock, test.n, test.unit)
		if err != nil || limit.End != day(t, test.limit) || target.String() != test.target {
			t.Errorf("%d %s from %s: %s, %s, %v; want %s, %s", test.n, test.unit, test.event, limit.End, target, err, test.limit, test.target)
		}
	}
}

func TestStep(t *testing.T) {
	golden, err := period.Period{From: day(t, "2026-05-01"), N: 3, Unit: period.WorkingDay}.Reckon()
	if err != nil {
		t.Fatal(err)
	}
	want := period.Step{
		Period: period.Period{From: day(t, "2026-05-01"), N: 3, Unit: period.WorkingDay},
		First:  day(t, "2026-05-02"), Rule: period.ByWorkingDays, End: day(t, "2026-05-11"), Safe: day(t, "2026-05-11"), Official: true,
		Off: []period.DayOff{
			{Date: day(t, "2026-05-02"), Name: "土曜日"}, {Date: day(t, "2026-05-03"), Name: "憲法記念日"}, {Date: day(t, "2026-05-04"), Name: "みどりの日"},
			{Date: day(t, "2026-05-05"), Name: "こどもの日"}, {Date: day(t, "2026-05-06"), Name: "振替休日"},
			{Date: day(t, "2026-05-09"), Name: "土曜日"}, {Date: day(t, "2026-05-10"), Name: "日曜日"},
		},
	}
	if diff := cmp.Diff(want, golden); diff != "" {
		t.Errorf("Golden Week: -want +got\n%s", diff)
	}
	expiry, err := period.Period{From: day(t, "2026-09-01"), Counted: true, N: 16, Unit: period.Month}.Reckon()
	if err != nil {
		t.Fatal(err)
	}
	want = period.Step{
		Period: period.Period{From: day(t, "2026-09-01"), Counted: true, N: 16, Unit: period.Month},
		First:  day(t, "2026-09-01"), Rule: period.ByWholeMonths, Corresponding: day(t, "2028-01-01"), End: day(t, "2027-12-31"), Safe: day(t, "2027-12-28"), Official: true,
		Off: []period.DayOff{{Date: day(t, "2027-12-29"), Name: "年末年始"}, {Date: day(t, "2027-12-30"), Name: "年末年始"}, {Date: day(t, "2027-12-31"), Name: "年末年始"}},
	}
	if diff := cmp.Diff(want, expiry); diff != "" {
		t.Errorf("expiry: -want +got\n%s", diff)
	}
}

// Beyond the last official year a step says so.
func TestStepBeyondOfficial(t *testing.T) {
	for from, want := range map[string]bool{"1969-12-30": false, "1969-12-31": true, "2027-11-30": true, "2027-12-01": false, "2030-06-01": false, "2060-06-01": false} {
		s, err := period.Period{From: day(t, from), N: 1, Unit: period.Month}.Reckon()
		if err != nil || s.Official != want {
			t.Errorf("a month from %s, to %s: official %t, %v", from, s.End, s.Official, err)
		}
	}
}

// The first and the last day that a date can be.
func TestReckonAtTheEnds(t *testing.T) {
	for from, want := range map[string]string{"0001-01-01": "0001-01-02", "9999-12-30": "9999-12-31"} {
		s, err := period.Period{From: day(t, from), N: 1, Unit: period.Day}.Reckon()
		if err != nil || s.End != day(t, want) {
			t.Errorf("a day from %s: %s, %v; want %s", from, s.End, err, want)
		}
	}
	s, err := period.Period{From: day(t, "9999-12-31"), Counted: true, N: 1, Unit: period.Day}.Reckon()
	if err != nil || s.End != s.From {
		t.Errorf("the last day, counted: %s, %v", s.End, err)
	}
}

func TestReckonRefuses(t *testing.T) {
	d := day(t, "2026-05-01")
	for what, p := range map[string]period.Period{
		"no day":               {N: 1, Unit: period.Month},
		"a day there is not":   {From: period.Date{Year: 2026, Month: time.February, Day: 30}, N: 1, Unit: period.Month},
		"no length":            {From: d, Unit: period.Month},
		"counting back":        {From: d, N: -1, Unit: period.Day},
		"no unit":              {From: d, N: 1},
		"unknown unit":         {From: d, N: 1, Unit: "fortnight"},
		"beyond the years":     {From: d, N: 8000, Unit: period.Year},
		"more than can be":     {From: d, N: 1 << 62, Unit: period.Day},
		"beyond the table":     {From: d, N: 10000, Unit: period.WorkingDay},
		"the last day of time": {From: day(t, "9999-12-31"), N: 1, Unit: period.Day},
	} {
		s, err := p.Reckon()
		if err == nil {
			t.Errorf("%s: %s, want an error", what, s.End)
		} else if diff := cmp.Diff(period.Step{}, s); diff != "" {
			t.Errorf("%s: a step beside its error\n%s", what, diff)
		}
	}
}
