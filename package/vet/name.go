package vet

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// device are the names that Windows keeps for devices, with any extension and with the
// superscript digits that it takes for digits.
var device = regexp.MustCompile(`(?i)^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³]) *(\.|:|$)`)

// portal are characters that the e-Gov portal has refused in names of attachments: per
// cent, space, number sign, brackets, dashes, half-width katakana, circled digits.
var portal = regexp.MustCompile(`[% #\[\]{}()<>［］｛｝（）〔〕【】―－—‐｡-ﾟ①-⑳㉑-㉟㊱-㊿]`)

// CheckName says what is wrong with the name of a file, without its folder.
func CheckName(name string) []Mark {
	var marks []Mark
	add := func(class Class, is bool) {
		if is {
			marks = append(marks, Mark{class, Display(name)})
		}
	}
	add(NameHidden, !utf8.ValidString(name) || strings.ContainsFunc(name, hidden))
	add(NameReserved, device.MatchString(name) || strings.ContainsAny(name, `\:*?"<>|`))
	add(NameLong, len(name) > 255 || utf8.RuneCountInString(name) > 80)
	add(NameEdge, strings.TrimRight(name, ". 　") != name || strings.TrimLeft(name, " 　") != name)
	add(NameForm, !norm.NFC.IsNormalString(name))
	add(NamePortal, portal.MatchString(name))
	return marks
}

// hidden reports whether a character is not seen, or makes others be seen elsewhere, or is
// seen only with the writer's own font. Variation selectors are not: names of places and
// persons need them.
func hidden(r rune) bool {
	switch {
	case r == ' ' || r == '　' || r == '\u00a0' || unicode.Is(unicode.Variation_Selector, r):
		return false
	case r == utf8.RuneError:
		return true
	}
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Z, unicode.Other_Default_Ignorable_Code_Point)
}

// maxDisplay is how many characters of a name are shown.
const maxDisplay = 120

// Display gives a text of a stranger as it may be shown: what is hidden is written as
// ⟨U+202E⟩, a byte that is no UTF-8 as ⟨FF⟩, and after 120 characters comes "…".
func Display(text string) string {
	var b strings.Builder
	for n := 0; text != ""; n++ {
		if n == maxDisplay {
			return b.String() + "…"
		}
		r, size := utf8.DecodeRuneInString(text)
		switch {
		case r == utf8.RuneError && size == 1:
			fmt.Fprintf(&b, "⟨%02X⟩", text[0])
		case hidden(r):
			fmt.Fprintf(&b, "⟨U+%04X⟩", r)
		default:
			b.WriteString(text[:size])
		}
		text = text[size:]
	}
	return b.String()
}

// Twins gives for each name the index of an earlier one that some file system takes for
// the same, -1 if there is none. Names that are equal byte for byte are the same file.
func Twins(names []string) []int {
	first := map[string]int{}
	twins := make([]int, len(names))
	for i, name := range names {
		twins[i] = -1
		key := fold(name)
		if j, seen := first[key]; !seen {
			first[key] = i
		} else if names[j] != name {
			twins[i] = j
		}
	}
	return twins
}

// fold is equal for names that Windows or macOS takes for the same.
func fold(name string) string {
	parts := strings.Split(norm.NFC.String(name), "/")
	for i, p := range parts {
		if p = strings.TrimRight(p, ". "); p != "" {
			parts[i] = p
		}
	}
	return strings.ToLower(strings.ToUpper(strings.Join(parts, "/")))
}
