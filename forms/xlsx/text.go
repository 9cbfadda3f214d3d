package xlsx

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// maxUnits is the most that Excel lets a cell hold, in UTF-16 units.
const maxUnits = 32767

// checkText refuses what XML 1.0, section 2.2, does not count as a character.
func checkText(text, path string) error {
	if clean(text) {
		return nil
	}
	for i, r := range text {
		wrong := ""
		switch _, size := utf8.DecodeRuneInString(text[i:]); {
		case r == utf8.RuneError && size <= 1:
			wrong = fmt.Sprintf("byte %#02x is not UTF-8", text[i])
		case r < ' ' && r != '\n' && r != '\t' && r != '\r', r == 0xFFFE, r == 0xFFFF:
			wrong = fmt.Sprintf("character %U cannot stand in a workbook", r)
		default:
			continue
		}
		if path == "" {
			path = fmt.Sprintf("%.40q", text)
		}
		return fmt.Errorf("%s: %s", path, wrong)
	}
	return nil
}

// clean reports quickly that text surely holds nothing to refuse.
func clean(text string) bool {
	for i := range len(text) {
		if c := text[i]; c < ' ' && c != '\n' || c == 0xEF && strings.HasPrefix(text[i:], "\uFFFE"[:2]) {
			return false
		}
	}
	return utf8.ValidString(text)
}

// prefix is how many bytes of text fit into so many UTF-16 units, whole characters only.
func prefix(text string, units int) int {
	for i, r := range text {
		if units -= width16(r); units < 0 {
			return i
		}
	}
	return len(text)
}

// units counts the UTF-16 units of a text, as Excel does.
func units(text string) int {
	n := 0
	for _, r := range text {
		n += width16(r)
	}
	return n
}

func width16(r rune) int {
	if r > 0xFFFF {
		return 2
	}
	return 1
}

// escape is what Excel takes for one UTF-16 unit in a string (ECMA-376 part 1, 22.9.2.19).
var escape = regexp.MustCompile(`_x[0-9A-Za-z]{4}_`)

// Literally is a value of a cell as it is handed to excelize: a text is cut in two within each
// escape, so that no program sees one. It is what it was when it has none.
func Literally(value any) any {
	text, ok := value.(string)
	if !ok {
		return value
	}
	var runs []excelize.RichTextRun
	for {
		at := escape.FindStringIndex(text)
		if at == nil {
			break
		}
		runs = append(runs, excelize.RichTextRun{Text: text[:at[1]-1]})
		text = text[at[1]-1:]
	}
	if runs == nil {
		return value
	}
	return append(runs, excelize.RichTextRun{Text: text})
}
