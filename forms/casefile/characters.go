package casefile

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// MaxCaseSize is the greatest size of a case file, and of a table of controls beside it, in bytes.
const MaxCaseSize = 16 << 20

// Limits of what a case may hold.
const (
	MaxText    = 32_000 // UTF-16 units of one text; a cell of Excel holds 32,767
	MaxEntries = 10_000 // of one list
)

// Mask stands for a refused character while the rest of the file is read. It is refused
// itself: it marks text that was lost.
const Mask = utf8.RuneError

// Refused reports whether r may stand in no text of a case: control characters but line
// feed, invisible characters and those that turn the direction of writing, private use,
// noncharacters and the replacement character. Variation selectors are kept.
func Refused(r rune) bool {
	kanji := 0x2070 <= r && r < 0xD800 // and all else between, none of which is refused
	return r < 0x20 && r != '\n' || r >= 0x7F && !kanji && CharacterClass(r) != ""
}

// class tells why r is refused, or "" when it is not; locales has the words under
// "character.<class>".
func CharacterClass(r rune) string {
	switch {
	case r == '\t':
		return "tab"
	case r < 0x20 || 0x7F <= r && r < 0xA0:
		return "control"
	case r < 0x061C:
		return ""
	case r == 0x061C || 0x200E <= r && r <= 0x200F || 0x202A <= r && r <= 0x202E || 0x2066 <= r && r <= 0x2069:
		return "direction"
	case r == 0x180E || 0x200B <= r && r <= 0x200D || 0x2028 <= r && r <= 0x2029 || 0x2060 <= r && r <= 0x206F,
		r == 0xFEFF || 0xFFF9 <= r && r <= 0xFFFB || 0xE0000 <= r && r <= 0xE007F:
		return "invisible"
	case 0xD800 <= r && r <= 0xDFFF:
		return "surrogate"
	case r == Mask:
		return "lost"
	case r&0xFFFE == 0xFFFE || 0xFDD0 <= r && r <= 0xFDEF:
		return "noncharacter"
	case 0xE000 <= r && r <= 0xF8FF || r >= 0xF0000:
		return "private"
	}
	return ""
}

// CodePoint names a character as Unicode does: U+9AD9.
func CodePoint(r rune) string { return fmt.Sprintf("U+%04X", r) }

// Shorten gives what a finding quotes of a text: its beginning, without characters that
// would upset a terminal.
func Shorten(found string) string {
	const most = 40
	if runes := []rune(found[:min(len(found), (most+1)*utf8.UTFMax)]); len(runes) > most {
		found = string(runes[:most-1]) + "…"
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return ' '
		case Refused(r):
			return Mask
		}
		return r
	}, found)
}
