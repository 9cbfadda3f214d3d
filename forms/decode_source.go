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
const maxMarks = 500_000

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
		f.at(c.place, "", "case:control-character", "code", codePoint(r), "class", class(r))
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

// pointMasked gives the findings of maskRefused the pointer of the text that they are in.
func pointMasked(root *node, f *faults) {
	for i := range f.findings {
		finding := &f.findings[i]
		at := place{int32(finding.Line), int32(finding.Column)}
		if pointer, n := root.around(at); finding.Pointer == "" && strings.ContainsRune(n.text, mask) {
			finding.Pointer = pointer
		}
	}
}
