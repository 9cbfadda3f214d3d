package period

import (
	"fmt"
	"time"
)

// The days from which the Act on National Holidays knows a day off after a holiday on
// a Sunday (art. 3(2)), and between two holidays (art. 3(3)).
var (
	substituteSince = Date{1973, time.April, 12}
	betweenSince    = Date{1985, time.December, 27}
)

// Holiday reports whether d is off for the offices of the state, and why: the name of
// the national holiday, 振替休日, 国民の休日, 年末年始, 日曜日 or 土曜日, the first that
// applies. It judges every day by the Act on Holidays of Administrative Organs as it
// stands since May 1992, and knows national holidays of the years 1970 to 2050.
func Holiday(d Date) (name string, off bool) {
	if name, off := nationalHoliday(d); off {
		return name, true
	}
	switch {
	case d.Month == time.December && d.Day >= 29, d.Month == time.January && d.Day <= 3:
		return "年末年始", true
	case d.Weekday() == time.Sunday:
		return "日曜日", true
	case d.Weekday() == time.Saturday:
		return "土曜日", true
	}
	return "", false
}

// IsWorking reports whether d is no office holiday.
func IsWorking(d Date) bool {
	_, off := Holiday(d)
	return !off
}

// SafeDay is the last working day on or before d.
func SafeDay(d Date) Date {
	for !IsWorking(d) {
		d = d.AddDays(-1)
	}
	return d
}

// Official reports whether the holidays of the year of d are those that the Cabinet
// Office has published. Those of a later year are the law's as it stands, with
// calculated equinox days: a deadline that rests on them must say so.
func Official(d Date) bool { return holidays.official.hold(d) }

// OfficialUntil is the last year whose holidays are official.
func OfficialUntil() int { return holidays.official.last }

// WorkingDays is the n-th working day after from; from itself when n is below 1. It
// fails where the count leaves the years of the table of holidays, see [Holiday].
func WorkingDays(from Date, n int) (Date, error) {
	if n < 1 {
		return from, nil
	}
	return nthWorkingDay(from.AddDays(1), n)
}

// nthWorkingDay is the n-th working day on or after first.
func nthWorkingDay(first Date, n int) (Date, error) {
	for d := first; ; d = d.AddDays(1) {
		if d.Year < holidays.official.first || d.Year > holidays.computed.last {
			return Date{}, fmt.Errorf("%s: no table of holidays", d)
		}
		if IsWorking(d) {
			n--
		}
		if n == 0 {
			return d, nil
		}
	}
}

// daysOff lists the days off from first to last.
func daysOff(first, last Date) (off []DayOff) {
	for d := first; !d.After(last); d = d.AddDays(1) {
		if name, ok := Holiday(d); ok {
			off = append(off, DayOff{d, name})
		}
	}
	return off
}

func nationalHoliday(d Date) (string, bool) {
	if name, ok := namedHoliday(d); ok {
		return name, true
	}
	switch {
	case isSubstitute(d):
		return "振替休日", true
	case isBetween(d):
		return "国民の休日", true
	}
	return "", false
}

// namedHoliday is the holiday that the table has on d.
func namedHoliday(d Date) (string, bool) {
	for _, l := range holidays.months[d.Month] {
		if l.is(d) {
			return l.name, true
		}
	}
	return "", false
}

// isSubstitute reports whether d, no holiday of the table, is the first such day after
// a holiday on a Sunday.
func isSubstitute(d Date) bool {
	if d.Before(substituteSince) {
		return false
	}
	for d = d.AddDays(-1); ; d = d.AddDays(-1) {
		if _, ok := namedHoliday(d); !ok {
			return false
		}
		if d.Weekday() == time.Sunday {
			return true
		}
	}
}

// isBetween reports whether the days before and after d are holidays of the table.
func isBetween(d Date) bool {
	_, before := namedHoliday(d.AddDays(-1))
	_, after := namedHoliday(d.AddDays(1))
	return before && after && !d.Before(betweenSince) && d.Weekday() != time.Sunday
}
