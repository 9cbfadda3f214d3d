package readback

import (
	"bytes"
	"errors"
	"fmt"
)

// token is what a scanner stands at.
type token int

const (
	endOfFile token = iota
	start           // of an element; an empty one is followed by its end
	end
	text
)

// maxDepth is how deep elements may be nested.
const maxDepth = 256

// scanner reads XML that is well-formed and declares no entities, in one pass and without
// copying. Names are told without their prefix.
type scanner struct {
	data   []byte
	at     int
	name   []byte // of the element that starts or ends, without prefix
	attrs  []byte // as they stand in the start tag
	chars  []byte // character data, escaped
	cdata  bool   // chars is not escaped
	open   [][]byte
	closed bool // the element that starts is empty
	err    error
}

var errXML = errors.New("XML is not well-formed")

func (s *scanner) fail(why string) token {
	if s.err == nil {
		s.err = fmt.Errorf("%w: %s at byte %d", errXML, why, s.at)
	}
	return endOfFile
}

// next goes on to the next start, end or text.
func (s *scanner) next() token {
	if s.err != nil {
		return endOfFile
	}
	if s.closed {
		s.closed = false
		return s.pop(s.open[len(s.open)-1])
	}
	for {
		if s.at == len(s.data) {
			if len(s.open) > 0 {
				return s.fail("end of file")
			}
			return endOfFile
		}
		rest := s.data[s.at:]
		if rest[0] != '<' {
			n := bytes.IndexByte(rest, '<')
			if n < 0 {
				n = len(rest)
			}
			s.at += n
			if len(s.open) == 0 {
				continue // white space around the root
			}
			s.chars, s.cdata = rest[:n], false
			return text
		}
		if t, ok := s.markup(rest); ok {
			return t
		}
	}
}

// markup reads what begins with "<"; comments and instructions are no token.
func (s *scanner) markup(rest []byte) (token, bool) {
	switch {
	case bytes.HasPrefix(rest, []byte("<?")):
		return s.skip(rest, "?>")
	case bytes.HasPrefix(rest, []byte("<!--")):
		return s.skip(rest, "-->")
	case bytes.HasPrefix(rest, []byte("<![CDATA[")):
		n := bytes.Index(rest, []byte("]]>"))
		if n < 0 || len(s.open) == 0 {
			return s.fail("CDATA"), true
		}
		s.at += n + 3
		s.chars, s.cdata = rest[len("<![CDATA["):n], true
		return text, true
	case bytes.HasPrefix(rest, []byte("<!")):
		return s.fail("declaration"), true
	}
	return s.tag(rest), true
}

func (s *scanner) skip(rest []byte, until string) (token, bool) {
	n := bytes.Index(rest, []byte(until))
	if n < 0 {
		return s.fail("no " + until), true
	}
	s.at += n + len(until)
	return endOfFile, false
}

func (s *scanner) tag(rest []byte) token {
	n := tagEnd(rest)
	if n < 0 {
		return s.fail("tag")
	}
	s.at += n + 1
	if len(rest) > 1 && rest[1] == '/' {
		return s.pop(bytes.TrimRight(rest[2:n], " \t\r\n"))
	}
	inner := rest[1:n]
	inner, s.closed = bytes.CutSuffix(inner, []byte("/"))
	k := bytes.IndexAny(inner, " \t\r\n")
	if k < 0 {
		k = len(inner)
	}
	if k == 0 || len(s.open) == maxDepth {
		return s.fail("element")
	}
	s.open = append(s.open, inner[:k])
	s.name, s.attrs = local(inner[:k]), inner[k:]
	return start
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

func (s *scanner) pop(name []byte) token {
	n := len(s.open) - 1
	if n < 0 || !bytes.Equal(s.open[n], name) {
		return s.fail("end of an element that is not open")
	}
	s.name, s.open = local(name), s.open[:n]
	return end
}

func local(name []byte) []byte {
	if i := bytes.IndexByte(name, ':'); i >= 0 {
		return name[i+1:]
	}
	return name
}
