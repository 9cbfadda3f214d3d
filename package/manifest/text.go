package manifest

import (
	"iter"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/ianaindex"
	"golang.org/x/text/encoding/unicode"
)

const mark = "\ufeff" // the byte order mark

// encodingOf finds a Tag-File-Character-Encoding by its name in the registry of IANA. It is
// nil for one that is not known.
func encodingOf(name string) encoding.Encoding {
	e, err := ianaindex.IANA.Encoding(name)
	if err != nil {
		return nil
	}
	return e
}

// decode turns the bytes of a tag file into text, and reports whether all of them are text.
func decode(e encoding.Encoding, data []byte) (text string, ok bool) {
	if e == unicode.UTF8 {
		return string(data), utf8.Valid(data)
	}
	out, err := e.NewDecoder().Bytes(data)
	return string(out), err == nil && !strings.ContainsRune(string(out), utf8.RuneError)
}

// numbered are the lines of a tag file with their numbers, from 1. A line ends with a line
// feed, a carriage return, or both (RFC 8493, section 2.1.3).
func numbered(text string) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		for n := 1; text != ""; n++ {
			i := strings.IndexAny(text, "\r\n")
			if i < 0 {
				yield(n, text)
				return
			}
			if !yield(n, text[:i]) {
				return
			}
			if strings.HasPrefix(text[i:], "\r\n") {
				i++
			}
			text = text[i+1:]
		}
	}
}
