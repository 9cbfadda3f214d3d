package plainyaml

import (
	"strings"
	"unicode/utf8"
)

// odd reports whether a source has characters, or marks at the beginning of a line, that are
// not left to the reader of plain YAML.
func odd(source string) bool {
	for i := 0; i < len(source); i++ {
		if b := source[i]; b < ' ' && b != '\n' || b == 0x7f || b >= 0xc2 && unusual(source[i:]) {
			return true
		}
	}
	if !strings.HasSuffix(source, "\n") || !utf8.ValidString(source) {
		return true
	}
	for _, mark := range []string{"---", "...", "%"} {
		if strings.HasPrefix(source, mark) || strings.Contains(source, "\n"+mark) {
			return true
		}
	}
	return false
}

// unusual reports whether a text begins with a character that YAML takes for the end of a line
// or refuses.
func unusual(text string) bool {
	switch text[0] {
	case 0xc2: // up to U+009F
		return len(text) > 1 && text[1] < 0xa0
	case 0xe2: // the separators of lines and paragraphs
		return strings.HasPrefix(text, "\u2028") || strings.HasPrefix(text, "\u2029")
	case 0xef: // the mark of byte order, and what is no character
		return strings.HasPrefix(text, "\ufeff") || strings.HasPrefix(text, "\ufffe") || strings.HasPrefix(text, "\uffff")
	}
	return false
}
