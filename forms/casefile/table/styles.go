package table

import (
	"strings"
)

// format is what the number format of a cell makes of its value.
type format struct {
	day, time bool // shows a day, a time of day
	zeros     int  // digits that a whole number is filled up to: 3 for 000
}

// maxStyles is more than Excel can have.
const maxStyles = 1 << 16

// readStyles reads the number format of each style that a cell may have.
func (w *workbook) readStyles(s *scanner, _ string) error {
	codes := map[int]string{}
	return s.each(func(e element) error {
		switch e.name() {
		case "numFmts":
			return s.each(func(e element) error {
				codes[e.int("numFmtId", -1)] = e.attr("formatCode")
				return nil
			})
		case "cellXfs":
			return s.each(func(e element) error {
				if len(w.formats) == maxStyles {
					return s.damaged()
				}
				w.formats = append(w.formats, formatOf(e.int("numFmtId", 0), codes))
				return nil
			})
		}
		return nil
	})
}

// formatOf gives the format with an id. Those below 164 are Excel's own; 27 to 36 and 50
// to 58 are the dates of East Asia, 令和 and 年月日 among them.
func formatOf(id int, codes map[int]string) format {
	if code, own := codes[id]; own {
		return parseFormat(code)
	}
	switch {
	case id >= 14 && id <= 17, id >= 27 && id <= 31, id == 36, id >= 50 && id <= 58:
		return format{day: true}
	case id == 22:
		return format{day: true, time: true}
	case id >= 18 && id <= 21, id >= 32 && id <= 35, id == 45, id == 47:
		return format{time: true}
	}
	return format{}
}

// parseFormat tells from a format's code, its part for positive numbers, what it shows:
// letters outside of quotes are y, m, d, the era g and its year e, the weekday a, h and s.
// An elapsed time like [h]:mm is no time of day but a number.
func parseFormat(code string) format {
	plain, elapsed := plainCode(code)
	if elapsed || strings.Contains(plain, "general") || strings.Contains(plain, "標準") || strings.Contains(plain, "@") {
		return format{}
	}
	if plain != "" && strings.Trim(plain, "0") == "" {
		return format{zeros: len(plain)}
	}
	plain = strings.NewReplacer("e+", "", "e-", "", "am/pm", "h", "a/p", "h", "午前/午後", "h").Replace(plain)
	f := format{day: strings.ContainsAny(plain, "ydgea"), time: strings.ContainsAny(plain, "hs")}
	f.day = f.day || strings.Contains(plain, "m") && !f.time
	return f
}

// plainCode is a format's code up to its first semicolon, in small letters, without
// quoted text, characters that are escaped, filled in or kept free, colours and languages.
// elapsed reports whether it counts hours, minutes or seconds on and on.
func plainCode(code string) (plain string, elapsed bool) {
	var b strings.Builder
	runes := []rune(strings.ToLower(code))
	for i := 0; i < len(runes); i++ {
		switch r := runes[i]; r {
		case ';':
			return b.String(), elapsed
		case '\\', '_', '*', '!':
			i++
		case '"':
			i = skipTo(runes, i+1, '"')
		case '[':
			end := skipTo(runes, i+1, ']')
			inside := string(runes[i+1 : min(end, len(runes))])
			elapsed = elapsed || inside != "" && strings.Trim(inside, inside[:1]) == "" && strings.Contains("hms", inside[:1])
			i = end
		default:
			b.WriteRune(r)
		}
	}
	return b.String(), elapsed
}

// skipTo is where a character comes next from i on, or the end.
func skipTo(runes []rune, i int, r rune) int {
	for i < len(runes) && runes[i] != r {
		i++
	}
	return i
}
