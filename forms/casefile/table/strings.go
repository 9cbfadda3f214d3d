package table

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// readStrings reads the strings that cells share.
func (w *workbook) readStrings(s *scanner, _ string) error {
	return s.each(func(e element) error {
		if e.name() != "si" {
			return nil
		}
		if len(w.strings) == w.Cells {
			return w.many("cells", w.Cells, 0, 0)
		}
		text, err := s.rich()
		w.strings = append(w.strings, text)
		return err
	})
}

// rich is the text of a string: its own or that of its runs, each with a look of its own.
// Readings (rPh) stand beside the runs and are left out.
func (s *scanner) rich() (string, error) {
	var b strings.Builder
	err := s.each(func(e element) error {
		switch e.name() {
		case "t":
			return s.into(&b)
		case "r":
			return s.each(func(e element) error {
				if e.name() == "t" {
					return s.into(&b)
				}
				return nil
			})
		}
		return nil
	})
	return oneLineBreak(b.String()), err
}

func (s *scanner) into(b *strings.Builder) error {
	text, err := s.text()
	b.WriteString(unescape(text)) // an escape lies in one run (ECMA-376 part 1, 22.9.2.19)
	return err
}

// escaped is a UTF-16 unit that XML cannot hold, as a workbook writes it.
var escaped = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

// unescape gives the text that a workbook's string means. Its line breaks are "\n".
func unescape(text string) string {
	if strings.Contains(text, "_x") {
		text = escaped.ReplaceAllStringFunc(text, func(found string) string {
			unit, _ := strconv.ParseUint(found[2:6], 16, 16)
			if !utf8.ValidRune(rune(unit)) {
				return found
			}
			return string(rune(unit))
		})
	}
	return oneLineBreak(text)
}

func oneLineBreak(text string) string {
	if strings.Contains(text, "\r") {
		text = strings.ReplaceAll(text, "\r\n", "\n")
	}
	return text
}
