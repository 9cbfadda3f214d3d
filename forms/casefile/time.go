package casefile

import (
	"regexp"
	"time"
)

const (
	DateExample = "2026-04-15"
	TimeExample = "2026-05-01T14:30:00+09:00"
)

var (
	DateForm = regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2}$`)
	TimeForm = regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})$`)
)

func isDate(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil && DateForm.MatchString(s) && s >= "0001"
}

func isTime(s string) bool {
	_, err := time.Parse(time.RFC3339Nano, s)
	return err == nil && TimeForm.MatchString(s) && s >= "0001"
}
