package parts

import (
	"bytes"
	"strconv"
	"unicode/utf8"
)

// BreaksLine reports whether the element that starts breaks a line of a Word file, and not a page
// or a column, which programs write into the paragraph before.
func (s *Scanner) BreaksLine() bool {
	kind := s.Attr("type")
	return kind != "page" && kind != "column"
}

// Attr is the value of an attribute of the element that starts, by its name without
// prefix; "" if it has none.
func (s *Scanner) Attr(name string) string {
	b := s.attrs
	for {
		i := bytes.IndexByte(b, '=')
		if i < 0 {
			return ""
		}
		key, rest := Local(bytes.TrimSpace(b[:i])), bytes.TrimLeft(b[i+1:], " \t\r\n")
		if len(rest) == 0 || rest[0] != '"' && rest[0] != '\'' {
			s.Fail("attribute")
			return ""
		}
		n := bytes.IndexByte(rest[1:], rest[0])
		if n < 0 {
			s.Fail("attribute")
			return ""
		}
		if string(key) == name {
			return string(s.unescape(nil, rest[1:1+n]))
		}
		b = rest[n+2:]
	}
}

// AppendText appends the character data that the scanner stands at.
func (s *Scanner) AppendText(to []byte) []byte {
	if s.cdata {
		return append(to, s.chars...)
	}
	return s.unescape(to, s.chars)
}

func (s *Scanner) unescape(to, b []byte) []byte {
	for {
		i := bytes.IndexByte(b, '&')
		if i < 0 {
			break
		}
		n := bytes.IndexByte(b[i:], ';')
		if n < 0 {
			s.Fail("reference")
			return to
		}
		to = s.reference(append(to, b[:i]...), string(b[i+1:i+n]))
		b = b[i+n+1:]
	}
	return append(to, b...)
}

var entities = map[string]byte{"amp": '&', "lt": '<', "gt": '>', "quot": '"', "apos": '\''}

func (s *Scanner) reference(to []byte, name string) []byte {
	if c, ok := entities[name]; ok {
		return append(to, c)
	}
	base := 10
	if len(name) > 1 && name[0] == '#' {
		if name = name[1:]; name[0] == 'x' {
			name, base = name[1:], 16
		}
		if r, err := strconv.ParseInt(name, base, 32); err == nil && utf8.ValidRune(rune(r)) {
			return utf8.AppendRune(to, rune(r))
		}
	}
	s.Fail("reference")
	return to
}

// Leave goes on behind the end of the element that has just started.
func (s *Scanner) Leave() {
	for depth := len(s.Open); len(s.Open) >= depth && s.Next() != EndOfFile; {
	}
}
