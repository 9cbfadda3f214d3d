package ooxml

import (
	"bytes"
	"cmp"
	"iter"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Char is a character of a text with the bytes that stand for it.
type Char struct {
	Rune     rune
	From, To int
}

// Chars are the characters of a text in a part, entities and CDATA read.
func Chars(data []byte, from, to int) iter.Seq[Char] {
	return func(yield func(Char) bool) {
		raw := false
		for at := from; at < to; {
			rest := data[at:to]
			switch {
			case raw && bytes.HasPrefix(rest, []byte("]]>")):
				raw, at = false, at+3
				continue
			case !raw && bytes.HasPrefix(rest, []byte("<![CDATA[")):
				raw, at = true, at+9
				continue
			case !raw && rest[0] == '<':
				at += bytes.IndexByte(rest, '>') + 1
				continue
			}
			c := Char{From: at}
			c.Rune, c.To = character(rest, at, raw)
			at = c.To
			if !yield(c) {
				return
			}
		}
	}
}

func character(rest []byte, at int, raw bool) (rune, int) {
	if end := bytes.IndexByte(rest, ';'); !raw && rest[0] == '&' && end > 0 {
		return entity(string(rest[1:end])), at + end + 1
	}
	if len(rest) > 1 && rest[0] == '\r' && rest[1] == '\n' {
		return '\n', at + 2
	}
	r, size := utf8.DecodeRune(rest)
	return r, at + size
}

var entities = map[string]rune{"amp": '&', "lt": '<', "gt": '>', "quot": '"', "apos": '\''}

func entity(name string) rune {
	if r, known := entities[name]; known {
		return r
	}
	digits, base := strings.TrimPrefix(name, "#"), 10
	if strings.HasPrefix(digits, "x") {
		digits, base = digits[1:], 16
	}
	n, err := strconv.ParseUint(digits, base, 21)
	if err != nil {
		return utf8.RuneError
	}
	return rune(n)
}

// Text is a text of a part as it is read.
func Text(data []byte, from, to int) string {
	if !bytes.ContainsAny(data[from:to], "&<\r") {
		return string(data[from:to])
	}
	var b strings.Builder
	for c := range Chars(data, from, to) {
		b.WriteRune(c.Rune)
	}
	return b.String()
}

var escapes = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "\r", "&#13;")

// Escape is a text as it is written in a part, in an element or in quotes. Characters that no
// XML holds are left out.
func Escape(text string) string {
	text = strings.Map(func(r rune) rune {
		if r < 0x20 && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF {
			return -1
		}
		return r
	}, text)
	return escapes.Replace(text)
}

// Edit is bytes of a part that others take the place of.
type Edit struct {
	From, To int
	With     string
}

// Splice is what stands between two places of a part when the edits are made. They do not
// overlap; of those at one place the first comes first. Those elsewhere do nothing.
func Splice(data []byte, from, to int, edits []Edit) []byte {
	edits = slices.Clone(edits)
	slices.SortStableFunc(edits, func(a, b Edit) int { return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To)) })
	out := make([]byte, 0, to-from+256)
	at := from
	for _, e := range edits {
		if e.From < at || e.To > to {
			continue
		}
		out = append(append(out, data[at:e.From]...), e.With...)
		at = e.To
	}
	return append(out, data[at:to]...)
}
