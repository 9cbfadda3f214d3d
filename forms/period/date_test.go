package period_test

import (
	"testing"
	"time"

	"yoshiki/forms/period"
)

// day is the date that s writes.
func day(t testing.TB, s string) period.Date {
	t.Helper()
	d, err := period.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestParse(t *testing.T) {
	for _, s := range []string{"0001-01-01", "2000-02-29", "2024-02-29", "2026-11-22", "9999-12-31"} {
		d, err := period.Parse(s)
		if err != nil || d.String() != s {
			t.Errorf("Parse(%q) = %s, %v", s, d, err)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for _, s := range []string{
		"", "2026", "2026-04", "2026-4-15", "2026-04-5", "26-04-15", "02026-04-15", "-2026-04-15", "+026-04-15",
		"2026-02-29", "1900-02-29", "2026-04-31", "2026-00-10", "2026-13-10", "2026-04-00", "2026-04-32", "0000-01-01",
		"2026/04/15", "20260415", "2026-04-15 ", " 2026-04-15", "2026-04-15T00:00:00Z", "２０２６-04-15", "令和8年4月15日", "2026-04-15\x00",
	} {
		if d, err := period.Parse(s); err == nil {
			t.Errorf("Parse(%q) = %s, want an error", s, d)
		} else if d != (period.Date{}) {
			t.Errorf("Parse(%q) = %s beside its error", s, d)
		}
	}
}

// FuzzParse holds Parse against a reader of digits that knows the lengths of months.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"2026-04-15", "2024-02-29", "2023-02-29", "2026-4-15", "1900-02-29", "0000-00-00", "2026-12-31x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := period.Parse(s)
		if want := readsAsDay(s); (err == nil) != want {
			t.Fatalf("Parse(%q): error %v, want a day: %t", s, err, want)
		}
		if err == nil && d.String() != s {
			t.Fatalf("Parse(%q) writes %s", s, d)
		}
	})
}

func readsAsDay(s string) bool {
	if len(s) != len("YYYY-MM-DD") || s[4] != '-' || s[7] != '-' {
		return false
	}
	number := func(s string) int {
		n := 0
		for _, c := range []byte(s) {
			if c < '0' || c > '9' {
				return 0
			}
			n = n*10 + int(c-'0')
		}
		return n
	}
	y, m, d := number(s[:4]), number(s[5:7]), number(s[8:])
	return y >= 1 && m >= 1 && m <= 12 && d >= 1 && d <= monthLength(y, m)
}

func TestDateArithmetic(t *testing.T) {
	for _, test := range []struct {
		from, to string
		days     int
	}{
		{"2026-04-15", "2026-04-15", 0},
		{"2024-02-28", "2024-02-29", 1},
		{"2026-02-28", "2026-03-01", 1},
		{"2026-12-31", "2027-01-01", 1},
		{"2024-01-01", "2025-01-01", 366},
		{"2000-01-01", "2100-01-01", 36525},
		{"0001-01-01", "9999-12-31", 3652058},
	} {
		from, to := day(t, test.from), day(t, test.to)
		if got := from.DaysUntil(to); got != test.days {
			t.Errorf("%s until %s: %d days, want %d", from, to, got, test.days)
		}
		if got := to.DaysUntil(from); got != -test.days {
			t.Errorf("%s until %s: %d days, want %d", to, from, got, -test.days)
		}
		if got := from.AddDays(test.days); got != to {
			t.Errorf("%s and %d days: %s, want %s", from, test.days, got, to)
		}
		if got := to.AddDays(-test.days); got != from {
			t.Errorf("%s less %d days: %s, want %s", to, test.days, got, from)
		}
	}
}

func TestCompare(t *testing.T) {
	ascending := []string{"2025-12-31", "2026-01-01", "2026-01-02", "2026-02-01", "2027-01-01"}
	for i, a := range ascending {
		for j, b := range ascending {
			a, b := day(t, a), day(t, b)
			if a.Before(b) != (i < j) || a.After(b) != (i > j) || (a == b) != (i == j) || (a.Compare(b) < 0) != (i < j) {
				t.Errorf("%s against %s: before %t, after %t, compare %d", a, b, a.Before(b), a.After(b), a.Compare(b))
			}
		}
	}
}

func TestWeekday(t *testing.T) {
	for s, want := range map[string]time.Weekday{"2026-05-13": time.Wednesday, "2026-05-16": time.Saturday, "2024-02-29": time.Thursday, "2027-01-31": time.Sunday} {
		if got := day(t, s).Weekday(); got != want {
			t.Errorf("%s is a %s, want %s", s, got, want)
		}
	}
}
