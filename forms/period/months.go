package period

import "time"

// Days is the last day of a period of n days; the day from is not counted (art. 140).
func Days(from Date, n int) Date { return from.AddDays(n) }

// Months is the last day of a period of n months by the calendar; the day from is not
// counted (art. 140): three months from 30 September end on 31 December.
func Months(from Date, n int) Date { return MonthsCounting(from.AddDays(1), n) }

// MonthsCounting is the last day of a period of n months whose first day is counted:
// one year and four months counting 1 October 2025 end on 31 January 2027.
func MonthsCounting(first Date, n int) Date {
	end, _, _ := lastDay(first, n)
	return end
}

// MonthsBack is the earliest day that lies within n months before d: the earliest
// whose period of n months, itself not counted, still holds d. So a day e is not before
// MonthsBack(d, n) exactly when d is not after Months(e, n). Counting back is by analogy
// to arts. 140-143; the Code has no article for it.
func MonthsBack(d Date, n int) Date {
	earliest, _ := sameDay(d, -n)
	return earliest
}

// YearsBack is the earliest day that lies within n years before d, as [MonthsBack].
func YearsBack(d Date, n int) Date { return MonthsBack(d, 12*n) }

// HalfYearEnd is the last day of the half fiscal year of d: 30 September or 31 March.
func HalfYearEnd(d Date) Date {
	switch {
	case d.Month < time.April:
		return Date{d.Year, time.March, 31}
	case d.Month < time.October:
		return Date{d.Year, time.September, 30}
	}
	return Date{d.Year + 1, time.March, 31}
}

// lastDay applies art. 143: the day on which n months counting first end, by which
// sentence, and the corresponding day (応当日) where it has one.
func lastDay(first Date, n int) (end Date, rule Rule, corresponding Date) {
	same, exists := sameDay(first, n)
	switch {
	case !exists:
		return same, ByMonthEnd, Date{}
	case first.Day == 1:
		return same.AddDays(-1), ByWholeMonths, same
	}
	return same.AddDays(-1), ByDayBefore, same
}

// sameDay is the day with d's number in the n-th month after that of d, or, when that
// month has no such day, its last day and false.
func sameDay(d Date, n int) (Date, bool) {
	last := dateOf(time.Date(d.Year, d.Month+time.Month(n)+1, 0, 0, 0, 0, 0, time.UTC))
	if d.Day > last.Day {
		return last, false
	}
	return Date{last.Year, last.Month, d.Day}, true
}
