package forms

import (
	"fmt"
	"unicode/utf8"
)

// mask stands for a refused character while the rest of the file is read. It is refused
// itself: it marks text that was lost.
const mask = utf8.RuneError

// refused tells whether r may stand in no text of a case: control characters but line
// feed, invisible characters and those that turn the direction of writing, private use,
// noncharacters and the replacement character. Variation selectors are kept.
func refused(r rune) bool {
	kanji := 0x2070 <= r && r < 0xD800 // and all else between, none of which is refused
	return r < 0x20 && r != '\n' || r >= 0x7F && !kanji && class(r) != ""
}

// class tells why r is refused, or "" when it is not; locales has the words under
// "character.<class>".
func class(r rune) string {
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
	case r == mask:
		return "lost"
	case r&0xFFFE == 0xFFFE || 0xFDD0 <= r && r <= 0xFDEF:
		return "noncharacter"
	case 0xE000 <= r && r <= 0xF8FF || r >= 0xF0000:
		return "private"
	}
	return ""
}

func codePoint(r rune) string { return fmt.Sprintf("U+%04X", r) }
