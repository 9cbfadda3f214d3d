package xlsx

import (
	"strconv"
	"strings"
	"time"

	"yoshiki/forms/document"
)

// typed is what a cell holds for v and the number format that shows it: a number whose
// display is v.Text to the character, or nil for a text.
func typed(v document.Value) (cell any, format string) {
	switch v.Kind {
	case document.Number:
		if v.Text == "" {
			return nil, grouped
		}
		if format := numberFormat(v.Text, v.Number); format != "" {
			return v.Number, format
		}
	case document.Date:
		if v.Text == "" {
			return nil, currentEra
		}
		if serial, format := dateCell(v.Text, v.Date); format != "" {
			return serial, format
		}
	}
	return nil, textFormat(v.Text)
}

// maxFormatted is the longest text that every version of Excel shows under a text format.
const maxFormatted = 255

func textFormat(text string) string {
	if units(text) > maxFormatted {
		return general
	}
	return asText
}

// leadFormat shows n ideographic spaces before a text.
func leadFormat(n int) string {
	return `"` + strings.Repeat("　", n) + `"@`
}

const (
	grouped   = "#,##0"
	plain     = "0"
	precision = 15 // significant digits of a number in Excel
)

// numberFormat is a format under which Excel prints n as text, or "" when there is none:
// words before and after are literals, a minus sign may be -, ▲ or △.
func numberFormat(text string, n float64) string {
	start := strings.IndexAny(text, "0123456789")
	if start < 0 {
		return ""
	}
	end := strings.LastIndexAny(text, "0123456789") + 1
	digits, before, after := text[start:end], text[:start], text[end:]
	format := digitFormat(digits, max(n, -n))
	if format == "" || strings.ContainsAny(before+after, "\"\n\r\t") || len(text) > maxFormatted/2 {
		return ""
	}
	positive := literal(before) + format + literal(after)
	if n >= 0 {
		return positive
	}
	for _, minus := range []string{"-", "▲", "△", "−"} {
		if rest, ok := strings.CutSuffix(before, minus); ok {
			return literal(rest) + format + literal(after) + ";" + positive
		}
	}
	return ""
}

func literal(s string) string {
	if s == "" {
		return ""
	}
	return `"` + s + `"`
}

// digitFormat is the format that prints n, which is not negative, as digits.
func digitFormat(digits string, n float64) string {
	whole, fraction, _ := strings.Cut(digits, ".")
	exact := strconv.FormatFloat(n, 'f', len(fraction), 64)
	if len(exact) > precision || strconv.FormatFloat(n, 'f', -1, 64) != trimZeros(exact) {
		return ""
	}
	format, bare := grouped, strings.ReplaceAll(whole, ",", "")
	switch {
	case whole == bare && len(bare) > 3:
		format = plain
	case whole != group(bare):
		return ""
	}
	if fraction != "" {
		bare, format = bare+"."+fraction, format+"."+strings.Repeat("0", len(fraction))
	}
	if bare != exact {
		return ""
	}
	return format
}

func trimZeros(s string) string {
	if !strings.Contains(s, ".") {
		return s
	}
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
}

func group(digits string) string {
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}

const (
	kanjiDate = `yyyy"年"m"月"d"日"`
	isoDate   = "yyyy-mm-dd"
	firstDay  = 61 // 1900-03-01; Excel counts a 29 February before it
)

// dateCell is the day number of a date and the format under which Excel prints it as
// text, or "" when there is none.
func dateCell(text, date string) (serial float64, format string) {
	day, err := time.Parse(time.DateOnly, date)
	serial = dayNumber(day)
	if err != nil || serial < firstDay {
		return 0, ""
	}
	name, format := inEra(day)
	switch text {
	case name:
		return serial, format
	case day.Format("2006年1月2日"):
		return serial, kanjiDate
	case date:
		return serial, isoDate
	}
	return 0, ""
}

// unixEpoch is the day number of 1970-01-01.
const unixEpoch = 25569

// dayNumber counts days as Excel does from 1900-03-01 on.
func dayNumber(day time.Time) float64 { return float64(unixEpoch + day.Unix()/86400) }
