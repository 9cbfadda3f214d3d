package parts

import (
	"bytes"
	"errors"
	"fmt"
)

// Token is what a [Scanner] stands at.
type Token int

// The tokens.
const (
	EndOfFile Token = iota
	Start           // of an element; an empty one is followed by its end
	End
	Text
)

// MaxDepth is how deep elements may be nested.
const MaxDepth = 256

// Scanner reads XML that is well-formed and declares no entities, in one pass and without
// copying. Names are told without their prefix.
type Scanner struct {
	Name   []byte   // of the element that starts or ends, without prefix
	Open   [][]byte // names of the elements around, with prefix
	Closed bool     // the element that starts is empty
	Err    error    // why there is no more

	data  []byte
	at    int
	attrs []byte // as they stand in the start tag
	chars []byte // character data, escaped
	cdata bool   // chars is not escaped
}

// Scan begins to read a part.
func Scan(data []byte) *Scanner { return &Scanner{data: data} }

// At is the byte behind what the scanner stands at.
func (s *Scanner) At() int { return s.at }

var errXML = errors.New("XML is not well-formed")

// Fail ends the reading with an error.
func (s *Scanner) Fail(why string) Token {
	if s.Err == nil {
		s.Err = fmt.Errorf("%w: %s at byte %d", errXML, why, s.at)
	}
	return EndOfFile
}

// Next goes on to the next start, end or text.
func (s *Scanner) Next() Token {
	if s.Err != nil {
		return EndOfFile
	}
	if s.Closed {
		s.Closed = false
		return s.pop(s.Open[len(s.Open)-1])
	}
	for {
		if s.at == len(s.data) {
			if len(s.Open) > 0 {
				return s.Fail("end of file")
			}
			return EndOfFile
		}
		rest := s.data[s.at:]
		if rest[0] != '<' {
			n := bytes.IndexByte(rest, '<')
			if n < 0 {
				n = len(rest)
			}
			s.at += n
			if len(s.Open) == 0 {
				continue // white space around the root
			}
			s.chars, s.cdata = rest[:n], false
			return Text
		}
		if t, ok := s.markup(rest); ok {
			return t
		}
	}
}

// markup reads what begins with "<"; comments and instructions are no Token.
func (s *Scanner) markup(rest []byte) (Token, bool) {
	switch {
	case bytes.HasPrefix(rest, []byte("<?")):
		return s.skip(rest, "?>")
	case bytes.HasPrefix(rest, []byte("<!--")):
		return s.skip(rest, "-->")
	case bytes.HasPrefix(rest, []byte("<![CDATA[")):
		n := bytes.Index(rest, []byte("]]>"))
		if n < 0 || len(s.Open) == 0 {
			return s.Fail("CDATA"), true
		}
		s.at += n + 3
		s.chars, s.cdata = rest[len("<![CDATA["):n], true
		return Text, true
	case bytes.HasPrefix(rest, []byte("<!")):
		return s.Fail("declaration"), true
	}
	return s.tag(rest), true
}

func (s *Scanner) skip(rest []byte, until string) (Token, bool) {
	n := bytes.Index(rest, []byte(until))
	if n < 0 {
		return s.Fail("no " + until), true
	}
	s.at += n + len(until)
	return EndOfFile, false
}

func (s *Scanner) tag(rest []byte) Token {
	n := tagEnd(rest)
	if n < 0 {
		return s.Fail("tag")
	}
	s.at += n + 1
	if len(rest) > 1 && rest[1] == '/' {
		return s.pop(bytes.TrimRight(rest[2:n], " \t\r\n"))
	}
	inner := rest[1:n]
	inner, s.Closed = bytes.CutSuffix(inner, []byte("/"))
	k := bytes.IndexAny(inner, " \t\r\n")
	if k < 0 {
		k = len(inner)
	}
	if k == 0 || len(s.Open) == MaxDepth {
		return s.Fail("element")
	}
	s.Open = append(s.Open, inner[:k])
	s.Name, s.attrs = Local(inner[:k]), inner[k:]
	return Start
}

// tagEnd is the index of the ">" that closes a tag, which may stand in its attributes too.
func tagEnd(b []byte) int {
	n := bytes.IndexByte(b, '>')
	if n < 0 || bytes.IndexByte(b[:n], '"') < 0 && bytes.IndexByte(b[:n], '\'') < 0 {
		return n
	}
	quote := byte(0)
	for i, c := range b {
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '>':
			return i
		}
	}
	return -1
}

func (s *Scanner) pop(name []byte) Token {
	n := len(s.Open) - 1
	if n < 0 || !bytes.Equal(s.Open[n], name) {
		return s.Fail("end of an element that is not open")
	}
	s.Name, s.Open = Local(name), s.Open[:n]
	return End
}

// Local is a name without its prefix.
func Local(name []byte) []byte {
	if i := bytes.IndexByte(name, ':'); i >= 0 {
		return name[i+1:]
	}
	return name
}
