package vet

import (
	"io"
	"strings"
)

// rtf looks at the control words of a Rich Text file: embedded objects, templates, DDE.
func (l *looker) rtf(r *io.SectionReader) {
	data := make([]byte, min(r.Size(), maxText))
	if err := readFull(r, data, 0); err != nil {
		l.mark(FileDamaged, "unreadable")
		return
	}
	l.mark(OfficeLegacy, "")
	var field strings.Builder
	for at := 0; at < len(data); at++ {
		switch c := data[at]; {
		case c == '\\':
			word, end := controlWord(data, at+1)
			l.control(word)
			if word == "fldinst" {
				field.Reset()
			}
			at = end - 1
		case c == '{' || c == '\r' || c == '\n':
		case c == '}':
			(&xmlPart{l: l}).instruction(field.String())
		case field.Len() < maxInstruction:
			field.WriteByte(c)
		}
	}
}

// controlWord reads letters and the number behind them, or one other character.
func controlWord(data []byte, at int) (word string, end int) {
	end = at
	for end < len(data) && isLetter(data[end]) {
		end++
	}
	word = string(data[at:end])
	for end < len(data) && (isDigit(data[end]) || data[end] == '-') {
		end++
	}
	if end < len(data) && (data[end] == ' ' || end == at) {
		end++
	}
	return word, end
}

func (l *looker) control(word string) {
	switch word {
	case "objdata", "objocx": // not looked into: there are too many ways to write it
		l.mark(OfficeProgram, word)
	case "objemb":
		l.mark(OfficeEmbedding, word)
	case "objautlink", "objlink", "objupdate", "template":
		l.mark(OfficeLink, word)
	}
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
func isDigit(c byte) bool  { return c >= '0' && c <= '9' }
