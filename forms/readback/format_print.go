package readback

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// print is a number as a reader sees it.
func (f *format) print(v float64) string {
	if len(f.sections) == 0 {
		return general(v)
	}
	s, minus := f.choose(v)
	var b strings.Builder
	if minus {
		b.WriteByte('-')
	}
	for _, p := range s.pieces {
		b.WriteString(p.print(math.Abs(v)))
	}
	return b.String()
}

// choose gives the section for a number, and whether a minus sign is put before it.
func (f *format) choose(v float64) (s *section, minus bool) {
	if f.sections[0].op != "" {
		for i := range f.sections {
			if s := &f.sections[i]; s.holds(v) {
				return s, v < 0
			}
		}
	}
	switch n := len(f.sections); {
	case v < 0 && n > 1:
		return &f.sections[1], false
	case v == 0 && n > 2:
		return &f.sections[2], false
	}
	return &f.sections[0], v < 0
}

// text is a text as a reader sees it.
func (f *format) text(words string) string {
	if len(f.sections) == 0 || words == "" {
		return words
	}
	s := &f.sections[len(f.sections)-1]
	for _, p := range s.pieces {
		if p.code == "@" {
			return strings.Replace(s.literals(), "@", words, 1)
		}
	}
	return words
}

// literals are the pieces with the place of the text among them. Ideographic spaces that
// lead the text are an indent, not words.
func (s *section) literals() string {
	var b strings.Builder
	for _, p := range s.pieces {
		if p.code == "@" {
			b.WriteString("@")
		} else {
			b.WriteString(strings.ReplaceAll(p.literal, "　", ""))
		}
	}
	return b.String()
}

func (p *piece) print(v float64) string {
	switch {
	case p.code == "":
		return p.literal
	case p.code == "General" || p.code == "@":
		return general(v)
	case strings.IndexByte("0#?", p.code[0]) >= 0:
		return printDigits(p.code, v)
	}
	return printDay(p.code, v)
}

func general(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

func printDigits(code string, v float64) string {
	whole, fraction, point := strings.Cut(code, ".")
	text := strconv.FormatFloat(v, 'f', len(fraction), 64)
	left, right, _ := strings.Cut(text, ".")
	if least := strings.Count(whole, "0"); len(left) < least {
		left = strings.Repeat("0", least-len(left)) + left
	}
	if strings.Contains(whole, ",") {
		for i := len(left) - 3; i > 0; i -= 3 {
			left = left[:i] + "," + left[i:]
		}
	}
	for len(right) > 0 && right[len(right)-1] == '0' && fraction[len(right)-1] == '#' {
		right = right[:len(right)-1]
	}
	if !point || right == "" {
		return left
	}
	return left + "." + right
}

// reigns are the eras of Japan by their first day, the latest first.
var reigns = []struct {
	first string
	name  string
	year  int
}{
	{"2019-05-01", "令和", 2019}, {"1989-01-08", "平成", 1989}, {"1926-12-25", "昭和", 1926},
	{"1912-07-30", "大正", 1912}, {"1868-01-25", "明治", 1868},
}

func printDay(code string, v float64) string {
	day := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, int(min(max(v, 0), 3e6)))
	name, year := "", day.Year()
	for _, r := range reigns {
		if day.Format(time.DateOnly) >= r.first {
			name, year = r.name, day.Year()-r.year+1
			break
		}
	}
	switch code[0] {
	case 'g':
		return name
	case 'e':
		return pad(year, len(code))
	case 'y':
		return pad(day.Year(), len(code))
	case 'm':
		return pad(int(day.Month()), len(code))
	}
	return pad(day.Day(), len(code))
}

func pad(n, width int) string {
	s := strconv.Itoa(n)
	return strings.Repeat("0", max(0, width-len(s))) + s
}
