package plainyaml

import (
	"strings"

	"go.yaml.in/yaml/v3"
)

// lines reads a text on lines of its own, behind | as they are, behind > joined. They are
// indented more than a column.
func (r *reader) lines(column int) *yaml.Node {
	n := r.node(yaml.ScalarNode, "!!str")
	n.Style = yaml.LiteralStyle
	if r.peek(0) == '>' {
		n.Style = yaml.FoldedStyle
	}
	r.at++
	strip := r.peek(0) == '-'
	if strip {
		r.at++
	}
	if r.peek(0) != '\n' {
		return r.giveUp()
	}
	r.newLine()
	text, ok := r.indented(column, n.Style == yaml.FoldedStyle)
	if !ok {
		return r.giveUp()
	}
	if n.Value = text; !strip {
		n.Value += "\n"
	}
	r.advance()
	return n
}

// indented gives the lines that are indented as the first is, and at least more than a column,
// without the end of the last. Joined lines may not begin with more spaces.
func (r *reader) indented(column int, join bool) (text string, ok bool) {
	begin := r.at
	r.spaces()
	indent, empty := r.at-begin, 0
	r.at = begin
	if indent <= column || indent == 0 {
		return "", false
	}
	var all strings.Builder
	for r.at < len(r.source) {
		line := r.source[r.at : r.at+strings.IndexByte(r.source[r.at:], '\n')]
		held := strings.TrimLeft(line, " ")
		switch spaces := len(line) - len(held); {
		case held == "" && spaces <= indent:
			empty++
			r.at += len(line)
			r.newLine()
			continue
		case held == "" || join && spaces > indent:
			return "", false
		case spaces < indent:
			return all.String(), all.Len() > 0
		}
		if all.Len() > 0 {
			all.WriteString(between(empty, join))
		} else if empty > 0 {
			return "", false
		}
		all.WriteString(line[indent:])
		empty = 0
		r.at += len(line)
		r.newLine()
	}
	return all.String(), all.Len() > 0
}

// between is what stands between two lines with so many empty ones between them.
func between(empty int, join bool) string {
	switch {
	case !join:
		return strings.Repeat("\n", empty+1)
	case empty == 0:
		return " "
	}
	return strings.Repeat("\n", empty)
}
