package readback

import (
	"bytes"
	"fmt"
	"strconv"
)

const workbookPart = "xl/workbook.xml"

// workbook reads an Excel workbook: the cells of its visible sheets, row by row.
func (f *File) workbook(file []byte) error {
	a, err := openArchive(file)
	if err != nil {
		return err
	}
	sheets, err := a.sheets()
	if err != nil {
		return err
	}
	b := &cells{file: f}
	if b.shared, err = a.sharedStrings(); err != nil {
		return err
	}
	if b.formats, err = a.cellFormats(); err != nil {
		return err
	}
	for i, name := range sheets {
		part, err := a.must(name)
		if err != nil {
			return err
		}
		b.scanner, b.place = scanner{data: part}, Place{Part: i + 1}
		if err := b.read(); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return f.officeSlice(a)
}

// sheets are the parts of the visible sheets in their order.
func (a *archive) sheets() ([]string, error) {
	book, err := a.must(workbookPart)
	if err != nil {
		return nil, err
	}
	targets, err := a.related(workbookPart)
	if err != nil {
		return nil, err
	}
	var parts []string
	s := &scanner{data: book}
	for t := s.next(); t != endOfFile; t = s.next() {
		if t != start || string(s.name) != "sheet" {
			continue
		}
		if state := s.attr("state"); state == "" || state == "visible" {
			parts = append(parts, targets[s.attr("id")])
		}
	}
	return parts, s.err
}

// sharedStrings are the texts that cells refer to by number.
func (a *archive) sharedStrings() ([]string, error) {
	data, err := a.part("xl/sharedStrings.xml")
	if err != nil {
		return nil, err
	}
	var all []string
	s := &scanner{data: data}
	for t := s.next(); t != endOfFile; t = s.next() {
		if t == start && string(s.name) == "si" {
			all = append(all, string(s.richText(nil)))
		}
	}
	return all, s.err
}

// richText appends the text of the string item that has just started, without its readings.
func (s *scanner) richText(to []byte) []byte {
	for depth := len(s.open); len(s.open) >= depth; {
		switch s.next() {
		case start:
			switch string(s.name) {
			case "rPh":
				s.leave()
			case "t":
				from := len(to)
				for s.next() == text {
					to = s.appendText(to)
				}
				to = decodeEscapes(to, from)
			}
		case endOfFile:
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
