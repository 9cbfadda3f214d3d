package parts

import (
	"bytes"
	"strconv"
)

// SharedStrings are the texts that the cells of a workbook refer to by number.
func (a *Archive) SharedStrings(book string) ([]string, error) {
	names, err := a.RelatedBy(book, "sharedStrings")
	if err != nil || len(names) == 0 {
		return nil, err
	}
	data, err := a.Part(names[0])
	if err != nil {
		return nil, err
	}
	var all []string
	s := Scan(data)
	for t := s.Next(); t != EndOfFile; t = s.Next() {
		if t == Start && string(s.Name) == "si" {
			all = append(all, string(s.RichText(nil)))
		}
	}
	return all, s.Err
}

// RichText appends the text of the string item that has just started, without its readings.
func (s *Scanner) RichText(to []byte) []byte {
	for depth := len(s.Open); len(s.Open) >= depth; {
		switch s.Next() {
		case Start:
			switch string(s.Name) {
			case "rPh":
				s.Leave()
			case "t":
				from := len(to)
				for s.Next() == Text {
					to = s.AppendText(to)
				}
				to = decodeEscapes(to, from)
			}
		case EndOfFile:
			return to
		}
	}
	return to
}

// decodeEscapes turns each _x0041_ from an index on into the unit that Excel shows for it.
func decodeEscapes(b []byte, from int) []byte {
	i := bytes.Index(b[from:], []byte("_x"))
	if i < 0 {
		return b
	}
	out := append([]byte(nil), b[:from]...)
	for rest := b[from:]; len(rest) > 0; {
		if len(rest) >= 7 && rest[0] == '_' && rest[1] == 'x' && rest[6] == '_' {
			if n, err := strconv.ParseUint(string(rest[2:6]), 16, 16); err == nil {
				out, rest = append(out, string(rune(n))...), rest[7:]
				continue
			}
		}
		out, rest = append(out, rest[0]), rest[1:]
	}
	return out
}
