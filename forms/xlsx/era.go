package xlsx

import (
	"fmt"
	"strconv"
	"time"
)

// era is a 元号 of the time that Excel knows. Its first day belongs to it.
type era struct {
	name  string
	year  int
	month time.Month
	day   int
}

// eras, the latest first.
var eras = [...]era{
	{"令和", 2019, time.May, 1},
	{"平成", 1989, time.January, 8},
	{"昭和", 1926, time.December, 25},
	{"大正", 1912, time.July, 30},
	{"明治", 1868, time.January, 25},
}

func (e era) start() time.Time { return time.Date(e.year, e.month, e.day, 0, 0, 0, 0, time.UTC) }

// currentEra is the format of a day that is still to be typed.
var currentEra = eras[0].format()

// inEra is the day in the Japanese calendar and the format that prints it so.
func inEra(day time.Time) (text, format string) {
	for _, e := range eras {
		if day.Before(e.start()) {
			continue
		}
		year := strconv.Itoa(day.Year() - e.year + 1)
		if year == "1" {
			year, format = "元", e.format()
		} else {
			format = currentEra
		}
		return fmt.Sprintf("%s%s年%d月%d日", e.name, year, day.Month(), day.Day()), format
	}
	return "", ""
}

// format prints any day in the Japanese calendar, those of the era's first year as 元年.
// Excel's format language has room for one such year.
func (e era) format() string {
	const usual = `[$-411]ggge"年"m"月"d"日"`
	const first = `[$-411]ggg"元年"m"月"d"日"`
	start := dayNumber(e.start())
	next := dayNumber(time.Date(e.year+1, time.January, 1, 0, 0, 0, 0, time.UTC))
	return fmt.Sprintf("[<%.0f]%s;[<%.0f]%s;%s", start, usual, next, first, usual)
}
