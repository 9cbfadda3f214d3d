package period

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"time"
)

//go:embed holidays.txt
var holidaysText string

// holidays is the table of national holidays; the file explains its lines.
var holidays = mustReadTable(holidaysText)

type table struct {
	official, computed years
	months             map[time.Month][]line
}

type years struct{ first, last int }

func (y years) hold(d Date) bool { return y.first <= d.Year && d.Year <= y.last }

// line is one holiday of a month in a run of years.
type line struct {
	years
	month  time.Month
	days   [4]int // by year modulo four; unused when monday is set
	monday int    // the n-th Monday of the month, or 0
	name   string
}

// is reports whether d, a day of the line's month, is the holiday.
func (l line) is(d Date) bool {
	switch {
	case !l.hold(d):
		return false
	case l.monday > 0:
		return (d.Day+6)/7 == l.monday && d.Weekday() == time.Monday
	}
	return d.Day == l.days[d.Year%4]
}

// mustReadTable reads the table that the program is built with; that it can be read is
// a matter of the build, as with a regular expression.
func mustReadTable(text string) table {
	t, err := readTable(text)
	if err != nil {
		panic(err)
	}
	return t
}

func readTable(text string) (t table, err error) {
	t.months = map[time.Month][]line{}
	for i, s := range strings.Split(text, "\n") {
		fields := strings.Fields(s)
		switch {
		case len(fields) == 0 || fields[0][0] == '#':
			continue
		case len(fields) == 2 && fields[0] == "official":
			t.official, err = readYears(fields[1], 0)
		case len(fields) == 2 && fields[0] == "computed":
			t.computed, err = readYears(fields[1], 0)
		case len(fields) == 4:
			var l line
			l, err = readLine(fields, t.computed.last)
			t.months[l.month] = append(t.months[l.month], l)
		default:
			err = fmt.Errorf("%d fields", len(fields))
		}
		if err != nil {
			return table{}, fmt.Errorf("holidays, line %d: %w", i+1, err)
		}
	}
	return t, nil
}

func readLine(fields []string, last int) (l line, err error) {
	if l.years, err = readYears(fields[0], last); err != nil {
		return l, err
	}
	month, err := readNumber(fields[1], 12)
	if err != nil {
		return l, err
	}
	l.month, l.name = time.Month(month), fields[3]
	if n, ok := strings.CutPrefix(fields[2], "Mon"); ok {
		l.monday, err = readNumber(n, 4)
		return l, err
	}
	days := strings.Split(fields[2], ",")
	if len(days) != 1 && len(days) != len(l.days) {
		return l, fmt.Errorf("%d days, not 1 or 4", len(days))
	}
	for i := range l.days {
		if l.days[i], err = readNumber(days[i%len(days)], 31); err != nil {
			return l, err
		}
	}
	return l, nil
}

// readNumber reads a number from 1 to most.
func readNumber(s string, most int) (int, error) {
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 || n > most {
		return 0, fmt.Errorf("number %q, not 1 to %d", s, most)
	}
	return n, nil
}

// readYears reads "1970-1999"; an open end is last.
func readYears(s string, last int) (y years, err error) {
	first, end, ok := strings.Cut(s, "-")
	if y.first, err = strconv.Atoi(first); err != nil || !ok {
		return y, fmt.Errorf("years %q", s)
	}
	if y.last = last; end != "" {
		y.last, err = strconv.Atoi(end)
	}
	if err != nil || y.last < y.first {
		return y, fmt.Errorf("years %q", s)
	}
	return y, nil
}
