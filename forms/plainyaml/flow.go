package plainyaml

import "go.yaml.in/yaml/v3"

// flow reads a list or group in brackets, or a value in one.
func (r *reader) flow() *yaml.Node {
	switch r.peek(0) {
	case '[':
		return r.brackets(yaml.SequenceNode, "!!seq", ']')
	case '{':
		return r.brackets(yaml.MappingNode, "!!map", '}')
	case '*':
		return r.alias()
	}
	return r.text(true)
}

func (r *reader) brackets(kind yaml.Kind, tag string, end byte) *yaml.Node {
	held, n := r.enter(), r.node(kind, tag)
	n.Style = yaml.FlowStyle
	r.at++
	r.lineBreaks()
	for r.peek(0) != end {
		if kind == yaml.MappingNode {
			r.flowKey()
		}
		r.held = append(r.held, r.flow())
		r.lineBreaks()
		if r.peek(0) == ',' {
			r.at++
			r.lineBreaks()
		} else if r.peek(0) != end {
			r.giveUp()
		}
	}
	r.at++
	return r.leave(n, held)
}

// flowKey reads a key in brackets, and its colon.
func (r *reader) flowKey() {
	begin := r.at
	key := r.text(true)
	r.spaces()
	if r.peek(0) != ':' || !r.blank(1) || r.at-begin > maxKey {
		r.giveUp()
	}
	r.held = append(r.held, key)
	r.at++
	r.lineBreaks()
}

// lineBreaks goes over spaces and the ends of lines.
func (r *reader) lineBreaks() {
	for r.spaces(); r.at < len(r.source) && r.source[r.at] == '\n'; r.spaces() {
		r.newLine()
	}
	if r.at >= len(r.source) {
		r.giveUp()
	}
}
