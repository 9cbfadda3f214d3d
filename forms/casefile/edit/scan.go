package edit

import "strings"

// These find the ends of scalars in YAML that is known to be well formed.

// skipProperties gives where a value begins behind its anchor and tag, and the blanks and
// comments behind those.
func (l lines) skipProperties(at int) int {
	for at < len(l.source) && (l.source[at] == '&' || l.source[at] == '!') {
		for at < len(l.source) && !strings.ContainsRune(" \t\r\n,]}", rune(l.source[at])) {
			at++
		}
		at = l.skipBlanks(at)
	}
	return at
}

// skipBlanks goes over blanks, ends of lines and comments.
func (l lines) skipBlanks(at int) int {
	for at < len(l.source) {
		switch c := l.source[at]; {
		case c == '#':
			at = l.end(at)
		case strings.IndexByte(" \t\r\n", c) >= 0:
			at++
		default:
			return at
		}
	}
	return at
}

// quotedEnd gives the end of a text in quotes that begins at a byte.
func (l lines) quotedEnd(at int) int {
	quote := l.source[at]
	for at++; at < len(l.source); at++ {
		switch c := l.source[at]; {
		case c == '\\' && quote == '"':
			at++
		case c == quote && quote == '\'' && strings.HasPrefix(l.source[at+1:], "'"):
			at++
		case c == quote:
			return at + 1
		}
	}
	return len(l.source)
}

// plainEnd gives the end of a plain text. In a block its further lines are indented more
// than column.
func (l lines) plainEnd(at, column int, inFlow bool) int {
	end := at
	for {
		end = l.plainLine(at, inFlow)
		next := l.next(end)
		for next < len(l.source) && strings.TrimSpace(l.source[next:l.end(next)]) == "" {
			next = l.next(next)
		}
		indent, rest := l.indent(next)
		switch {
		case end < l.end(end) || next >= len(l.source) || strings.HasPrefix(rest, "#"):
			return trimmedEnd(l.source, at, end)
		case !inFlow && indent <= column, inFlow && rest != "" && strings.ContainsRune(",[]{}", rune(rest[0])):
			return trimmedEnd(l.source, at, end)
		case l.plainLine(next+indent, inFlow) == next+indent:
			return trimmedEnd(l.source, at, end)
		}
		at = next + indent
	}
}

// plainLine gives where a plain text ends in its line: at a comment, at the colon of a key,
// in brackets at what parts their values, or at the end of the line.
func (l lines) plainLine(at int, inFlow bool) int {
	for i := at; i < len(l.source); i++ {
		c := l.source[i]
		switch {
		case c == '\n' || c == '\r':
			return i
		case c == '#' && i > at && strings.IndexByte(" \t", l.source[i-1]) >= 0:
			return i
		case c == ':' && (i+1 == len(l.source) || strings.IndexByte(" \t\r\n", l.source[i+1]) >= 0):
			return i
		case inFlow && (strings.IndexByte(",[]{}", c) >= 0 || c == ':' && strings.IndexByte(",[]{}", l.source[i+1]) >= 0):
			return i
		}
	}
	return len(l.source)
}

func trimmedEnd(source string, from, to int) int {
	return from + len(strings.TrimRight(source[from:to], " \t"))
}

// blockEnd gives the ends of the header and of the whole of a literal or folded text, whose
// lines are indented more than column.
func (l lines) blockEnd(at, column int) (head, end int) {
	head = at + 1
	keep, indent := false, 0
	for ; head < len(l.source) && strings.IndexByte("+-123456789", l.source[head]) >= 0; head++ {
		if c := l.source[head]; c == '+' {
			keep = true
		} else if c != '-' {
			indent = max(column, 0) + int(c-'0')
		}
	}
	end = l.end(head)
	for next := l.next(head); next < len(l.source); next = l.next(next) {
		spaces, rest := l.indent(next)
		if rest == "" {
			if keep {
				end = l.end(next)
			}
			continue
		}
		if indent == 0 {
			indent = max(spaces, column+1)
		}
		if spaces < indent {
			break
		}
		end = l.end(next)
	}
	return head, end
}
