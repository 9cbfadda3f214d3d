package node

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"yoshiki/forms/casefile"
)

// maxMarks bounds the characters that can begin a value, so that a file of nothing but
// brackets cannot fill the memory before it is looked at.
const maxMarks = 500_000

// readSource makes sure that data is text of a bearable size and gives it with every
// refused character masked. It returns false when reading on is of no use.
func Source(data []byte, f *casefile.Faults) (string, bool) {
	if len(data) > casefile.MaxCaseSize {
		f.At(casefile.Place{}, "", "case:size", "found", strconv.Itoa(len(data)), "limit", strconv.Itoa(casefile.MaxCaseSize))
		return "", false
	}
	source := string(bytes.TrimPrefix(data, []byte("\uFEFF")))
	if at := InvalidUTF8(source); at >= 0 {
		c := NewCursor(source)
		c.Advance(at)
		f.At(c.Place, "", "case:invalid-utf8", "byte", fmt.Sprintf("0x%02X", source[at]))
		return "", false
	}
	if count := marks(source); count > maxMarks {
		f.At(casefile.Place{}, "", "case:too-many", "found", strconv.Itoa(count), "limit", strconv.Itoa(maxMarks))
		return "", false
	}
	return maskRefused(source, f), !f.Full()
}

// InvalidUTF8 gives the offset of the first byte that is not UTF-8, or -1.
func InvalidUTF8(source string) int {
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
func maskRefused(source string, f *casefile.Faults) string {
	c := NewCursor(source)
	var masked strings.Builder
	kept := 0
	for i, r := range source {
		if !casefile.Refused(r) || r == '\t' || r == '\r' || f.Full() {
			continue
		}
		c.Advance(i)
		f.At(c.Place, "", "case:control-character", "code", casefile.CodePoint(r), "class", casefile.CharacterClass(r))
		f.Masked = true
		masked.WriteString(source[kept:i])
		masked.WriteRune(casefile.Mask)
		kept = i + utf8.RuneLen(r)
	}
	if kept == 0 {
		return source
	}
	return masked.String() + source[kept:]
}

// PointMasked gives the findings of maskRefused the pointer of the text that they are in.
func PointMasked(root *Node, f *casefile.Faults) {
	for i := range f.Findings {
		finding := &f.Findings[i]
		at := casefile.Place{Line: int32(finding.Line), Column: int32(finding.Column)}
		if pointer, n := root.around(at); finding.Pointer == "" && strings.ContainsRune(n.Text, casefile.Mask) {
			finding.Pointer = pointer
		}
	}
}
