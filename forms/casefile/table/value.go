package table

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// value gives what a cell of a type (s, str, inlineStr, b, e, d, n) and a style holds from
// its text; false when it cannot be.
func (w *workbook) value(kind, text string, style int) (Kind, string, bool) {
	switch kind {
	case "s":
		i, err := strconv.Atoi(strings.TrimSpace(text))
		if err != nil || i < 0 || i >= len(w.strings) {
			return Empty, "", false
		}
		return Text, w.strings[i], true
	case "inlineStr":
		return Text, text, true
	case "str":
		return Text, unescape(text), true
	case "b":
		return Bool, map[bool]string{true: "TRUE", false: "FALSE"}[strings.TrimSpace(text) == "1" || text == "true"], true
	case "e":
		return Error, text, true
	case "d":
		return isoDate(text)
	case "", "n":
		return w.number(text, style)
	}
	return Empty, "", false
}

// isoDate is a date that a workbook holds as text. Excel never writes one.
func isoDate(text string) (Kind, string, bool) {
	for _, layout := range []string{time.DateOnly, "2006-01-02T15:04:05", "2006-01-02T15:04:05Z", "2006-01-02T15:04"} {
		if _, err := time.Parse(layout, text); err == nil {
			return Date, strings.TrimSuffix(text, "Z"), true
		}
	}
	return Text, text, true
}

// number is a number, or the day or time that it means under its format.
func (w *workbook) number(text string, style int) (Kind, string, bool) {
	value, err := strconv.ParseFloat(strings.TrimSpace(text), 64)
	if err != nil || math.IsInf(value, 0) || math.IsNaN(value) {
		return Empty, "", false
	}
	var f format
	if style >= 0 && style < len(w.formats) {
		f = w.formats[style]
	}
	if date, is := f.date(value, w.since); is {
		return Date, date, true
	}
	return Number, decimal(value, f.zeros), true
}

// decimal is a number with the 15 digits that Excel keeps, filled up with zeros on the
// left to so many digits when it is whole.
func decimal(value float64, zeros int) string {
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(value, 'e', 14, 64), 64)
	if err != nil {
		rounded = value
	}
	text := strconv.FormatFloat(rounded, 'f', -1, 64)
	if text == "-0" {
		text = "0"
	}
	if len(text) < zeros && zeros <= 32 && !strings.ContainsAny(text, "-.") {
		text = strings.Repeat("0", zeros-len(text)) + text
	}
	return text
}
