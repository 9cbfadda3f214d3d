package vet

import (
	"bytes"
	"strconv"
	"strings"
)

// attr is the value of an attribute by its name without prefix, "" if there is none.
func (t xmlTag) attr(name string) string {
	value := ""
	attributes(t.raw, func(n, v string) {
		if local(n) == name {
			value = v
		}
	})
	return value
}

// attributes calls visit for each attribute and counts them.
func attributes(raw []byte, visit func(name, value string)) int {
	for count := 0; ; count++ {
		raw = bytes.TrimLeft(raw, " \t\r\n")
		name, rest, found := bytes.Cut(raw, []byte("="))
		rest = bytes.TrimLeft(rest, " \t\r\n")
		if !found || len(rest) == 0 || rest[0] != '"' && rest[0] != '\'' {
			return count
		}
		value, rest, found := bytes.Cut(rest[1:], rest[:1])
		if !found {
			return count
		}
		decoded, err := decodeXML(value)
		if err != nil {
			decoded = string(value)
		}
		visit(string(bytes.TrimSpace(name)), decoded)
		raw = rest
	}
}

var entities = map[string]string{"lt": "<", "gt": ">", "amp": "&", "quot": `"`, "apos": "'"}

// decodeXML replaces references. A text may be cut in a reference; the rest is kept.
func decodeXML(text []byte) (string, error) {
	if bytes.IndexByte(text, '&') < 0 {
		return string(text), nil
	}
	var b strings.Builder
	rest := string(text)
	for {
		before, after, found := strings.Cut(rest, "&")
		b.WriteString(before)
		if !found {
			return b.String(), nil
		}
		name, tail, closed := strings.Cut(after, ";")
		if !closed {
			b.WriteString("&" + after)
			return b.String(), nil
		}
		word, known := entities[name]
		if number, ok := strings.CutPrefix(name, "#"); ok {
			n, err := strconv.ParseInt(strings.Replace(number, "x", "0x", 1), 0, 32)
			if err != nil {
				return "", errXML
			}
			word, known = string(rune(n)), true
		}
		if !known {
			return "", Mark{XMLDoctype, "&" + name + ";"}
		}
		b.WriteString(word)
		rest = tail
	}
}
