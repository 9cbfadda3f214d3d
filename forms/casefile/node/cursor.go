package node

import (
	"unicode/utf8"

	"yoshiki/forms/casefile"
)

// Cursor walks through a source text and knows line and column.
type Cursor struct {
	source string
	offset int // in bytes
	casefile.Place
}

// NewCursor is a cursor at the beginning of source.
func NewCursor(source string) Cursor {
	return Cursor{source: source, Place: casefile.Place{Line: 1, Column: 1}}
}

// Advance moves forward to the byte offset to. CR, LF and CR LF end a line.
func (c *Cursor) Advance(to int) {
	for c.offset < to {
		switch b := c.source[c.offset]; {
		case b == '\n', b == '\r' && !(c.offset+1 < len(c.source) && c.source[c.offset+1] == '\n'):
			c.Line, c.Column = c.Line+1, 1
			c.offset++
		case b < utf8.RuneSelf:
			c.Column++
			c.offset++
		default:
			_, size := utf8.DecodeRuneInString(c.source[c.offset:])
			c.Column++
			c.offset += size
		}
	}
}
