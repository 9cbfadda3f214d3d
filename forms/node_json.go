package forms

import (
	"encoding/json"
	"errors"
	"regexp"
	"strconv"
	"strings"
)

// readJSON reads one JSON document (RFC 8259), as readYAML does.
func readJSON(source string, f *faults) (node, bool) {
	if strings.TrimLeft(source, " \t\r\n") == "" {
		f.at(place{1, 1}, "", "case:empty")
		return node{}, false
	}
	var checked json.RawMessage
	if err := json.Unmarshal([]byte(source), &checked); err != nil {
		jsonSyntax(source, err, f)
		return node{}, false
	}
	decoder := json.NewDecoder(strings.NewReader(source))
	decoder.UseNumber()
	reader := jsonReader{decoder: decoder, cursor: newCursor(source), faults: f}
	root, err := reader.read(1)
	if err != nil {
		jsonSyntax(source, err, f)
		return node{}, false
	}
	if root.kind == kindAbsent {
		f.at(place{1, 1}, "", "case:empty")
	}
	return root, root.kind != kindAbsent && !reader.stopped
}

// jsonCharacter is what the parser says of a character; the place says the same.
var jsonCharacter = regexp.MustCompile(`^invalid character '.*?' `)

// jsonSyntax reports what the JSON parser could not read.
func jsonSyntax(source string, err error, f *faults) {
	offset := len(source)
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		offset = int(syntax.Offset) - 1
	}
	c := newCursor(source)
	c.advance(min(max(offset, 0), len(source)))
	switch reason := jsonCharacter.ReplaceAllString(err.Error(), ""); {
	case strings.HasSuffix(reason, "after top-level value"):
		f.at(c.place, "", "case:multiple-documents")
	case strings.HasSuffix(reason, "exceeded max depth"):
		f.at(c.place, "", "case:depth", "limit", strconv.Itoa(maxDepth))
	default:
		f.at(c.place, "", "case:syntax", "reason", reason)
	}
}

// jsonReader turns the tokens of a valid document into nodes with their places.
type jsonReader struct {
	decoder *json.Decoder
	cursor  cursor
	faults  *faults
	stopped bool
}

// next gives the next token with its source text and place.
func (r *jsonReader) next() (json.Token, string, place, error) {
	token, err := r.decoder.Token()
	if err != nil {
		return nil, "", place{}, err
	}
	start, end := r.cursor.offset, int(r.decoder.InputOffset())
	for start < end && strings.IndexByte(" \t\r\n,:", r.cursor.source[start]) >= 0 {
		start++
	}
	r.cursor.advance(start)
	at := r.cursor.place
	r.cursor.advance(end)
	return token, r.cursor.source[start:end], at, nil
}

// read turns the next value into a node. depth counts the collections around it and itself.
func (r *jsonReader) read(depth int) (node, error) {
	token, raw, at, err := r.next()
	if err != nil {
		return node{}, err
	}
	n := node{kind: kindText, place: at}
	switch token := token.(type) {
	case json.Delim:
		return r.collection(token, at, depth)
	case bool:
		n.kind, n.text = kindBool, raw
	case json.Number:
		n.text = raw
	case string:
		n.text = r.string(token, raw, at)
	default:
		n.kind = kindAbsent
	}
	return n, nil
}

// collection reads what stands between brackets. Beyond the greatest depth it is read and dropped.
func (r *jsonReader) collection(open json.Delim, at place, depth int) (node, error) {
	n := node{kind: kindList, place: at}
	if open == '{' {
		n.kind = kindGroup
	}
	if depth > maxDepth && !r.stopped {
		r.stopped = true
		r.faults.at(at, "", "case:depth", "limit", strconv.Itoa(maxDepth))
	}
	for r.decoder.More() {
		m := member{}
		if n.kind == kindGroup {
			token, raw, at, err := r.next()
			if err != nil {
				return n, err
			}
			key, _ := token.(string)
			m.key, m.at = r.string(key, raw, at), at
		}
		value, err := r.read(depth + 1)
		if err != nil {
			return n, err
		}
		if n.kind == kindGroup {
			m = newMember(m.key, m.at, value)
		} else {
			m.at, m.value = value.place, value
		}
		if !r.stopped {
			n.children = append(n.children, m)
		}
	}
	_, _, _, err := r.next()
	return n, err
}

var surrogate = regexp.MustCompile(`\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[dD][89a-fA-F][0-9a-fA-F]{2}|.)`)

// string refuses half of a surrogate pair, which the decoder would replace in silence. A
// string that is too long for any text, whatever it says, is refused later.
func (r *jsonReader) string(value, raw string, at place) string {
	if len(raw) > len(`\u0000`)*(maxText+1) || !strings.Contains(raw, `\u`) {
		return value
	}
	for _, escape := range surrogate.FindAllString(raw, -1) {
		if len(escape) == len(`\ud800`) {
			r.faults.masked = true
			r.faults.at(at, "", "case:control-character", "code", "U+"+strings.ToUpper(escape[2:]), "class", "surrogate")
		}
	}
	return value
}
