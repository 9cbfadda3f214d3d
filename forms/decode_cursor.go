package forms

import "unicode/utf8"

// cursor walks through a source text and knows line and column.
type cursor struct {
	source string
	offset int // in bytes
	place
}

func newCursor(source string) cursor { return cursor{source: source, place: place{1, 1}} }

// advance moves forward to the byte offset to. CR, LF and CR LF end a line.
func (c *cursor) advance(to int) {
	for c.offset < to {
		switch b := c.source[c.offset]; {
		case b == '\n', b == '\r' && !(c.offset+1 < len(c.source) && c.source[c.offset+1] == '\n'):
			c.line, c.column = c.line+1, 1
			c.offset++
		case b < utf8.RuneSelf:
			c.column++
			c.offset++
		default:
			_, size := utf8.DecodeRuneInString(c.source[c.offset:])
			c.column++
			c.offset += size
		}
	}
}
