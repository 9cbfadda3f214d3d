package vet

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"
)

// maxText bounds how much of a text is looked at, in bytes.
const maxText = 32 << 20

// isText reports whether bytes are text in UTF-8, UTF-16 with its mark, Shift_JIS or
// EUC-JP: without control characters. The last character may be cut.
func isText(b []byte) bool {
	_, err := decodeText(b)
	return err == nil
}

var errNotText = errors.New("no text")

func decodeText(b []byte) (string, error) {
	if bytes.HasPrefix(b, []byte("\xff\xfe")) || bytes.HasPrefix(b, []byte("\xfe\xff")) {
		return decodeAs(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), b)
	}
	whole := b
	for n := 1; n < utf8.UTFMax && n <= len(b); n++ {
		if tail := b[len(b)-n:]; utf8.RuneStart(tail[0]) && !utf8.FullRune(tail) {
			whole = b[:len(b)-n]
		}
	}
	if utf8.Valid(whole) {
		return decodeAs(encoding.Nop, bytes.TrimPrefix(whole, []byte("\xef\xbb\xbf")))
	}
	text, err := decodeAs(japanese.ShiftJIS, b)
	if err != nil {
		text, err = decodeAs(japanese.EUCJP, b)
	}
	return text, err
}

func decodeAs(e encoding.Encoding, b []byte) (string, error) {
	decoded, err := e.NewDecoder().Bytes(b)
	text := string(decoded)
	if e != encoding.Nop {
		text = strings.TrimSuffix(text, "\ufffd")
	}
	if err != nil || strings.ContainsFunc(text, func(r rune) bool {
		return r < ' ' && !strings.ContainsRune("\t\n\r\f\x1a\x1b", r) || r == 0x7f || r == utf8.RuneError && e != encoding.Nop
	}) {
		return "", errNotText
	}
	return text, nil
}

// text looks at what has no signature: a text, a web page, a message, a table, or nothing
// known. A file that a browser opens as a page is one, text or not.
func (l *looker) text(r *io.SectionReader, head []byte, name string) string {
	ext := extensionOf(name)
	isPage := slices.Contains(pages, ext)
	_, isMessage := messageIn(string(head), ext)
	if !isText(head) && !isPage && !isMessage {
		l.unknown(name)
		return unknown
	}
	data := make([]byte, min(r.Size(), maxText))
	if err := readFull(r, data, 0); err != nil {
		l.mark(FileDamaged, "unreadable")
		return unknown
	}
	if isMessage {
		message, _ := messageIn(string(data), ext)
		return l.message(message, ext)
	}
	text, err := decodeText(data)
	switch {
	case err == nil:
		return l.decoded(r, text, ext)
	case isPage:
		return l.page(data)
	}
	l.unknown(name)
	return unknown
}

// page looks at what is a page even if it is no proper text: browsers do not see the zeros
// between the letters.
func (l *looker) page(data []byte) string {
	text, err := decodeText(data)
	if err != nil {
		text = string(bytes.ReplaceAll(data, []byte{0}, nil))
	}
	return l.markup(strings.TrimSpace(text), ".html")
}

// decoded looks at a text.
func (l *looker) decoded(r *io.SectionReader, text, ext string) string {
	page := strings.TrimSpace(text)
	switch {
	case strings.HasPrefix(page, "<") && isFlat(page):
		l.flat(page)
		return "application/xml"
	case strings.HasPrefix(page, "<") || slices.Contains(pages, ext):
		return l.markup(page, ext)
	case strings.HasPrefix(page, "{\\rt"):
		l.rtf(r)
		return rtfType
	}
	switch ext {
	case ".csv", ".tsv":
		l.table(text, ext)
		return "text/csv"
	case ".json":
		return "application/json"
	case ".yaml", ".yml":
		return "application/yaml"
	}
	return textType
}

// unknown marks a file that somebody gave a name; the parts of an Office file have all
// kinds of content.
func (l *looker) unknown(name string) {
	if name != "" {
		l.mark(FileUnknown, "")
	}
}

// table marks cells that a spreadsheet program would take for formulas. Numbers and
// dashes are none.
func (l *looker) table(text, ext string) {
	r := csv.NewReader(strings.NewReader(text))
	r.FieldsPerRecord, r.LazyQuotes, r.ReuseRecord = -1, true, true
	if ext == ".tsv" {
		r.Comma = '\t'
	}
	for {
		row, err := r.Read()
		if err != nil {
			return
		}
		for i, cell := range row {
			if formula(cell) {
				line, column := r.FieldPos(i)
				l.mark(FileFormula, fmt.Sprintf("line %d, byte %d", line, column))
				return
			}
		}
	}
}

var (
	number  = regexp.MustCompile(`^[+-]?[\d,.]*(%|[eE][+-]?\d+)?$`)
	starter = regexp.MustCompile(`^[=@]|^[+-].*[(!|]`)
)

func formula(cell string) bool {
	cell = strings.TrimLeft(cell, " \t\r\n")
	return len(cell) > 1 && starter.MatchString(cell) && !number.MatchString(cell)
}
