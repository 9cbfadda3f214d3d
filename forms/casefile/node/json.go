package node

import (
	"encoding/json"
	"errors"
	"regexp"
	"strconv"
	"strings"

	"yoshiki/forms/casefile"
)

// JSON reads one JSON document (RFC 8259), as [YAML] does.
func JSON(source string, f *casefile.Faults) (Node, bool) {
	if strings.TrimLeft(source, " \t\r\n") == "" {
		f.At(casefile.Place{Line: 1, Column: 1}, "", "case:empty")
		return Node{}, false
	}
	var checked json.RawMessage
	if err := json.Unmarshal([]byte(source), &checked); err != nil {
		jsonSyntax(source, err, f)
		return Node{}, false
	}
	decoder := json.NewDecoder(strings.NewReader(source))
	decoder.UseNumber()
	reader := jsonReader{decoder: decoder, cursor: NewCursor(source), faults: f}
	root, err := reader.read(1)
	if err != nil {
		jsonSyntax(source, err, f)
		return Node{}, false
	}
	if root.Kind == casefile.KindAbsent {
		f.At(casefile.Place{Line: 1, Column: 1}, "", "case:empty")
	}
	return root, root.Kind != casefile.KindAbsent && !reader.stopped
}

// jsonCharacter is what the parser says of a character; the place says the same.
var jsonCharacter = regexp.MustCompile(`^invalid character '.*?' `)

// jsonSyntax reports what the JSON parser could not read.
func jsonSyntax(source string, err error, f *casefile.Faults) {
	offset := len(source)
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		offset = int(syntax.Offset) - 1
	}
	c := NewCursor(source)
	c.Advance(min(max(offset, 0), len(source)))
	switch reason := jsonCharacter.ReplaceAllString(err.Error(), ""); {
	case strings.HasSuffix(reason, "after top-level value"):
		f.At(c.Place, "", "case:multiple-documents")
	case strings.HasSuffix(reason, "exceeded max depth"):
		f.At(c.Place, "", "case:depth", "limit", strconv.Itoa(MaxDepth))
	default:
		f.At(c.Place, "", "case:syntax", "reason", reason)
	}
}

// jsonReader turns the tokens of a valid document into nodes with their places.
type jsonReader struct {
	decoder *json.Decoder
	cursor  Cursor
	faults  *casefile.Faults
	stopped bool
}

// next gives the next token with its source text and place.
func (r *jsonReader) next() (json.Token, string, casefile.Place, error) {
	token, err := r.decoder.Token()
	if err != nil {
		return nil, "", casefile.Place{}, err
	}
	start, end := r.cursor.offset, int(r.decoder.InputOffset())
	for start < end && strings.IndexByte(" \t\r\n,:", r.cursor.source[start]) >= 0 {
		start++
	}
	r.cursor.Advance(start)
	at := r.cursor.Place
	r.cursor.Advance(end)
	return token, r.cursor.source[start:end], at, nil
}

// read turns the next value into a node. depth counts the collections around it and itself.
func (r *jsonReader) read(depth int) (Node, error) {
	token, raw, at, err := r.next()
	if err != nil {
		return Node{}, err
	}
	n := Node{Kind: casefile.KindText, Place: at}
	switch token := token.(type) {
	case json.Delim:
		return r.collection(token, at, depth)
	case bool:
		n.Kind, n.Text = casefile.KindBool, raw
	case json.Number:
		n.Text = raw
	case string:
		n.Text = r.string(token, raw, at)
	default:
		n.Kind = casefile.KindAbsent
	}
	return n, nil
}

// collection reads what stands between brackets. Beyond the greatest depth it is read and dropped.
func (r *jsonReader) collection(open json.Delim, at casefile.Place, depth int) (Node, error) {
	n := Node{Kind: casefile.KindList, Place: at}
	if open == '{' {
		n.Kind = casefile.KindGroup
	}
	if depth > MaxDepth && !r.stopped {
		r.stopped = true
		r.faults.At(at, "", "case:depth", "limit", strconv.Itoa(MaxDepth))
	}
	for r.decoder.More() {
		m := Member{}
		if n.Kind == casefile.KindGroup {
			token, raw, at, err := r.next()
			if err != nil {
				return n, err
			}
			key, _ := token.(string)
			m.Key, m.At = r.string(key, raw, at), at
		}
		value, err := r.read(depth + 1)
		if err != nil {
			return n, err
		}
		if n.Kind == casefile.KindGroup {
			m = newMember(m.Key, m.At, value)
		} else {
			m.At, m.Value = value.Place, value
		}
		if !r.stopped {
			n.Children = append(n.Children, m)
		}
	}
	_, _, _, err := r.next()
	return n, err
}

var surrogate = regexp.MustCompile(`\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[dD][89a-fA-F][0-9a-fA-F]{2}|.)`)

// string refuses half of a surrogate pair, which the decoder would replace in silence. A
// string that is too long for any text, whatever it says, is refused later.
func (r *jsonReader) string(value, raw string, at casefile.Place) string {
	if len(raw) > len(`\u0000`)*(casefile.MaxText+1) || !strings.Contains(raw, `\u`) {
		return value
	}
	for _, escape := range surrogate.FindAllString(raw, -1) {
		if len(escape) == len(`\ud800`) {
			r.faults.Masked = true
			r.faults.At(at, "", "case:control-character", "code", "U+"+strings.ToUpper(escape[2:]), "class", "surrogate")
		}
	}
	return value
}
