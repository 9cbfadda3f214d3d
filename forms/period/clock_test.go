package period_test

import (
	"testing"
	"time"

	"yoshiki/forms/period"
)

func TestParseTime(t *testing.T) {
	for _, test := range []struct{ in, day, clock string }{
		{"2026-05-01T14:30:00+09:00", "2026-05-01", "14:30"},
		{"2026-05-01T14:30:59.999+09:00", "2026-05-01", "14:30"},
		{"2026-05-01T14:59:59Z", "2026-05-01", "23:59"},
		{"2026-05-01T15:00:00Z", "2026-05-02", "00:00"},
		{"2026-05-01T15:00:00-00:00", "2026-05-02", "00:00"},
		{"2026-05-01T23:30:00-07:00", "2026-05-02", "15:30"},
		{"2026-05-01T00:30:00+14:00", "2026-04-30", "19:30"},
		{"2026-05-01T00:30:00+05:45", "2026-05-01", "03:45"},
		{"2026-04-30T23:59:00-23:59", "2026-05-02", "08:58"},
		{"2024-02-29T02:00:00+23:59", "2024-02-28", "11:01"},
		{"2023-12-31T20:00:00Z", "2024-01-01", "05:00"},
		{"1950-07-01T12:00:00+09:00", "1950-07-01", "12:00"}, // summer time was then in force; the zone is fixed
	} {
		d, clock, err := period.ParseTime(test.in)
		if err != nil || d != day(t, test.day) || clock.String() != test.clock {
			t.Errorf("ParseTime(%q) = %s %s, %v; want %s %s", test.in, d, clock, err, test.day, test.clock)
		}
	}
}

func TestParseTimeRefuses(t *testing.T) {
	for _, s := range []string{
		"", "2026-05-01", "2026-05-01T14:30", "2026-05-01T14:30+09:00", "2026-05-01T14:30:00", "2026-05-01 14:30:00+09:00",
		"2026-05-01T4:30:00+09:00", "2026-05-01T24:00:00+09:00", "2026-05-01T23:59:60Z", "2026-05-01T14:60:00Z",
		"2026-02-29T12:00:00Z", "2026-05-01T14:30:00,5Z", "2026-05-01T14:30:00+0900", "2026-05-01T14:30:00+24:00", "2026-05-01T14:30:00+09:60",
		"2026-05-01T14:30:00 JST", "2026-05-01t14:30:00z", "9999-12-31T15:00:00Z", "0000-12-31T14:00:00Z",
	} {
		if d, clock, err := period.ParseTime(s); err == nil {
			t.Errorf("ParseTime(%q) = %s %s, want an error", s, d, clock)
		} else if d != (period.Date{}) || clock != 0 {
			t.Errorf("ParseTime(%q) = %s %s beside its error", s, d, clock)
		}
	}
}

// A clock is exact: only the very beginning of a day is 0:00.
func TestClockIsExact(t *testing.T) {
	_, clock, err := period.ParseTime("2026-05-13T00:00:00.000000001+09:00")
	if err != nil || clock == 0 {
		t.Errorf("a nanosecond after midnight: clock %d, %v", clock, err)
	}
	if s := period.EndOfDay.String(); s != "24:00" {
		t.Errorf("end of the day: %s", s)
	}
}

// FuzzParseTime holds the day and clock against the instant that the time package reads.
func FuzzParseTime(f *testing.F) {
	for _, s := range []string{"2026-05-01T14:30:00+09:00", "2026-05-01T23:59:59.5-11:30", "9999-12-31T23:59:59Z", "2024-02-29T00:00:00+24:00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, clock, err := period.ParseTime(s)
		if err != nil {
			return
		}
		want, err := time.Parse(time.RFC3339Nano, s)
		if err != nil {
			t.Fatalf("ParseTime(%q) reads what is no RFC 3339: %v", s, err)
		}
		if clock < 0 || clock >= period.EndOfDay {
			t.Fatalf("ParseTime(%q): clock %d", s, clock)
		}
		midnight := time.Date(d.Year, d.Month, d.Day, -9, 0, 0, 0, time.UTC)
		if got := midnight.Add(time.Duration(clock)); !got.Equal(want) {
			t.Fatalf("ParseTime(%q) = %s, want %s", s, got, want)
		}
		if again, err := period.Parse(d.String()); err != nil || again != d {
			t.Fatalf("ParseTime(%q): day %s: %v", s, d, err)
		}
	})
}
