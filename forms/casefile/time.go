package casefile

import (
	"fmt"
	"regexp"
	"strconv"
	"time"

	"golang.org/x/text/width"
)

const (
	DateExample = "2026-04-15"
	TimeExample = "2026-05-01T14:30:00+09:00"
)

// eras gives the year before the first of each era.
var eras = map[string]int{"": 0, "令和": 2018, "平成": 1988, "昭和": 1925, "R": 2018, "H": 1988, "S": 1925}

var (
	DateForm  = regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2}$`)
	dateLoose = regexp.MustCompile(`^(令和|平成|昭和|[RHS]|)\s*(元|[0-9]{1,4})[-/.年]\s*([0-9]{1,2})[-/.月]\s*([0-9]{1,2})日?$`)
	dateDense = regexp.MustCompile(`^()([0-9]{4})([0-9]{2})([0-9]{2})$`)
	TimeForm  = regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})$`)
	timeLoose = regexp.MustCompile(`^(\S+?日?)[T ]\s*([0-9]{1,2})[:時]([0-9]{2})(?:分|:([0-9]{2}))?(Z|[+-][0-9]{2}:[0-9]{2})?$`)
)

// nearDate gives found itself when it is a Date, or the nearest real day.
func nearDate(found string) string {
	if _, err := time.Parse(time.DateOnly, found); err == nil && DateForm.MatchString(found) && found >= "0001" {
		return found
	}
	written := width.Fold.String(found)
	parts := dateLoose.FindStringSubmatch(written)
	if parts == nil {
		parts = dateDense.FindStringSubmatch(written)
	}
	if parts == nil {
		return DateExample
	}
	year, err := strconv.Atoi(parts[2])
	if err != nil {
		year = 1 // 元年
	}
	month, _ := strconv.Atoi(parts[3])
	day, _ := strconv.Atoi(parts[4])
	return realDay(year+eras[parts[1]], month, day)
}

// realDay gives the day nearest to a day that may not exist.
func realDay(year, month, day int) string {
	if year < 1 || year > 9999 {
		return DateExample
	}
	month = min(max(month, 1), 12)
	last := time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
	return fmt.Sprintf("%04d-%02d-%02d", year, month, min(max(day, 1), last))
}

// nearTime gives found itself when it is a Time, or the nearest, in Japan if no offset is given.
func nearTime(found string) string {
	if isTime(found) {
		return found
	}
	parts := timeLoose.FindStringSubmatch(width.Fold.String(found))
	if parts == nil {
		return TimeExample
	}
	hour, _ := strconv.Atoi(parts[2])
	minute, _ := strconv.Atoi(parts[3])
	second, _ := strconv.Atoi(parts[4])
	offset := parts[5]
	if offset == "" {
		offset = "+09:00"
	}
	near := fmt.Sprintf("%sT%02d:%02d:%02d%s", nearDate(parts[1]), min(hour, 23), min(minute, 59), min(second, 59), offset)
	if !isTime(near) {
		return TimeExample
	}
	return near
}

func isTime(s string) bool {
	_, err := time.Parse(time.RFC3339Nano, s)
	return err == nil && TimeForm.MatchString(s) && s >= "0001"
}
