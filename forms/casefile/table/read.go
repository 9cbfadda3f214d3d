package table

import (
	"bytes"
	"strconv"
)

// Read reads a workbook or a CSV file. Every error is a [*Fault].
func Read(data []byte, limits Limits) (*Book, error) {
	if len(data) > limits.File {
		return nil, fault(TooLarge, Place{}, "found", strconv.Itoa(len(data)), "limit", strconv.Itoa(limits.File))
	}
	t := &tally{Limits: limits}
	book, err := t.read(data)
	if err != nil {
		return nil, err
	}
	for _, s := range book.Sheets {
		if len(s.Rows) > 0 {
			return book, nil
		}
	}
	return nil, fault(NoSheets, Place{})
}

func (t *tally) read(data []byte) (*Book, error) {
	switch kind := sniff(data); kind {
	case "zip":
		return readWorkbook(data, t)
	case "csv":
		return readCSV(data, t)
	case "password":
		return nil, fault(NeedPassword, Place{})
	default:
		return nil, fault(OtherKind, Place{}, "kind", kind)
	}
}

// sniff tells from its bytes what kind of file it is.
func sniff(data []byte) string {
	switch {
	case bytes.HasPrefix(data, []byte("PK\x03\x04")), bytes.HasPrefix(data, []byte("PK\x05\x06")):
		return "zip"
	case bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
		return compound(data)
	case bytes.HasPrefix(data, []byte("%PDF-")):
		return "pdf"
	case bytes.HasPrefix(data, []byte("\x09\x08")), bytes.HasPrefix(data, []byte("\x09\x04")), bytes.HasPrefix(data, []byte("\x09\x02")):
		return "xls" // without a compound file around it
	case markup(data):
		return "markup"
	}
	return "csv"
}

// compound tells what an OLE compound file holds: Office encrypts into one, and Excel
// before 2007 wrote nothing else. The names of its streams are in UTF-16.
func compound(data []byte) string {
	if bytes.Contains(data, wide("EncryptedPackage")) {
		return "password"
	}
	if bytes.Contains(data, wide("Workbook")) || bytes.Contains(data, wide("Book")) {
		return "xls"
	}
	return "office"
}

// wide is an ASCII text in UTF-16, low byte first.
func wide(text string) []byte {
	var b []byte
	for _, c := range []byte(text) {
		b = append(b, c, 0)
	}
	return b
}

// markup reports whether a file begins like a web page or other XML; programs save such
// with the name of a table.
func markup(data []byte) bool {
	head := bytes.ToLower(bytes.TrimLeft(bytes.TrimPrefix(data[:min(len(data), 512)], []byte("\ufeff")), " \t\r\n"))
	for _, begin := range []string{"<?xml", "<!doctype", "<html", "<table", "<meta", "mime-version:"} {
		if bytes.HasPrefix(head, []byte(begin)) {
			return true
		}
	}
	return false
}
