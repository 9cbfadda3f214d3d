package table

import (
	"math"
	"time"
)

// epoch is the day from which a workbook counts days.
type epoch int

// The two that Excel knows: its own, and that of its first version for the Macintosh.
const (
	of1900 epoch = iota
	of1904
)

// lastDay is 9999-12-31, the last day that Excel knows, in days since 1900.
const lastDay = 2958465

// date gives a value under a format of date or time in ISO 8601; false when there is no
// such day. Excel believes that 1900 was a leap year: day 60 was never. Day 0 is
// no day either.
func (f format) date(value float64, since epoch) (string, bool) {
	if value < 0 || value >= lastDay+1 || !f.day && !f.time {
		return "", false
	}
	days, seconds := math.Floor(value), math.Round(86400*(value-math.Floor(value)))
	begin := time.Date(1899, time.December, 30, 0, 0, 0, 0, time.UTC)
	switch {
	case since == of1904:
		begin = time.Date(1904, time.January, 1, 0, 0, 0, 0, time.UTC)
	case days == 60, days == 0 && f.day:
		return "", false
	case days < 60:
		begin = begin.AddDate(0, 0, 1)
	}
	moment := begin.AddDate(0, 0, int(days)).Add(time.Duration(seconds) * time.Second)
	if moment.Year() > 9999 {
		return "", false
	}
	switch {
	case !f.time:
		return begin.AddDate(0, 0, int(days)).Format(time.DateOnly), true
	case !f.day && value < 1:
		return moment.Format(time.TimeOnly), true
	}
	return moment.Format("2006-01-02T15:04:05"), true
}
