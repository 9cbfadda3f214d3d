package plainyaml

import (
	"strings"

	"go.yaml.in/yaml/v3"
)

// text reads a text on one line, plain or in quotation marks.
func (r *reader) text(flow bool) *yaml.Node {
	switch r.peek(0) {
	case '"':
		return r.double()
	case '\'':
		return r.single()
	}
	if !r.beginsPlain() {
		return r.giveUp()
	}
	n, end := r.node(yaml.ScalarNode, ""), r.endOfPlain(flow)
	n.Value = strings.TrimRight(r.source[r.at:end], " ")
	n.Tag = tagOf(n)
	r.at += len(n.Value)
	return n
}

// beginsPlain reports whether a plain text can begin here.
func (r *reader) beginsPlain() bool {
	switch r.peek(0) {
	case ',', '[', ']', '{', '}', '#', '&', '*', '!', '|', '>', '\'', '"', '%', '@', '`', '?', ':', '\n':
		return false
	case '-':
		return !r.blank(1)
	}
	return true
}

// endOfPlain is where a plain text ends, or the spaces behind it.
func (r *reader) endOfPlain(flow bool) int {
	for i := r.at; i < len(r.source); i++ {
		switch r.source[i] {
		case '\n':
			return i
		case ':':
			if next := r.source[i+1]; next == ' ' || next == '\n' { // a source ends with the end of a line
				return i
			}
		case '#':
			if r.source[i-1] == ' ' {
				return i
			}
		case ',', '?', '[', ']', '{', '}':
			if flow {
				return i
			}
		}
	}
	return len(r.source)
}

// tagOf is the tag of a plain text: that of a number, for instance.
func tagOf(n *yaml.Node) string {
	if strings.IndexByte("+-.0123456789yYnNtTfFoO~<", n.Value[0]) < 0 {
		return "!!str"
	}
	return n.ShortTag()
}

// double reads a text in double quotation marks.
func (r *reader) double() *yaml.Node {
	n := r.node(yaml.ScalarNode, "!!str")
	n.Style = yaml.DoubleQuotedStyle
	r.at++
	var before strings.Builder // of the last escape
	for {
		next := strings.IndexAny(r.source[r.at:], "\"\\\n")
		if next < 0 || r.source[r.at+next] == '\n' {
			return r.giveUp()
		}
		text := r.source[r.at : r.at+next]
		if r.at += next + 1; r.source[r.at-1] == '"' {
			if n.Value = text; before.Len() > 0 {
				n.Value = before.String() + text
			}
			return n
		}
		escaped := strings.IndexByte("\"\\nt", r.peek(0))
		if escaped < 0 {
			return r.giveUp()
		}
		before.WriteString(text)
		before.WriteByte("\"\\\n\t"[escaped])
		r.at++
	}
}

// single reads a text in single quotation marks.
func (r *reader) single() *yaml.Node {
	n := r.node(yaml.ScalarNode, "!!str")
	n.Style = yaml.SingleQuotedStyle
	r.at++
	for end := r.at; end < len(r.source) && r.source[end] != '\n'; end++ {
		switch {
		case r.source[end] != '\'':
		case r.source[end+1] == '\'':
			end++
		default:
			n.Value = strings.ReplaceAll(r.source[r.at:end], "''", "'")
			r.at = end + 1
			return n
		}
	}
	return r.giveUp()
}
