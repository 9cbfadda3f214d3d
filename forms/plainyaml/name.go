package plainyaml

import "go.yaml.in/yaml/v3"

// anchored reads a value behind the name that is given to it, see [reader.value].
func (r *reader) anchored(column int, dash bool) *yaml.Node {
	line, begin := r.line, r.here()+1
	name := r.name()
	delete(r.anchors, name) // a value that holds itself is left to the library
	end := r.at
	r.spaces()
	var n *yaml.Node
	switch r.peek(0) {
	case '\n', '#':
		r.at = end
		n = r.below(column, dash)
	case '&', '*', '-':
	default:
		n = r.value(column, false)
	}
	if n == nil {
		return r.giveUp()
	}
	n.Anchor, n.Line, n.Column = name, line, begin
	r.anchors[name] = n
	return n
}

// alias reads the name of a value that stands before.
func (r *reader) alias() *yaml.Node {
	n := r.node(yaml.AliasNode, "")
	n.Value = r.name()
	if n.Alias = r.anchors[n.Value]; n.Alias == nil {
		return r.giveUp()
	}
	return n
}

func (r *reader) name() string {
	r.at++
	begin := r.at
	for r.at < len(r.source) && named(r.source[r.at]) {
		r.at++
	}
	if next := r.peek(0); r.at == begin || !r.blank(0) && next != ',' && next != ']' && next != '}' {
		r.giveUp()
	}
	return r.source[begin:r.at]
}

func named(b byte) bool {
	return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || b == '-' || b == '_'
}
