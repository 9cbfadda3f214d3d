package natural

import (
	"regexp"
	"strings"
	"time"

	"yoshiki/forms/period"
)

// western reads a year of four digits, month and day.
func (d *dates) western(parts []string) {
	d.add(number(parts[0]), number(parts[1]), number(parts[2]))
}

var eraLetters = map[string]string{"R": "令和", "H": "平成", "S": "昭和", "T": "大正", "M": "明治"}

// era reads a year of an era. A day that was not in that era is in doubt.
func (d *dates) era(parts []string) {
	name := strings.ToUpper(parts[0])
	if long := eraLetters[name]; long != "" {
		name = long
	}
	before, _ := period.YearBefore(name)
	if year := number(parts[1]); year > 0 {
		d.add(before+year, number(parts[2]), number(parts[3]))
	}
	if len(d.days) == 1 && !strings.HasPrefix(period.Era(d.days[0]), name) {
		d.doubt = "era"
	}
}

// yearLast reads day and month in either order before a year of four digits.
func (d *dates) yearLast(parts []string) {
	first, second, year := number(parts[0]), number(parts[2]), number(parts[3])
	d.add(year, first, second)
	d.add(year, second, first)
	if len(d.days) > 1 {
		d.doubt = "order"
	}
}

// shortYear finds what a year of two digits can be: of this century, of the last, or of an era;
// or, without 年 behind it, it may be the day or the month.
func (d *dates) shortYear(parts []string) {
	first, second, third := number(parts[0]), number(parts[2]), number(parts[3])
	d.doubt = "year"
	d.add(2000+first, second, third)
	for _, name := range []string{"令和", "平成", "昭和"} {
		before, _ := period.YearBefore(name)
		if day := (period.Date{Year: before + first, Month: time.Month(second), Day: third}); strings.HasPrefix(period.Era(day), name) {
			d.add(before+first, second, third)
		}
	}
	if parts[1] != "年" {
		d.add(2000+third, first, second)
		d.add(2000+third, second, first)
	}
}

var months = strings.Fields("jan feb mar apr may jun jul aug sep oct nov dec")

// month gives the number of an English month, written out or by its first three letters.
func month(name string) int {
	name = strings.ToLower(name)
	for i, short := range months {
		long := strings.ToLower(time.Month(i + 1).String())
		if name == short || name == long || name == "sept" && short == "sep" {
			return i + 1
		}
	}
	return 0
}

// named reads 1 April 2026. With a year of two digits, either number can be the year.
func (d *dates) named(parts []string) {
	m := month(parts[1])
	if m == 0 {
		return
	}
	if len(parts[2]) == 2 {
		d.doubt = "year"
		d.add(2000+number(parts[2]), m, number(parts[0]))
		d.add(2000+number(parts[0]), m, number(parts[2]))
		return
	}
	d.add(number(parts[2]), m, number(parts[0]))
}

// namedFirst reads April 1, 2026.
func (d *dates) namedFirst(parts []string) {
	d.named([]string{parts[1], parts[0], parts[2]})
}

// serial gives the days that Excel counts so: from 1900, or in old files from 1904.
func (d *dates) serial(parts []string) {
	d.doubt = "serial"
	for _, zero := range []period.Date{{Year: 1899, Month: time.December, Day: 30}, {Year: 1904, Month: time.January, Day: 1}} {
		day := zero.AddDays(number(parts[0]))
		d.add(day.Year, int(day.Month), day.Day)
	}
}

var (
	midnight    = regexp.MustCompile(`[T ]+0?0:00(:00(\.0+)?)?$`)
	weekdayForm = regexp.MustCompile(`\s*(?:\(([日月火水木金土])(?:曜日?)?\)|([日月火水木金土])曜日?)$`)
	weekdays    = []string{"日", "月", "火", "水", "木", "金", "土"}
)

// cutWeekday takes the day of the week from the end of a text; it is -1 when there is none.
func cutWeekday(text string) (string, time.Weekday) {
	parts := weekdayForm.FindStringSubmatch(text)
	if parts == nil {
		return text, -1
	}
	for i, name := range weekdays {
		if parts[1]+parts[2] == name {
			return strings.TrimSuffix(text, parts[0]), time.Weekday(i)
		}
	}
	return text, -1
}
