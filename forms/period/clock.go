package period

import (
	"fmt"
	"regexp"
	"time"
)

// Clock is a time of day in Japan: the time since 0:00, from 0 up to and with 24
// hours. 24:00 is the end of a day, the instant at which a period ends (art. 141).
type Clock time.Duration

// EndOfDay is 24:00.
const EndOfDay = Clock(24 * time.Hour)

// japan is Japan Standard Time: nine hours ahead of UTC, without summer time since 1951.
var japan = time.FixedZone("JST", 9*60*60)

// dateTime is the date-time of RFC 3339 section 5.6, of which time.Parse alone also
// takes variants: hours of one digit, a decimal comma, an offset of a day or more.
var dateTime = regexp.MustCompile(`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$`)

// ParseTime reads an RFC 3339 date-time with any offset and gives its day and its
// clock in Japan Standard Time: 2026-05-01T15:30:00Z is 0:30 of 2 May. "T" and "Z"
// are capitals; a leap second and a day outside the years 1 to 9999 are refused.
func ParseTime(s string) (Date, Clock, error) {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil || !dateTime.MatchString(s) {
		return Date{}, 0, fmt.Errorf("time %q: not written as 2006-01-02T15:04:05+09:00", s)
	}
	t = t.In(japan)
	d := dateOf(t)
	if !d.real() {
		return Date{}, 0, fmt.Errorf("time %q: outside the years 1 to 9999 in Japan", s)
	}
	hour, minute, second := t.Clock()
	return d, Clock(time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute +
		time.Duration(second)*time.Second + time.Duration(t.Nanosecond())), nil
}

// Hour is the full hours since 0:00, from 0 to 24.
func (c Clock) Hour() int { return int(time.Duration(c) / time.Hour) }

// Minute is the full minutes since the hour, from 0 to 59.
func (c Clock) Minute() int { return int(time.Duration(c) % time.Hour / time.Minute) }

// String writes the clock as HH:MM; seconds are dropped.
func (c Clock) String() string { return fmt.Sprintf("%02d:%02d", c.Hour(), c.Minute()) }
