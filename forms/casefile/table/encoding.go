package table

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"
)

// decodeText gives the text of a CSV file: UTF-16 or UTF-8 as its byte order mark says,
// or what it can only be, or else code page 932.
func decodeText(data []byte) (string, error) {
	if order, is := utf16Order(data); is {
		decoded, err := unicode.UTF16(order, unicode.UseBOM).NewDecoder().Bytes(data)
		return checked(string(decoded), err)
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if utf8.Valid(data) {
		return checked(string(data), nil)
	}
	decoded, err := japanese.ShiftJIS.NewDecoder().Bytes(data)
	return checked(string(decoded), err)
}

// utf16Order reports whether data is UTF-16: by its mark, or because zero bytes stand
// nearly only in odd or only in even places, as digits and commas have them.
func utf16Order(data []byte) (unicode.Endianness, bool) {
	switch {
	case bytes.HasPrefix(data, []byte{0xff, 0xfe}):
		return unicode.LittleEndian, true
	case bytes.HasPrefix(data, []byte{0xfe, 0xff}):
		return unicode.BigEndian, true
	}
	var zeros [2]int
	for i, b := range data[:min(len(data), 4096)] {
		if b == 0 {
			zeros[i%2]++
		}
	}
	switch {
	case zeros[1] > 2*zeros[0]:
		return unicode.LittleEndian, true
	case zeros[0] > 2*zeros[1]:
		return unicode.BigEndian, true
	}
	return unicode.LittleEndian, false
}

// checked refuses a text with characters that could not be decoded, or with zero
// characters, which only a file of another kind has.
func checked(text string, err error) (string, error) {
	if strings.ContainsRune(text, 0) {
		return "", fault(OtherKind, Place{}, "kind", "binary")
	}
	if at := strings.IndexRune(text, utf8.RuneError); at >= 0 {
		return "", fault(BadEncoding, placeIn(text, at))
	}
	if err != nil {
		return "", fault(BadEncoding, Place{})
	}
	return text, nil
}

// placeIn is the line and character of a byte of text.
func placeIn(text string, at int) Place {
	begin := strings.LastIndexByte(text[:at], '\n') + 1
	return Place{Line: strings.Count(text[:at], "\n") + 1, Column: utf8.RuneCountInString(text[begin:at]) + 1}
}
