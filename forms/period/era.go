package period

import (
	"fmt"
	"time"
)

// eras are the names of years and the first day of each. The Meiji era stands here
// from the day on which Japan took the Gregorian calendar, in its sixth year.
var eras = []struct {
	name  string
	first Date
	year  int // western year before the era's year 1
}{
	{"令和", Date{2019, time.May, 1}, 2018},
	{"平成", Date{1989, time.January, 8}, 1988},
	{"昭和", Date{1926, time.December, 25}, 1925},
	{"大正", Date{1912, time.July, 30}, 1911},
	{"明治", Date{1873, time.January, 1}, 1867},
}

// Era writes d in the Japanese calendar as official papers do, without leading
// zeros and with 元年 for the first year of an era: 令和8年4月15日, 令和元年5月1日.
// A day before 1873 has its western year: 1872年12月31日.
func Era(d Date) string {
	return fmt.Sprintf("%s年%d月%d日", eraYear(d), int(d.Month), d.Day)
}

// EraText is Era of a day that is written 2026-04-15; any other text stays as it is.
func EraText(text string) string {
	d, err := Parse(text)
	if err != nil {
		return text
	}
	return Era(d)
}

// EraTime writes a time of the day d: 令和8年5月1日14時30分, 9時05分. Seconds are dropped.
func EraTime(d Date, c Clock) string {
	return fmt.Sprintf("%s%d時%02d分", Era(d), c.Hour(), c.Minute())
}

// YearBefore gives the western year before the first of an era: 2018 for 令和. known is false
// for a name that is no era since 1873.
func YearBefore(era string) (year int, known bool) {
	for _, e := range eras {
		if e.name == era {
			return e.year, true
		}
	}
	return 0, false
}

func eraYear(d Date) string {
	for _, era := range eras {
		if d.Before(era.first) {
			continue
		}
		if n := d.Year - era.year; n > 1 {
			return fmt.Sprint(era.name, n)
		}
		return era.name + "元"
	}
	return fmt.Sprint(d.Year)
}
