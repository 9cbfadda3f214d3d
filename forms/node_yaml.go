package forms

import (
	"errors"
	"io"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// readYAML reads one YAML document. It returns false when there is nothing to decode;
// the reason is then among the faults.
func readYAML(source string, f *faults) (node, bool) {
	documents, err := parseYAML(source)
	switch {
	case err != nil:
		yamlSyntax(source, err, f)
		return node{}, false
	case len(documents) == 0:
		f.at(place{1, 1}, "", "case:empty")
		return node{}, false
	case len(documents) > 1:
		f.at(placeOf(documents[1]), "", "case:multiple-documents")
		return node{}, false
	}
	reader := yamlReader{faults: f, anchors: map[*yaml.Node]*anchor{}}
	root, _ := reader.read(documents[0], 1)
	if root.kind == kindAbsent {
		f.at(place{1, 1}, "", "case:empty")
	}
	return root, root.kind != kindAbsent && !reader.stopped
}

// parseYAML gives the root of the first and, if there is one, of the second document.
func parseYAML(source string) ([]*yaml.Node, error) {
	decoder := yaml.NewDecoder(strings.NewReader(source))
	var roots []*yaml.Node
	for len(roots) < 2 {
		var document yaml.Node
		if err := decoder.Decode(&document); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, err
		}
		roots = append(roots, document.Content[0])
	}
	return roots, nil
}

// yamlReader turns the parser's tree into nodes.
type yamlReader struct {
	faults  *faults
	anchors map[*yaml.Node]*anchor
	stopped bool
}

// anchor is an anchored value that aliases may repeat.
type anchor struct {
	node
	measure
	done bool
}

func placeOf(y *yaml.Node) place { return place{int32(y.Line), int32(y.Column)} }

// read turns y into a node. depth counts the collections around it and y itself.
func (r *yamlReader) read(y *yaml.Node, depth int) (node, measure) {
	if y.Kind == yaml.AliasNode {
		return r.alias(y, depth)
	}
	if y.Anchor != "" {
		r.anchors[y] = &anchor{}
	}
	n, m := r.value(y, depth)
	if m.weight > maxWeight {
		r.stop(y, "case:alias-bomb", maxWeight)
	}
	if y.Anchor != "" {
		r.anchors[y] = &anchor{n, m, true}
	}
	return n, m
}

// value turns a value that is not an alias into a node.
func (r *yamlReader) value(y *yaml.Node, depth int) (node, measure) {
	n := node{kind: kindOf(y), text: y.Value, place: placeOf(y)}
	m := measure{weight: weightOf(y.Value)}
	if n.kind != kindList && n.kind != kindGroup {
		return n, m
	}
	if depth > maxDepth {
		r.stop(y, "case:depth", maxDepth)
	}
	if r.stopped {
		return node{}, m
	}
	if n.kind == kindList {
		n.children = r.entries(y, depth, &m)
	} else {
		n.children = r.members(y, depth, &m)
	}
	return n, m
}

func (r *yamlReader) entries(y *yaml.Node, depth int, m *measure) []member {
	entries := make([]member, 0, len(y.Content))
	for _, entry := range y.Content {
		value, size := r.read(entry, depth+1)
		m.hold(size)
		entries = append(entries, member{at: placeOf(entry), value: value})
	}
	return entries
}

func (r *yamlReader) members(y *yaml.Node, depth int, m *measure) []member {
	members := make([]member, 0, len(y.Content)/2)
	for i := 0; i+1 < len(y.Content); i += 2 {
		key, _ := r.read(y.Content[i], depth+1)
		value, size := r.read(y.Content[i+1], depth+1)
		m.hold(size)
		if key.kind == kindList || key.kind == kindGroup {
			r.faults.at(key.place, "", "case:wrong-type", "wanted", string(kindText), "found", string(key.kind))
			continue
		}
		members = append(members, newMember(key.text, placeOf(y.Content[i]), value))
	}
	return members
}

// newMember gives a group, a list or nothing the place of its key: that is where a
// reader looks for it.
func newMember(key string, at place, value node) member {
	if value.kind == kindList || value.kind == kindGroup || value.kind == kindAbsent {
		value.place = at
	}
	return member{key: key, at: at, value: value}
}

// alias repeats the anchored value at the place of the alias.
func (r *yamlReader) alias(y *yaml.Node, depth int) (node, measure) {
	target := r.anchors[y.Alias]
	if target == nil || !target.done {
		r.stop(y, "case:alias-bomb", maxWeight) // a value that holds itself
		return node{}, measure{}
	}
	if depth+target.height > maxDepth {
		r.stop(y, "case:depth", maxDepth)
	}
	n := target.node
	n.place = placeOf(y)
	return n, target.measure
}

// stop reports the one fault after which reading on is of no use.
func (r *yamlReader) stop(y *yaml.Node, id string, limit int) {
	if !r.stopped {
		r.faults.at(placeOf(y), "", id, "limit", strconv.Itoa(limit))
	}
	r.stopped = true
}

// kindOf tells what y is. Plain nothing, ~ and null are absent; plain true and false are
// boolean; every other plain scalar is taken as text, as it is written.
func kindOf(y *yaml.Node) kind {
	standard := y.Tag == "!!str" || y.Tag == "!!map" || y.Tag == "!!seq"
	switch {
	case y.Style&yaml.TaggedStyle != 0 && !standard:
		return kindTagged
	case y.Kind == yaml.MappingNode:
		return kindGroup
	case y.Kind == yaml.SequenceNode:
		return kindList
	case y.Style == 0 && (y.Value == "" || y.Value == "~" || y.Value == "null"):
		return kindAbsent
	case y.Style == 0 && y.Tag == "!!bool":
		return kindBool
	}
	return kindText
}
