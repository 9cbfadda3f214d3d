package layers

import (
	"errors"
	"fmt"

	"go.yaml.in/yaml/v3"
)

// maxNodes bounds what aliases may blow a file up to.
const maxNodes = 1 << 20

// resolver writes out the aliases of one file and shifts its lines.
type resolver struct {
	base   int // added to every line
	nodes  int
	within []*yaml.Node // aliases being written out
	faults []error
}

func (r *resolver) fault(line int, format string, args ...any) {
	r.faults = append(r.faults, fmt.Errorf("line %d: %w", line, fmt.Errorf(format, args...)))
}

var errAliases = errors.New("aliases make too much of it")

// resolve copies a node with every alias in it written out.
func (r *resolver) resolve(n *yaml.Node) *yaml.Node {
	if n.Kind == yaml.AliasNode {
		return r.alias(n)
	}
	c := &yaml.Node{Kind: n.Kind, Style: n.Style, Tag: n.Tag, Value: n.Value, Line: n.Line + r.base, Column: n.Column}
	if r.nodes++; r.nodes > maxNodes {
		if r.nodes == maxNodes+1 {
			r.fault(c.Line, "%w", errAliases)
		}
		return c
	}
	if n.Kind == yaml.MappingNode {
		r.mapping(c, n)
		return c
	}
	for _, child := range n.Content {
		c.Content = append(c.Content, r.resolve(child))
	}
	return c
}

func (r *resolver) alias(n *yaml.Node) *yaml.Node {
	for _, outer := range r.within {
		if outer == n.Alias {
			r.fault(n.Line+r.base, "*%s holds itself", n.Value)
			return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!null", Line: n.Line + r.base}
		}
	}
	r.within = append(r.within, n.Alias)
	defer func() { r.within = r.within[:len(r.within)-1] }()
	return r.resolve(n.Alias)
}

// mapping copies the keys of a mapping, those of its merge keys (<<) behind its own.
func (r *resolver) mapping(c, n *yaml.Node) {
	var merged []*yaml.Node
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := r.resolve(n.Content[i]), r.resolve(n.Content[i+1])
		if key.Tag == "!!merge" {
			merged = append(merged, value)
			continue
		}
		if first := at(c, key.Value); first >= 0 {
			r.fault(key.Line, "mapping key %q already defined at line %d", key.Value, c.Content[first].Line)
			continue
		}
		c.Content = append(c.Content, key, value)
	}
	for _, m := range merged {
		for i := 0; i+1 < len(m.Content); i += 2 {
			if at(c, m.Content[i].Value) < 0 {
				c.Content = append(c.Content, m.Content[i], m.Content[i+1])
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
			r.fault(key.Line, "there is no %s to end", key.Value)
		case value.Tag == "!!null":
			under.Content = append(under.Content[:there:there], under.Content[there+2:]...)
		case there < 0:
			under.Content = append(under.Content, key, r.onto(new(yaml.Node), value))
		case value.Kind == yaml.MappingNode && under.Content[there+1].Kind == yaml.MappingNode:
			under.Content[there] = key
			r.merge(under.Content[there+1], value)
		default:
			under.Content[there], under.Content[there+1] = key, r.onto(new(yaml.Node), value)
		}
	}
}

// onto lays a value over nothing, so that what it ends there is told.
func (r *resolver) onto(n, value *yaml.Node) *yaml.Node {
	if *n = *value; n.Kind == yaml.MappingNode {
		n.Content = nil
		r.merge(n, value)
	}
	return n
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
