package layers

import (
	"slices"

	"go.yaml.in/yaml/v3"
)

// maxNodes bounds what aliases may blow a file up to.
const maxNodes = 1 << 20

// resolver writes out the aliases of one file and shifts its lines, in place.
type resolver struct {
	base   int // added to every line
	copied int // nodes written out for aliases
	within []*yaml.Node
	faults Faults
}

func (r *resolver) fault(line int, key string, args ...string) *Fault {
	f := NewFault(line, key, args...)
	r.faults = append(r.faults, f)
	return f
}

// resolve gives a node with every alias in it written out.
func (r *resolver) resolve(n *yaml.Node) *yaml.Node {
	if n.Kind == yaml.AliasNode {
		return r.alias(n)
	}
	if n.Anchor != "" {
		r.within = append(r.within, n)
		defer func() { r.within = r.within[:len(r.within)-1] }()
	}
	n.Line += r.base
	for i, child := range n.Content {
		n.Content[i] = r.resolve(child)
	}
	if n.Kind == yaml.MappingNode {
		r.mapping(n)
	}
	return n
}

// alias copies what an alias names. It stands before, and has no more aliases in it.
func (r *resolver) alias(n *yaml.Node) *yaml.Node {
	if slices.Contains(r.within, n.Alias) {
		r.fault(n.Line+r.base, "holds-itself", "name", n.Value)
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!null", Line: n.Line + r.base}
	}
	before := r.copied
	c := r.copy(n.Alias)
	if before <= maxNodes && r.copied > maxNodes {
		r.fault(n.Line+r.base, "aliases")
	}
	return c
}

func (r *resolver) copy(n *yaml.Node) *yaml.Node {
	c := *n
	c.Anchor, c.Content = "", nil
	if r.copied++; r.copied > maxNodes {
		return &c
	}
	for _, child := range n.Content {
		c.Content = append(c.Content, r.copy(child))
	}
	return &c
}

// mapping refuses a key that is there twice, and puts the keys of merge keys (<<) behind its own.
func (r *resolver) mapping(n *yaml.Node) {
	var merged []*yaml.Node
	own := n.Content[:0]
	first := make(map[string]int, len(n.Content)/2)
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		line, twice := first[key.Value]
		switch {
		case key.Tag == "!!merge":
			merged = append(merged, value)
		case twice:
			r.fault(key.Line, "twice", "name", key.Value).OtherLine = line
		default:
			own, first[key.Value] = append(own, key, value), key.Line
		}
	}
	n.Content = own
	for _, m := range merged {
		for i := 0; i+1 < len(m.Content); i += 2 {
			if at(n, m.Content[i].Value) < 0 {
				n.Content = append(n.Content, m.Content[i], m.Content[i+1])
			}
		}
	}
}

// merge lays one mapping over another.
func (r *resolver) merge(under, over *yaml.Node) {
	for i := 0; i+1 < len(over.Content); i += 2 {
		key, value := over.Content[i], over.Content[i+1]
		there := at(under, key.Value)
		switch {
		case value.Tag == "!!null" && there < 0:
			r.fault(key.Line, "ends-nothing", "name", key.Value)
		case value.Tag == "!!null":
			under.Content = append(under.Content[:there:there], under.Content[there+2:]...)
		case there < 0:
			under.Content = append(under.Content, key, r.fresh(value))
		case value.Kind == yaml.MappingNode && under.Content[there+1].Kind == yaml.MappingNode:
			under.Content[there] = key
			r.merge(under.Content[there+1], value)
		default:
			under.Content[there], under.Content[there+1] = key, r.fresh(value)
		}
	}
}

// fresh looks into a value that lies over nothing for what it ends there.
func (r *resolver) fresh(value *yaml.Node) *yaml.Node {
	if value.Kind != yaml.MappingNode {
		return value
	}
	for i := 0; i+1 < len(value.Content); i += 2 {
		if value.Content[i+1].Tag == "!!null" {
			r.fault(value.Content[i].Line, "ends-nothing", "name", value.Content[i].Value)
		}
		r.fresh(value.Content[i+1])
	}
	return value
}

// at is the index of a key in a mapping; -1 when it is not there.
func at(n *yaml.Node, key string) int {
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			return i
		}
	}
	return -1
}
