package natural

import (
	"fmt"
	"reflect"
	"regexp"
	"strings"

	"yoshiki/forms/casefile"
	"yoshiki/forms/period"
)

// clockForm is a clock at the end of a text, with what stands before it and the offset.
var clockForm = regexp.MustCompile(`^(.*?[^0-9])\s*(午前|午後)?\s*([0-9]{1,2})` +
	`(?::([0-9]{2})(?::([0-9]{2})(?:\.0+)?)?|時(?:([0-9]{1,2})分(?:([0-9]{1,2})秒)?|(半))?)` +
	`\s*((?i:[ap]\.?m\.?))?\s*(.*)$`)

// Time reads a moment: a day as [Date] reads it, a clock (14:30, 14時30分, 午後2時半, 2:30 PM)
// and an offset; where there is none it is Japan's. 24時 is the midnight after the day.
//
// Findings: [Ambiguous] (those of Date, and doubt half-day for 午前12時 and 午後12時) or case:time.
func Time(written string) Reading {
	text := fold(written)
	if text == "" {
		return Reading{}
	}
	if r := strict(reflect.TypeFor[casefile.Time](), written); r.OK() {
		return r
	}
	parts := clockForm.FindStringSubmatch(kanjiDigits(text))
	if parts == nil {
		return refused(written, "case:time", casefile.TimeExample)
	}
	day := Date(strings.TrimRight(strings.TrimSpace(parts[1]), "T"))
	offset, known := zone(parts[10])
	c, ok := readClock(parts)
	switch {
	case day.ID == Ambiguous:
		day.Args[1] = casefile.Shorten(written)
		return day
	case !day.OK() || !known || !ok:
		return refused(written, "case:time", nearTime(day, c, offset))
	case parts[2] != "" && c.hour%12 == 0 && strings.HasPrefix(parts[3], "12"):
		return ambiguous(written, "half-day", []string{c.on(day.Value, 0, offset), c.on(day.Value, 12, offset)})
	case c.hour == 24:
		d, _ := period.Parse(day.Value)
		return understood(written, c.on(d.AddDays(1).String(), 0, offset))
	}
	return understood(written, c.on(day.Value, c.hour, offset))
}

// clock is a time of the day.
type clock struct{ hour, minute, second int }

// on writes the clock on a day, at another hour.
func (c clock) on(day string, hour int, offset string) string {
	return fmt.Sprintf("%sT%02d:%02d:%02d%s", day, hour, c.minute, c.second, offset)
}

// readClock reads the parts that clockForm found; ok is false when no day has that time.
func readClock(parts []string) (c clock, ok bool) {
	c = clock{number(parts[3]), number("0" + parts[4] + parts[6]), number("0" + parts[5] + parts[7])}
	if parts[8] != "" {
		c.minute = 30
	}
	half := strings.ToUpper(strings.ReplaceAll(parts[9], ".", ""))
	if parts[2] != "" || half != "" {
		if c.hour > 12 || parts[2] != "" && half != "" {
			return c, false
		}
		c.hour %= 12
	}
	if parts[2] == "午後" || half == "PM" {
		c.hour += 12
	}
	late := c.hour == 24 && c.minute+c.second == 0
	return c, (c.hour < 24 || late) && c.minute < 60 && c.second < 60
}

var offsetForm = regexp.MustCompile(`^([+-][0-9]{2}):?([0-9]{2})$`)

// zone reads an offset; "" and JST are Japan's.
func zone(written string) (offset string, known bool) {
	switch parts := offsetForm.FindStringSubmatch(written); {
	case written == "" || strings.EqualFold(written, "JST") || written == "日本時間" || written == "(JST)":
		return "+09:00", true
	case strings.EqualFold(written, "Z") || strings.EqualFold(written, "UTC"):
		return "Z", true
	case parts != nil:
		return parts[1] + ":" + parts[2], true
	}
	return "+09:00", false
}

// nearTime is the moment that was perhaps meant.
func nearTime(day Reading, c clock, offset string) string {
	date := day.Value
	for i := 0; i+1 < len(day.Args); i += 2 {
		if day.Args[i] == "near" {
			date = day.Args[i+1]
		}
	}
	near := clock{min(c.hour, 23), min(c.minute, 59), min(c.second, 59)}
	if text := near.on(date, near.hour, offset); strict(reflect.TypeFor[casefile.Time](), text).OK() {
		return text
	}
	return casefile.TimeExample
}
