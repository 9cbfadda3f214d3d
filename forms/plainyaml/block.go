package plainyaml

import "go.yaml.in/yaml/v3"

// block reads what begins on a line of its own.
func (r *reader) block() *yaml.Node {
	switch r.peek(0) {
	case '-':
		if r.blank(1) {
			return r.list(r.indent)
		}
	case '[', '{':
		n := r.flow()
		r.endLine()
		return n
	}
	return r.textOrGroup(true)
}

// list reads entries with their dashes in one column.
func (r *reader) list(column int) *yaml.Node {
	held, n := r.enter(), r.node(yaml.SequenceNode, "!!seq")
	for more := true; more; more = r.indent == column && r.peek(0) == '-' && r.blank(1) {
		r.at++
		r.held = append(r.held, r.value(column, true))
	}
	if r.indent > column {
		r.giveUp()
	}
	return r.leave(n, held)
}

// group reads keys in one column, of which the first was read.
func (r *reader) group(key *yaml.Node, column int) *yaml.Node {
	held, n := r.enter(), r.node(yaml.MappingNode, "!!map")
	n.Line, n.Column = key.Line, key.Column
	for more := true; more; {
		r.at++
		r.held = append(r.held, key, r.value(column, false))
		if more = r.indent == column && !(r.peek(0) == '-' && r.blank(1)); more {
			key = r.key()
		}
	}
	if r.indent > column {
		r.giveUp()
	}
	return r.leave(n, held)
}

// key reads a key up to its colon.
func (r *reader) key() *yaml.Node {
	begin := r.at
	n := r.text(false)
	r.spaces()
	if r.peek(0) != ':' || !r.blank(1) || r.at-begin > maxKey {
		return r.giveUp()
	}
	return n
}

// value reads what stands behind a colon or a dash, on the same line or below, where it is
// indented more. A list below a key need not be indented; behind a dash a group or list may
// begin on its line.
func (r *reader) value(column int, dash bool) *yaml.Node {
	begin := r.at
	r.spaces()
	switch r.peek(0) {
	case '&':
		return r.anchored(column, dash)
	case '\n', '#':
		r.at = begin
		line, behind := r.line, r.here()+1
		if n := r.below(column, dash); n != nil {
			return n
		}
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!null", Line: line, Column: behind}
	case '[', '{':
		n := r.flow()
		r.endLine()
		return n
	case '|', '>':
		return r.lines(column)
	case '*':
		n := r.alias()
		r.endLine()
		return n
	case '-':
		if r.blank(1) && dash {
			return r.list(r.here())
		}
	}
	return r.textOrGroup(dash)
}

// below reads the value on the lines below a key or dash; nil if there is none.
func (r *reader) below(column int, dash bool) *yaml.Node {
	r.endLine()
	switch {
	case r.indent > column:
		return r.block()
	case r.indent == column && !dash && r.peek(0) == '-' && r.blank(1):
		return r.list(column)
	}
	return nil
}

// textOrGroup reads a text; or, where one may begin, the group whose first key it is.
func (r *reader) textOrGroup(group bool) *yaml.Node {
	begin := r.at
	n := r.text(false)
	end := r.at
	r.spaces()
	if r.peek(0) == ':' && r.blank(1) {
		if !group || r.at-begin > maxKey {
			return r.giveUp()
		}
		return r.group(n, n.Column-1)
	}
	r.at = end
	comment := r.endLine()
	if n.Style == 0 {
		n.LineComment = comment
	}
	return n
}
