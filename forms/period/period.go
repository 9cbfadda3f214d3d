// Package period counts periods as a Japanese reader does, and writes dates as
// official papers do.
//
// Periods follow arts. 138-143 of the Civil Code. The day of the event is not
// counted, unless the period begins at its 0:00 (art. 140); a period ends with the
// end of its last day (art. 141); months and years go by the calendar, up to the day
// before the one that corresponds to the first day counted, and where the last month
// has no such day, to its last day (art. 143). So one month from 28 February ends on
// 31 March, which no "add a month" of a date library says. [Months], [Years] and
// [Days] give that day; a [Period] gives it with its arithmetic, see [Step].
//
// Working days are those on which the offices of the state are open: neither Saturday
// nor Sunday, a national holiday, nor 29 December to 3 January (Act No. 91 of 1988,
// art. 1). The file holidays.txt has the holidays and the year until which they are
// official; [Official] reports whether a day is beyond it. No period is prolonged
// because its last day is off (art. 142 speaks of places where no business is done on
// that day, and a portal takes papers on any): [SafeDay] is the earlier day to aim at.
//
// Days and hours are those of Japan. The package has no clock and reads nothing.
package period

import (
	"errors"
	"fmt"
)

// Unit is what a period is counted in.
type Unit string

// The units of a period.
const (
	Day        Unit = "day"
	WorkingDay Unit = "working-day"
	Month      Unit = "month"
	Year       Unit = "year"
)

// Rule is the sentence of the law that gave a period its last day.
type Rule string

// The rules of the Civil Code, and that of the office holidays.
const (
	ByDays        Rule = "days"         // the N-th day counted (art. 141)
	ByWorkingDays Rule = "working-days" // the N-th day counted, days off left out
	ByWholeMonths Rule = "whole-months" // begins with a month, so ends with one (art. 143(1))
	ByDayBefore   Rule = "day-before"   // the day before the corresponding day (art. 143(2))
	ByMonthEnd    Rule = "month-end"    // the last month has no corresponding day (art. 143(2), proviso)
)

// Period is a length of time that runs from an event.
type Period struct {
	From    Date // the day of the event
	Counted bool // From is the first day counted: the period begins at its 0:00 (art. 140, proviso)
	N       int  // how many units, at least 1
	Unit    Unit
}

// DayOff is a day that is no working day, with its reason in Japanese as [Holiday] gives it.
type DayOff struct {
	Date Date
	Name string
}

// Step is how a period came by its last day, with all that it takes to say it in words:
// three months from 2025-09-30 count from 2025-10-01, which begins a month, so they end
// on 2025-12-31; that day is an office holiday, the working day before is 2025-12-26.
type Step struct {
	Period
	First         Date     // the first day counted
	Rule          Rule     // why End is the last day
	Corresponding Date     // the corresponding day (応当日), after End; zero unless Rule is ByWholeMonths or ByDayBefore
	End           Date     // the last day; the period ends at its 24:00
	Safe          Date     // the last working day on or before End
	Off           []DayOff // in working days: those left out from First on; else those after Safe, up to End
	Official      bool     // the holidays of the years of First and of End are official
}

// longest is more units than any period between the years 1 and 9999 has.
const longest = 9999 * 366

// Reckon counts the period. It fails when From is no day of the years 1 to 9999, N is
// below 1, the unit is unknown, or the end lies beyond the year 9999 or, in working
// days, outside the years of the table of holidays.
func (p Period) Reckon() (Step, error) {
	if !p.From.real() {
		return Step{}, fmt.Errorf("period from %s: not a day", p.From)
	}
	s := Step{Period: p, First: p.From}
	if !p.Counted {
		s.First = p.From.AddDays(1)
	}
	if err := s.reckonEnd(); err != nil {
		return Step{}, fmt.Errorf("period from %s, %d times %q: %w", p.From, p.N, p.Unit, err)
	}
	s.Safe = SafeDay(s.End)
	s.Official = Official(s.First) && Official(s.End)
	if p.Unit == WorkingDay {
		s.Off = daysOff(s.First, s.End)
	} else {
		s.Off = daysOff(s.Safe, s.End)
	}
	return s, nil
}

func (s *Step) reckonEnd() (err error) {
	if s.N < 1 || s.N > longest {
		return errors.New("no such length")
	}
	switch s.Unit {
	case Day:
		s.Rule, s.End = ByDays, s.First.AddDays(s.N-1)
	case WorkingDay:
		s.Rule = ByWorkingDays
		s.End, err = nthWorkingDay(s.First, s.N)
	case Month:
		s.End, s.Rule, s.Corresponding = lastDay(s.First, s.N)
	case Year:
		s.End, s.Rule, s.Corresponding = lastDay(s.First, 12*s.N)
	default:
		return errors.New("unknown unit")
	}
	if err == nil && !s.End.real() {
		return errors.New("ends beyond the year 9999")
	}
	return err
}

// Readings counts n units "from the date and time" of an event at the clock of a day,
// in both ways of reading it. As whole days, the limit: the day of the event is not
// counted unless the event was at 0:00, and the period ends at 24:00 of limit.End. As
// hours, the target: the same clock on that day already; 24:00 where it was 0:00,
// since the day of the event is then counted itself. The target is never later.
func Readings(d Date, at Clock, n int, unit Unit) (limit Step, target Clock, err error) {
	limit, err = Period{From: d, Counted: at == 0, N: n, Unit: unit}.Reckon()
	if at == 0 {
		at = EndOfDay
	}
	return limit, at, err
}
