package fill

import (
	"math"
	"strconv"
	"strings"
	"time"

	"yoshiki/forms/document"
	"yoshiki/forms/fill/ooxml"
)

func (b *book) styles(root *ooxml.Node) {
	b.dates = map[int]bool{}
	for _, id := range []int{14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58} {
		b.dates[id] = true
	}
	for _, k := range root.Kid("x:numFmts").Children() {
		if id, err := strconv.Atoi(k.Attr("numFmtId")); err == nil {
			b.dates[id] = dayFormat(k.Attr("formatCode"))
		}
	}
	for _, k := range root.Kid("x:cellXfs").Children() {
		id, _ := strconv.Atoi(k.Attr("numFmtId"))
		b.formats = append(b.formats, id)
	}
}

// dayFormat reports whether a number format prints a day.
func dayFormat(code string) bool {
	plain := true
	for i := 0; i < len(code); i++ {
		switch c := code[i]; {
		case c == '"':
			plain = !plain
		case c == '\\':
			i++
		case c == '[':
			i += max(0, strings.IndexByte(code[i:], ']'))
		case plain && strings.IndexByte("ymdeYMDE", c) >= 0:
			return c != 'e' && c != 'E' || !strings.ContainsAny(code, "0#") // not 0.00E+00
		}
	}
	return false
}

// The number formats of cells that show what they are given.
const (
	general = 0
	asText  = 49
)

// typed is what a cell holds for a value, where its format is one of figures or days; "" where
// it holds the words.
func (b *book) typed(c *cell, v document.Value) string {
	style, _ := strconv.Atoi(c.node.Attr("s"))
	if style >= len(b.formats) {
		return ""
	}
	format := b.formats[style]
	switch {
	case v.Kind == document.Date && b.dates[format]:
		return b.serial(v.Date)
	case v.Kind == document.Number && format == general && v.Text == strconv.FormatFloat(v.Number, 'f', -1, 64),
		v.Kind == document.Number && format != general && format != asText && !b.dates[format]:
		return strconv.FormatFloat(v.Number, 'f', -1, 64)
	}
	return ""
}

// serial is a day as workbooks count it.
func (b *book) serial(day string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return ""
	}
	first := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	if b.old {
		first = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	n := math.Round(t.Sub(first).Hours() / 24)
	if n < 61 {
		return ""
	}
	return strconv.FormatFloat(n, 'f', -1, 64)
}
