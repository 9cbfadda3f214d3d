package readback

import (
	"bytes"
	"strconv"
)

// object is a value of a PDF as it stands in the file (ISO 32000-2, 7.3), nil for none.
type object []byte

const (
	spaces     = "\x00\t\n\f\r "
	delimiters = "()<>[]{}/%"
)

var regular = func() (is [256]bool) {
	for i := range is {
		is[i] = bytes.IndexByte([]byte(spaces+delimiters), byte(i)) < 0
	}
	return is
}()

func space(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

// skipSpace is the index of what follows white space and comments.
func skipSpace(b []byte, at int) int {
	for at < len(b) {
		switch {
		case space(b[at]):
			at++
		case b[at] == '%':
			for at < len(b) && b[at] != '\n' && b[at] != '\r' {
				at++
			}
		default:
			return at
		}
	}
	return at
}

// skipToken is the index behind the token that begins at an index: a name, a number, a
// word, a string, or one bracket.
func skipToken(b []byte, at int) int {
	if at >= len(b) {
		return at
	}
	switch c := b[at]; {
	case c == '(':
		return skipString(b, at)
	case c == '<' && at+1 < len(b) && b[at+1] == '<', c == '>' && at+1 < len(b) && b[at+1] == '>':
		return at + 2
	case c == '<':
		if n := bytes.IndexByte(b[at:], '>'); n >= 0 {
			return at + n + 1
		}
		return len(b)
	case !regular[c] && c != '/':
		return at + 1
	}
	for at++; at < len(b) && regular[b[at]]; at++ {
	}
	return at
}

func skipString(b []byte, at int) int {
	depth := 0
	for ; at < len(b); at++ {
		switch b[at] {
		case '\\':
			at++
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return at + 1
			}
		}
	}
	return len(b)
}

// skipValue is the index behind the value that begins at an index.
func skipValue(b []byte, at int) int {
	first, depth := at, 0
	for at < len(b) {
		from := at
		at = skipToken(b, at)
		switch b[from] {
		case '[':
			depth++
		case ']':
			depth--
		case '<':
			if at == from+2 && b[from+1] == '<' {
				depth++
			}
		case '>':
			depth--
		}
		if depth <= 0 {
			break
		}
		at = skipSpace(b, at)
	}
	if n := referenceEnd(b, first, at); n > 0 {
		return n
	}
	return at
}

// referenceEnd is the index behind a reference whose first number stands from first to at,
// 0 if there is none.
func referenceEnd(b []byte, first, at int) int {
	if first == at || b[first] < '0' || b[first] > '9' {
		return 0
	}
	g := skipSpace(b, at)
	end := skipToken(b, g)
	r := skipSpace(b, end)
	if g == end || b[g] < '0' || b[g] > '9' || r >= len(b) || b[r] != 'R' || skipToken(b, r) != r+1 {
		return 0
	}
	return r + 1
}

// entries calls each with every entry of a dictionary until it returns false.
func (o object) entries(each func(key []byte, value object) bool) {
	if !bytes.HasPrefix(o, []byte("<<")) {
		return
	}
	for at := skipSpace(o, 2); at < len(o) && o[at] == '/'; {
		end := skipToken(o, at)
		from := skipSpace(o, end)
		to := skipValue(o, from)
		if !each(o[at+1:end], o[from:to]) {
			return
		}
		at = skipSpace(o, to)
	}
}

// get is an entry of a dictionary, nil if it has none.
func (o object) get(key string) (found object) {
	o.entries(func(k []byte, v object) bool {
		if string(k) == key {
			found = v
		}
		return found == nil
	})
	return found
}

// each calls it with every element of an array.
func (o object) each(it func(object)) {
	if len(o) == 0 || o[0] != '[' {
		return
	}
	for at := skipSpace(o, 1); at < len(o) && o[at] != ']'; {
		to := skipValue(o, at)
		if to == at {
			return
		}
		it(o[at:to])
		at = skipSpace(o, to)
	}
}

// number is a number; 0 for what is none.
func (o object) number() float64 {
	v, err := strconv.ParseFloat(string(o), 64)
	if err != nil {
		return 0
	}
	return v
}

func (o object) int() int { return int(min(max(o.number(), -1e9), 1e9)) }

// reference is the number of the object that o refers to, 0 if it is no reference.
func (o object) reference() int {
	n := 0
	for i, c := range o {
		if c < '0' || c > '9' || n > 1e8 {
			if i > 0 && space(c) && o[len(o)-1] == 'R' {
				return n
			}
			return 0
		}
		n = n*10 + int(c-'0')
	}
	return 0
}
