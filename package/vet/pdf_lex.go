package vet

import (
	"bytes"
	"errors"
	"strconv"
	"strings"
)

// The objects of PDF (ISO 32000-1, section 7.3): nil, bool, int64, float64, pdfString,
// pdfName, pdfArray, pdfDict, pdfRef.
type (
	pdfString string
	pdfName   string // with #xx replaced
	pdfArray  []any
	pdfDict   map[pdfName]any
	pdfRef    int // number of the object; one number has one object at a time
	pdfWord   string
)

// The limits of one object.
const (
	maxPDFDepth  = 128
	maxPDFValues = 1 << 20
	maxTwice     = 16
)

var (
	errPDF     = errors.New("not a PDF object")
	errPDFSize = Mark{PDFDamaged, "object too large"}
)

// pdfLexer reads objects.
type pdfLexer struct {
	data   []byte
	at     int
	values int // read of the present object
}

func isSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func isDelimiter(c byte) bool {
	switch c {
	case '(', ')', '<', '>', '[', ']', '{', '}', '/', '%':
		return true
	}
	return false
}

// skip moves behind white space and comments.
func (x *pdfLexer) skip() {
	for x.at < len(x.data) {
		c := x.data[x.at]
		if c == '%' {
			for x.at < len(x.data) && x.data[x.at] != '\n' && x.data[x.at] != '\r' {
				x.at++
			}
		} else if !isSpace(c) {
			return
		} else {
			x.at++
		}
	}
}

// word reads regular characters.
func (x *pdfLexer) word() string {
	from := x.at
	for x.at < len(x.data) && !isSpace(x.data[x.at]) && !isDelimiter(x.data[x.at]) {
		x.at++
	}
	return string(x.data[from:x.at])
}

// value reads one object, or a keyword as a pdfWord.
func (x *pdfLexer) value(depth int) (any, error) {
	x.skip()
	if x.values++; x.values > maxPDFValues || depth > maxPDFDepth {
		return nil, errPDFSize
	}
	if x.at >= len(x.data) {
		return nil, errPDF
	}
	switch c := x.data[x.at]; {
	case c == '/':
		x.at++
		return x.name(), nil
	case c == '(':
		return x.literal()
	case c == '<' && x.peek(1) == '<':
		x.at += 2
		return x.dict(depth)
	case c == '<':
		return x.hex()
	case c == '[':
		x.at++
		return x.array(depth)
	case isDelimiter(c):
		x.at++
		return pdfWord(c), nil
	}
	return x.atom(), nil
}

func (x *pdfLexer) peek(n int) byte {
	if x.at+n < len(x.data) {
		return x.data[x.at+n]
	}
	return 0
}

// name reads a name; #xx stands for a byte (section 7.3.5).
func (x *pdfLexer) name() pdfName {
	raw := x.word()
	out := make([]byte, 0, len(raw))
	for i := 0; i < len(raw); i++ {
		if raw[i] == '#' && i+2 < len(raw) {
			if n, err := strconv.ParseUint(raw[i+1:i+3], 16, 8); err == nil {
				out = append(out, byte(n))
				i += 2
				continue
			}
		}
		out = append(out, raw[i])
	}
	return pdfName(out)
}

// literal reads "(…)". Escapes matter to nothing here but the place of its end and the
// strings of encryption.
func (x *pdfLexer) literal() (any, error) {
	x.at++
	var out []byte
	for open := 1; x.at < len(x.data); x.at++ {
		c := x.data[x.at]
		switch c {
		case '\\':
			x.at++
			out = x.escape(out)
			continue
		case '(':
			open++
		case ')':
			if open--; open == 0 {
				x.at++
				return pdfString(out), nil
			}
		}
		out = append(out, c)
	}
	return nil, errPDF
}

// escape reads what follows a backslash and leaves x at its last byte.
func (x *pdfLexer) escape(out []byte) []byte {
	c := x.peek(0)
	if c >= '0' && c <= '7' {
		n := 0
		for i := 0; i < 3 && x.peek(0) >= '0' && x.peek(0) <= '7'; i++ {
			n = n*8 + int(x.peek(0)-'0')
			x.at++
		}
		x.at--
		return append(out, byte(n))
	}
	switch c {
	case '\r':
		if x.peek(1) == '\n' {
			x.at++
		}
		return out
	case '\n':
		return out
	}
	if i := bytes.IndexByte([]byte("nrtbf"), c); i >= 0 {
		c = "\n\r\t\b\f"[i]
	}
	return append(out, c)
}

func (x *pdfLexer) hex() (any, error) {
	end := bytes.IndexByte(x.data[x.at:], '>')
	if end < 0 {
		return nil, errPDF
	}
	raw := x.data[x.at+1 : x.at+end]
	x.at += end + 1
	return pdfString(unhex(raw)), nil
}

// unhex reads hexadecimal digits; others are left out, and an odd one stands for two.
func unhex(raw []byte) []byte {
	out := []byte{}
	half, odd := byte(0), false
	for _, c := range raw {
		n := strings.IndexByte("0123456789abcdef", c)
		if c >= 'A' && c <= 'F' {
			n = int(c-'A') + 10
		}
		if n < 0 {
			continue
		}
		if odd {
			out = append(out, half<<4|byte(n))
		}
		half, odd = byte(n), !odd
	}
	if odd {
		out = append(out, half<<4)
	}
	return out
}
