package forms

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// maxMarks bounds the characters that can begin a value, so that a file of nothing but
// brackets cannot fill the memory before it is looked at.
const maxMarks = 1_000_000

// mask stands for a refused character while the rest of the file is read.
const mask = utf8.RuneError

// readSource makes sure that data is text of a bearable size and gives it with every
// refused character masked. It returns false when reading on is of no use.
func readSource(data []byte, f *faults) (string, bool) {
	if len(data) > MaxCaseSize {
		f.at(place{}, "", "case:size", "found", strconv.Itoa(len(data)), "limit", strconv.Itoa(MaxCaseSize))
		return "", false
	}
	source := string(bytes.TrimPrefix(data, []byte("\uFEFF")))
	if at := invalidUTF8(source); at >= 0 {
		c := newCursor(source)
		c.advance(at)
		f.at(c.place, "", "case:invalid-utf8", "byte", fmt.Sprintf("0x%02X", source[at]))
		return "", false
	}
	if count := marks(source); count > maxMarks {
		f.at(place{}, "", "case:too-many", "found", strconv.Itoa(count), "limit", strconv.Itoa(maxMarks))
		return "", false
	}
	return maskRefused(source, f), !f.full()
}

// invalidUTF8 gives the offset of the first byte that is not UTF-8, or -1.
func invalidUTF8(source string) int {
	if utf8.ValidString(source) {
		return -1
	}
	for i, r := range source {
		if r == utf8.RuneError && !strings.HasPrefix(source[i:], string(utf8.RuneError)) {
			return i
		}
	}
	return -1
}

// marks counts the characters that can begin a value.
func marks(source string) int {
	count := 0
	for i := range len(source) {
		switch source[i] {
		case '\n', ',', ':', '-', '?', '[', '{', '&', '*', '!', '#':
			count++
		}
	}
	return count
}

// maskRefused reports every character that no case may hold, wherever it stands.
func maskRefused(source string, f *faults) string {
	c := newCursor(source)
	var masked strings.Builder
	kept := 0
	for i, r := range source {
		if !refused(r) || r == '\t' || r == '\r' || f.full() {
			continue
		}
		c.advance(i)
		f.at(c.place, "", "case:control-character", "code", codePoint(r))
		f.masked = true
		masked.WriteString(source[kept:i])
		masked.WriteRune(mask)
		kept = i + utf8.RuneLen(r)
	}
	if kept == 0 {
		return source
	}
	return masked.String() + source[kept:]
}

func codePoint(r rune) string { return fmt.Sprintf("U+%04X", r) }

// refused tells whether r may stand in no text of a case: control characters but line
// feed, invisible characters and those that turn the direction of writing, private use,
// noncharacters, and the replacement character, which marks text that was lost.
// Variation selectors are kept.
func refused(r rune) bool {
	if r < 0xA0 {
		return r < 0x20 && r != '\n' || r >= 0x7F
	}
	if r < 0x2000 {
		return r == 0x061C || r == 0x180E
	}
	if r < 0x2070 {
		return 0x200B <= r && r <= 0x200F || 0x2028 <= r && r <= 0x202E || 0x2060 <= r
	}
	if r < 0xE000 {
		return false
	}
	return r <= 0xF8FF || // private use
		r == 0xFEFF || 0xFFF9 <= r && r <= 0xFFFD || 0xFDD0 <= r && r <= 0xFDEF || r&0xFFFE == 0xFFFE ||
		0xE0000 <= r && r <= 0xE007F || r >= 0xF0000
}
