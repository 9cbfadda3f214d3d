package docx

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	openText  = `<w:t xml:space="preserve">`
	closeText = `</w:t>`
)

// escape appends s to out as XML character data that may also stand in an attribute; a
// "\n" becomes newline. What XML 1.0 (section 2.2) forbids is an error, and so is every
// other control character: no reader of a form would see it.
func escape(out *strings.Builder, s, newline string) error {
	done := 0
	for i, c := range s {
		var with string
		switch {
		case c == '\n':
			with = newline
		case c == '&':
			with = "&amp;"
		case c == '<':
			with = "&lt;"
		case c == '>':
			with = "&gt;"
		case c == '"':
			with = "&quot;"
		case c < ' ' || c >= 0x7F && !printable(c, s[i:]):
			return fmt.Errorf("%s at byte %d cannot stand in a Word file", codePoint(c, s[i:]), i)
		default:
			continue
		}
		out.WriteString(s[done:i])
		out.WriteString(with)
		done = i + 1
	}
	out.WriteString(s[done:])
	return nil
}

// printable reports whether c, with which rest begins, is a character of XML and no control.
func printable(c rune, rest string) bool {
	return !unicode.IsControl(c) && c != 0xFFFE && c != 0xFFFF && !broken(c, rest)
}

func broken(c rune, rest string) bool {
	return c == utf8.RuneError && !strings.HasPrefix(rest, "\uFFFD")
}

func codePoint(c rune, rest string) string {
	if broken(c, rest) {
		return fmt.Sprintf("byte 0x%02X, which is not UTF-8,", rest[0])
	}
	return fmt.Sprintf("U+%04X", c)
}

// place names a text in an error: by its path in the case, else by its first words.
func place(s, path string) string {
	if path != "" {
		return path
	}
	const most = 40
	if runes := []rune(s); len(runes) > most {
		s = string(runes[:most]) + "…"
	}
	return fmt.Sprintf("%q", s)
}

// narrow is how much wider, in full-width characters, s may be in fonts that take the place of
// ＭＳ 明朝 and in programs that set white between ASCII and kanji.
func narrow(s string) float64 {
	width, before := 0.0, ' '
	for _, c := range s {
		if c < 0x80 {
			width += 0.02
		}
		if (c < 0x80) != (before < 0x80) && before != ' ' && c != ' ' {
			width += 0.22
		}
		before = c
	}
	return width
}
