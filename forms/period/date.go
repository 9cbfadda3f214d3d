package period

import (
	"cmp"
	"fmt"
	"time"
)

// Date is a day of the Gregorian calendar in Japan. Dates compare with ==, and serve
// as map keys. The zero Date is no day; it stands for a date that is not known.
//
// Parse and ParseTime give days of the years 1 to 9999. Arithmetic that leaves those
// years goes on by the calendar and gives a Date whose String Parse refuses.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// Parse reads an RFC 3339 full-date, YYYY-MM-DD, and nothing else: no other
// separator, no missing zero, no blank, no day that the calendar does not have.
// What it reads, [Date.String] writes again byte for byte.
func Parse(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil || t.Year() < 1 {
		return Date{}, fmt.Errorf("date %q: not a day written as YYYY-MM-DD", s)
	}
	return dateOf(t), nil
}

// String writes the date as YYYY-MM-DD.
func (d Date) String() string {
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, int(d.Month), d.Day)
}

// Weekday is the day of the week of d.
func (d Date) Weekday() time.Weekday { return d.midnight().Weekday() }

// AddDays is the day n days after d, or before it when n is negative.
func (d Date) AddDays(n int) Date {
	return dateOf(time.Date(d.Year, d.Month, d.Day+n, 0, 0, 0, 0, time.UTC))
}

// DaysUntil is the number of days from d to other, negative when other is earlier:
// d.AddDays(d.DaysUntil(other)) == other.
func (d Date) DaysUntil(other Date) int {
	const day = 24 * 60 * 60
	return int((other.midnight().Unix() - d.midnight().Unix()) / day)
}

// Compare is -1 when d is before other, 0 when they are one day, 1 when d is after.
func (d Date) Compare(other Date) int {
	return cmp.Or(cmp.Compare(d.Year, other.Year), cmp.Compare(d.Month, other.Month), cmp.Compare(d.Day, other.Day))
}

// Before reports whether d is an earlier day than other.
func (d Date) Before(other Date) bool { return d.Compare(other) < 0 }

// After reports whether d is a later day than other.
func (d Date) After(other Date) bool { return d.Compare(other) > 0 }

// real reports whether d is a day that Parse could have given.
func (d Date) real() bool {
	return 1 <= d.Year && d.Year <= 9999 && dateOf(d.midnight()) == d
}

func (d Date) midnight() time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC)
}

func dateOf(t time.Time) Date {
	year, month, day := t.Date()
	return Date{year, month, day}
}
