package natural

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"yoshiki/forms/casefile"
	"yoshiki/forms/period"
)

// Date reads a day: 2026-4-1, 2026/04/01, 2026.4.1, 20260401, 2026年4月1日(水), 1 Apr 2026,
// April 1, 2026, and by Japanese years 令和8年4月1日, R8.4.1, 令和元年5月1日, 令和八年四月一日,
// 2026年(令和8年)4月1日; also with a midnight behind it, as Excel writes a day. 13/4/2026 has
// one reading; 4/1/2026 has two and is ambiguous, and so is every year of two digits
// without its era, and a number that may be Excel's count of days.
//
// Findings: [Ambiguous] (doubt: order, year, serial, era, weekday) or case:date.
func Date(written string) Reading {
	text := fold(written)
	if text == "" {
		return Reading{}
	}
	text, weekday := cutWeekday(midnight.ReplaceAllString(text, ""))
	d := readDate(kanjiDigits(text))
	switch {
	case len(d.days) == 0:
		return refused(written, "case:date", d.nearest())
	case d.doubt != "" || len(d.days) > 1:
		return ambiguous(written, d.doubt, d.texts())
	case weekday >= 0 && d.days[0].Weekday() != weekday:
		return ambiguous(written, "weekday", d.texts())
	}
	return understood(written, d.days[0].String())
}

// dates are the days that something written can mean.
type dates struct {
	days  []period.Date
	doubt string // why none is taken; "order" is forgiven when there is one day
	near  string // what was perhaps meant when there are no days
}

func (d *dates) texts() []string {
	var texts []string
	for _, day := range d.days {
		texts = append(texts, day.String())
	}
	return texts
}

func (d *dates) nearest() string {
	if d.near == "" {
		return casefile.DateExample
	}
	return d.near
}

// add takes in a day if the calendar has it.
func (d *dates) add(year, month, day int) {
	p := period.Date{Year: year, Month: time.Month(month), Day: day}
	if _, err := period.Parse(p.String()); err != nil {
		if d.near == "" && 0 < year && year <= 9999 {
			d.near = nearDay(year, month, day)
		}
	} else if !slices.Contains(d.days, p) {
		d.days = append(d.days, p)
	}
}

// nearDay gives the real day nearest to one that the calendar does not have.
func nearDay(year, month, day int) string {
	month = min(max(month, 1), 12)
	last := time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
	return period.Date{Year: year, Month: time.Month(month), Day: min(max(day, 1), last)}.String()
}

// The forms of a day, folded. Between the numbers stand marks or 年, 月 and 日.
const (
	yearEnd  = `\s*(?:年|[-/.])\s*`
	monthDay = `([0-9]{1,2})\s*(?:月|[-/.])\s*([0-9]{1,2})\s*日?$`
	eraName  = `(令和|平成|昭和|大正|明治|(?i:[rhstm]))\s*`
)

var forms = []struct {
	form *regexp.Regexp
	read func(d *dates, parts []string)
}{
	{regexp.MustCompile(`^([0-9]{4})` + yearEnd + monthDay), (*dates).western},
	{regexp.MustCompile(`^([0-9]{4})([0-9]{2})([0-9]{2})$`), (*dates).western},
	{regexp.MustCompile(`^` + eraName + `(元|[0-9]{1,2})` + yearEnd + monthDay), (*dates).era},
	{regexp.MustCompile(`^((?i:[rhs]))([0-9]{2})([0-9]{2})([0-9]{2})$`), (*dates).era},
	{regexp.MustCompile(`^([0-9]{1,2})([-/. ])([0-9]{1,2})[-/. ]([0-9]{4})$`), (*dates).yearLast},
	{regexp.MustCompile(`^([0-9]{1,2})\s*(年|[-/.])\s*` + monthDay), (*dates).shortYear},
	{regexp.MustCompile(`^([0-9]{2})()([0-9]{2})([0-9]{2})$`), (*dates).shortYear},
	{regexp.MustCompile(`^([0-9]{1,2})[- ]*([A-Za-z]{3,9})\.?[-, ]*([0-9]{4}|[0-9]{2})$`), (*dates).named},
	{regexp.MustCompile(`^([A-Za-z]{3,9})\.?[- ]*([0-9]{1,2})(?:st|nd|rd|th)?[-, ]+([0-9]{4}|[0-9]{2})$`), (*dates).namedFirst},
	{regexp.MustCompile(`^([3-6][0-9]{4})$`), (*dates).serial},
}

// readDate gives the readings of a folded text.
func readDate(text string) dates {
	if outer, inner, both := twoYears(text); both {
		a, b := readDate(outer), readDate(inner)
		if !slices.Equal(a.days, b.days) {
			a.days, a.doubt = append(a.days, b.days...), "era"
		}
		return a
	}
	var d dates
	for _, f := range forms {
		if parts := f.form.FindStringSubmatch(text); parts != nil {
			f.read(&d, parts[1:])
			break
		}
	}
	return d
}

var bothYears = regexp.MustCompile(`^([^()]+?)年?\s*\(([^()]+?)年?\)\s*年?([^()]+月[^()]+)$`)

// twoYears takes 2026年(令和8年)4月1日 apart into the day by one year and by the other.
func twoYears(text string) (outer, inner string, both bool) {
	parts := bothYears.FindStringSubmatch(text)
	if parts == nil {
		return "", "", false
	}
	return parts[1] + "年" + parts[3], strings.TrimSpace(parts[2]) + "年" + parts[3], true
}

func number(digits string) int {
	n, err := strconv.Atoi(digits)
	if err != nil {
		return 1 // 元年
	}
	return n
}
