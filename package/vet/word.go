package vet

import (
	"strings"
	"unicode/utf16"
)

// The header of a Word file (MS-DOC, section 2.5.1): its flags, where the text of versions
// before 97 is, and where the table of pieces is.
const (
	fibFlags  = 0x0A
	fibText   = 0x18
	fibPieces = 0x1A2
)

// word looks at a Word file: its password, and what its fields do. Embedded files of Word
// have tables of the same name; one of them fits.
func (l *looker) word(c *compound, s stream) {
	b, err := c.read(s, maxStream)
	if err != nil || len(b) < 32 {
		l.mark(OfficeDamaged, s.name)
		return
	}
	flags := le.Uint16(b[fibFlags:])
	if flags&0x0100 != 0 {
		l.mark(OfficeEncrypted, s.name)
		return
	}
	table := "0Table"
	if flags&0x0200 != 0 {
		table = "1Table"
	}
	tables, read := 0, 0
	for _, t := range c.streams {
		if !strings.EqualFold(t.name, table) {
			continue
		}
		tables++
		if data, err := c.read(t, maxStream); err == nil {
			if text, ok := wordText(b, data); ok {
				read++
				l.wordFields(text)
			}
		}
	}
	if tables > 0 && read == 0 {
		l.mark(OfficeDamaged, "table of pieces")
	}
	if from, to := int64(le.Uint32(b[fibText:])), int64(le.Uint32(b[fibText+4:])); tables == 0 && from <= to && to <= int64(len(b)) {
		l.wordFields(string(b[from:to]))
	}
}

// wordText puts together the pieces of the text (MS-DOC, section 2.4.1).
func wordText(b, table []byte) (string, bool) {
	if len(b) < fibPieces+8 {
		return "", false
	}
	from, size := int64(le.Uint32(b[fibPieces:])), int64(le.Uint32(b[fibPieces+4:]))
	if from+size > int64(len(table)) {
		return "", false
	}
	p := table[from : from+size]
	for len(p) >= 3 && p[0] == 1 && 3+int(le.Uint16(p[1:])) <= len(p) { // formatting
		p = p[3+int(le.Uint16(p[1:])):]
	}
	if len(p) < 9 || p[0] != 2 {
		return "", false
	}
	p = p[5:]
	n := (len(p) - 4) / 12
	var text strings.Builder
	for i := range n {
		length := int64(le.Uint32(p[4*i+4:])) - int64(le.Uint32(p[4*i:]))
		piece := le.Uint32(p[4*(n+1)+8*i+2:])
		at, narrow := int64(piece&0x3fffffff), piece&0x40000000 != 0
		if narrow {
			at /= 2
		} else {
			length *= 2
		}
		if length < 0 || at+length > int64(len(b)) || int64(text.Len())+length > maxStream {
			return text.String(), false
		}
		if narrow {
			text.Write(b[at : at+length])
		} else {
			text.WriteString(wide(b[at : at+length]))
		}
	}
	return text.String(), true
}

// wide reads UTF-16.
func wide(b []byte) string {
	units := make([]uint16, len(b)/2)
	for i := range units {
		units[i] = le.Uint16(b[2*i:])
	}
	return string(utf16.Decode(units))
}

// wordFields looks at the fields in a text, which begin with character 19, show their
// result after 20, and end with 21.
func (l *looker) wordFields(text string) {
	p := &xmlPart{l: l}
	for {
		at := strings.IndexAny(text, "\x13\x14\x15")
		if len(p.fields.open) > 0 {
			p.fields.add(text[:max(at, 0)])
		}
		if at < 0 {
			return
		}
		switch text[at] {
		case 0x13:
			p.fields.begin()
		case 0x14:
			p.instruction(p.fields.separate())
		case 0x15:
			p.instruction(p.fields.end())
		}
		text = text[at+1:]
	}
}
