package table

import (
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"
)

// scanner reads an XML part from its begin to its end, element by element.
type scanner struct {
	decoder *xml.Decoder
	part    string
	depth   int
	limit   int
}

func newScanner(from io.Reader, part string, limit int) *scanner {
	return &scanner{decoder: xml.NewDecoder(from), part: part, limit: limit}
}

// next gives the next token. Elements are counted, and a document type refused.
func (s *scanner) next() (xml.Token, error) {
	token, err := s.decoder.Token()
	if err != nil {
		return nil, s.fault(err)
	}
	switch token.(type) {
	case xml.Directive:
		return nil, fault(HasDoctype, Place{}, "part", s.part)
	case xml.StartElement:
		if s.depth++; s.depth > s.limit {
			return nil, fault(TooDeep, Place{}, "part", s.part, "limit", strconv.Itoa(s.limit))
		}
	case xml.EndElement:
		s.depth--
	}
	return token, nil
}

// fault says why the part cannot be read on.
func (s *scanner) fault(err error) error {
	var f *Fault
	if errors.As(err, &f) {
		return f
	}
	return s.damaged()
}

func (s *scanner) damaged() error { return fault(Damaged, Place{}, "part", s.part) }

// root goes to the first element and hands its name to f. Then it reads to the end, so
// that a part that is not whole does not go unnoticed.
func (s *scanner) root(f func(s *scanner, name string) error) error {
	for {
		token, err := s.next()
		if err != nil {
			return err
		}
		if e, is := token.(xml.StartElement); is {
			if err := f(s, e.Name.Local); err != nil {
				return err
			}
			break
		}
	}
	for {
		if _, err := s.decoder.Token(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return s.fault(err)
		}
	}
}

// each hands the children of the element that was just begun to f, one by one, and reads
// over what f leaves unread of a child. It ends behind the element.
func (s *scanner) each(f func(e element) error) error {
	inside := s.depth
	for {
		token, err := s.next()
		if err != nil {
			return err
		}
		switch token := token.(type) {
		case xml.EndElement:
			return nil
		case xml.StartElement:
			if err := f(element(token)); err != nil {
				return err
			}
			for s.depth > inside {
				if _, err := s.next(); err != nil {
					return err
				}
			}
		}
	}
}

// text is the text of the element that was just begun, without that of its children.
func (s *scanner) text() (string, error) {
	inside, text := s.depth, ""
	for {
		token, err := s.next()
		if err != nil {
			return "", err
		}
		switch token := token.(type) {
		case xml.CharData:
			if s.depth == inside {
				text += string(token)
			}
		case xml.EndElement:
			if s.depth < inside {
				return text, nil
			}
		}
	}
}

// element is the begin of an element.
type element xml.StartElement

func (e element) name() string { return e.Name.Local }

// attr is the value of an attribute; its namespace does not matter.
func (e element) attr(name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// is reports whether an attribute says yes.
func (e element) is(name string) bool {
	value := strings.TrimSpace(e.attr(name))
	return value == "1" || value == "true"
}

// int is the value of an attribute as a whole number, or fallback when it has none.
func (e element) int(name string, fallback int) int {
	if n, err := strconv.Atoi(e.attr(name)); err == nil {
		return n
	}
	return fallback
}
