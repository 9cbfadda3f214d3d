package letters

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// BookletName is the file with all letters of a run.
const BookletName = "印刷用_全件.pdf"

// FileName is a name for a paper of a letter that people can read: its number, title and
// addressee, at most 200 bytes, with nothing that Windows refuses.
func FileName(r *Record, title, to, extension string) string {
	name := strings.Map(func(c rune) rune {
		switch {
		case strings.ContainsRune(`<>:"/\|?*`, c), unicode.IsControl(c), unicode.Is(unicode.Cf, c):
			return '-'
		case unicode.IsSpace(c):
			return ' '
		}
		return c
	}, strings.Join([]string{string(r.Date), r.Number, title, to}, "_"))
	for len(name) > 180 {
		_, n := utf8.DecodeLastRuneInString(name)
		name = name[:len(name)-n]
	}
	return strings.TrimRight(name, " .") + "." + extension
}
