package period_test

import (
	"testing"
	"time"

	"yoshiki/forms/period"
)

// A second implementation of everything that is counted. It knows no formula: it has
// the days of the calendar in a row, made from the lengths of the months alone, and
// walks along them one by one; the holidays it takes from a list of another project.

// walkedDay is one day of the row.
type walkedDay struct {
	year, month, day int
	weekday          int // 0 is Sunday
	last             bool
	working          bool
}

func (w walkedDay) date() period.Date {
	return period.Date{Year: w.year, Month: time.Month(w.month), Day: w.day}
}

func monthLength(year, month int) int {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

// calendar is the row of days from 1970-01-01, a Thursday, to 2050-12-31.
func calendar(t testing.TB) []walkedDay {
	listed := readList(t)
	var row []walkedDay
	for year := 1970; year <= 2050; year++ {
		for month := 1; month <= 12; month++ {
			for d := 1; d <= monthLength(year, month); d++ {
				w := walkedDay{year: year, month: month, day: d, weekday: (4 + len(row)) % 7, last: d == monthLength(year, month)}
				_, holiday := listed[w.date()]
				closing := month == 12 && d > 28 || month == 1 && d < 4
				w.working = w.weekday != 0 && w.weekday != 6 && !holiday && !closing
				row = append(row, w)
			}
		}
	}
	return row
}

// walkMonths gives the last days of periods of 1 to most months whose first day is
// row[0]. A month is full on the day before the day that has the number of the first
// day; where a month has no such number it is full with its own last day.
func walkMonths(row []walkedDay, most int) (ends []period.Date) {
	for i := 1; len(ends) < most; i++ {
		switch {
		case row[i].day == row[0].day:
			ends = append(ends, row[i-1].date())
		case row[i].last && row[i].day < row[0].day:
			ends = append(ends, row[i].date())
		}
	}
	return ends
}

func walkWorkingDays(row []walkedDay, most int) (ends []period.Date) {
	for i := 0; len(ends) < most; i++ {
		if row[i].working {
			ends = append(ends, row[i].date())
		}
	}
	return ends
}

// starts calls check for every day of the 30 years from 2010 to 2039, with the row of
// days that begins with it.
func starts(t *testing.T, check func(from period.Date, row []walkedDay)) {
	n := 0
	row := calendar(t)
	for i, w := range row {
		if w.year >= 2010 && w.year < 2040 {
			check(w.date(), row[i:])
			n++
		}
	}
	if n != 10957 {
		t.Errorf("%d start days, want all 10957 of 30 years", n)
	}
}

func TestMonthsWalked(t *testing.T) {
	starts(t, func(from period.Date, row []walkedDay) {
		counting, after := walkMonths(row, 36), walkMonths(row[1:], 36)
		for i := range 36 {
			n := i + 1
			if got := period.MonthsCounting(from, n); got != counting[i] {
				t.Errorf("%d months counting %s: %s, walked %s", n, from, got, counting[i])
			}
			if got := period.Months(from, n); got != after[i] {
				t.Errorf("%d months from %s: %s, walked %s", n, from, got, after[i])
			}
		}
	})
}

func TestDaysWalked(t *testing.T) {
	starts(t, func(from period.Date, row []walkedDay) {
		for n := 1; n <= 60; n++ {
			if got := period.Days(from, n); got != row[n].date() {
				t.Errorf("%d days from %s: %s, walked %s", n, from, got, row[n].date())
			}
		}
	})
}

func TestWorkingDaysWalked(t *testing.T) {
	starts(t, func(from period.Date, row []walkedDay) {
		for i, want := range walkWorkingDays(row[1:], 15) {
			if got, err := period.WorkingDays(from, i+1); err != nil || got != want {
				t.Errorf("%d working days after %s: %s, %v; walked %s", i+1, from, got, err, want)
			}
		}
	})
}

// Every figure of a step agrees with the walk, for each unit and both ways of counting.
func TestStepsWalked(t *testing.T) {
	starts(t, func(from period.Date, row []walkedDay) {
		for _, counted := range []bool{false, true} {
			counting := row[1:]
			if counted {
				counting = row
			}
			months := walkMonths(counting, 24)
			working := walkWorkingDays(counting, 3)
			for _, test := range []struct {
				n    int
				unit period.Unit
				end  period.Date
			}{
				{1, period.Month, months[0]}, {16, period.Month, months[15]}, {2, period.Year, months[23]},
				{30, period.Day, counting[29].date()}, {3, period.WorkingDay, working[2]},
			} {
				s, err := period.Period{From: from, Counted: counted, N: test.n, Unit: test.unit}.Reckon()
				if err != nil || s.First != counting[0].date() || s.End != test.end {
					t.Errorf("%d %s from %s, counted %t: %s to %s, %v; walked %s", test.n, test.unit, from, counted, s.First, s.End, err, test.end)
				}
				checkDaysOff(t, s, counting)
			}
		}
	})
}

// checkDaysOff walks from the first day counted to the end, and looks where the step
// has its days off and its safe day.
func checkDaysOff(t *testing.T, s period.Step, counting []walkedDay) {
	t.Helper()
	var off []period.Date
	safe := s.Safe // before the first day when all days counted are off
	for i := 0; counting[max(i-1, 0)].date() != s.End; i++ {
		if counting[i].working {
			safe = counting[i].date()
			if s.Unit != period.WorkingDay {
				off = nil
			}
		} else {
			off = append(off, counting[i].date())
		}
	}
	if len(off) != len(s.Off) || s.Safe != safe {
		t.Fatalf("%d %s from %s: off %v, safe %s; walked %v, %s", s.N, s.Unit, s.From, s.Off, s.Safe, off, safe)
	}
	for i := range off {
		if s.Off[i].Date != off[i] || s.Off[i].Name == "" {
			t.Fatalf("%d %s from %s: off %v, walked %v", s.N, s.Unit, s.From, s.Off, off)
		}
	}
}

// The earliest day within n months before d is the first whose own n months reach d.
func TestMonthsBackWalked(t *testing.T) {
	var ends [][]period.Date // of 1 to 36 months from each day before the 30 years and in them
	var days []period.Date
	row := calendar(t)
	for i, w := range row {
		if w.year >= 2006 && w.year < 2040 {
			days = append(days, w.date())
			ends = append(ends, walkMonths(row[i+1:], 36))
		}
	}
	for n := 1; n <= 36; n++ {
		earliest := 0
		for _, d := range days {
			for ends[earliest][n-1].Before(d) {
				earliest++
			}
			if got := period.MonthsBack(d, n); d.Year >= 2010 && got != days[earliest] {
				t.Errorf("%d months back from %s: %s, walked %s", n, d, got, days[earliest])
			}
		}
	}
}
