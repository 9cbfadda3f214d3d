package node

import (
	"strconv"

	"go.yaml.in/yaml/v3"

	"yoshiki/forms/casefile"
	"yoshiki/forms/plainyaml"
)

// YAML reads one YAML document. It returns false when there is nothing to decode;
// the reason is then among the faults.
func YAML(source string, f *casefile.Faults) (Node, bool) {
	documents, err := plainyaml.Read(source)
	switch {
	case err != nil:
		yamlSyntax(source, err, f)
		return Node{}, false
	case len(documents) == 0:
		f.At(casefile.Place{Line: 1, Column: 1}, "", "case:empty")
		return Node{}, false
	case len(documents) > 1:
		f.At(placeOf(documents[1]), "", "case:multiple-documents")
		return Node{}, false
	}
	reader := yamlReader{faults: f, anchors: map[*yaml.Node]*anchor{}}
	root, _ := reader.read(documents[0], 1)
	if root.Kind == casefile.KindAbsent {
		f.At(casefile.Place{Line: 1, Column: 1}, "", "case:empty")
	}
	return root, root.Kind != casefile.KindAbsent && !reader.stopped
}

// yamlReader turns the parser's tree into nodes.
type yamlReader struct {
	faults  *casefile.Faults
	anchors map[*yaml.Node]*anchor
	stopped bool
}

// anchor is an anchored value that aliases may repeat.
type anchor struct {
	Node
	measure
	done bool
}

func placeOf(y *yaml.Node) casefile.Place {
	return casefile.Place{Line: int32(y.Line), Column: int32(y.Column)}
}

// read turns y into a node. depth counts the collections around it and y itself.
func (r *yamlReader) read(y *yaml.Node, depth int) (Node, measure) {
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
func (r *yamlReader) value(y *yaml.Node, depth int) (Node, measure) {
	n := Node{Kind: kindOf(y), Text: y.Value, Place: placeOf(y)}
	if y.Style == 0 {
		n.Comment = y.LineComment
	}
	m := measure{weight: weightOf(y.Value)}
	if n.Kind != casefile.KindList && n.Kind != casefile.KindGroup {
		return n, m
	}
	if depth > MaxDepth {
		r.stop(y, "case:depth", MaxDepth)
	}
	if r.stopped {
		return Node{}, m
	}
	if n.Kind == casefile.KindList {
		n.Children = r.entries(y, depth, &m)
	} else {
		n.Children = r.members(y, depth, &m)
	}
	return n, m
}

func (r *yamlReader) entries(y *yaml.Node, depth int, m *measure) []Member {
	entries := make([]Member, 0, len(y.Content))
	for _, entry := range y.Content {
		value, size := r.read(entry, depth+1)
		m.hold(size)
		entries = append(entries, Member{At: placeOf(entry), Value: value})
	}
	return entries
}

func (r *yamlReader) members(y *yaml.Node, depth int, m *measure) []Member {
	members := make([]Member, 0, len(y.Content)/2)
	for i := 0; i+1 < len(y.Content); i += 2 {
		key, _ := r.read(y.Content[i], depth+1)
		value, size := r.read(y.Content[i+1], depth+1)
		m.hold(size)
		if key.Kind == casefile.KindList || key.Kind == casefile.KindGroup {
			r.faults.At(key.Place, "", "case:wrong-type", "wanted", string(casefile.KindText), "found", string(key.Kind))
			continue
		}
		members = append(members, newMember(key.Text, placeOf(y.Content[i]), value))
	}
	return members
}

// newMember gives a group, a list or nothing the place of its key: that is where a
// reader looks for it.
func newMember(key string, at casefile.Place, value Node) Member {
	if value.Kind == casefile.KindList || value.Kind == casefile.KindGroup || value.Kind == casefile.KindAbsent {
		value.Place = at
	}
	return Member{Key: key, At: at, Value: value}
}

// alias repeats the anchored value at the place of the alias.
func (r *yamlReader) alias(y *yaml.Node, depth int) (Node, measure) {
	target := r.anchors[y.Alias]
	if target == nil || !target.done {
		r.stop(y, "case:alias-bomb", maxWeight) // a value that holds itself
		return Node{}, measure{}
	}
	if depth+target.height > MaxDepth {
		r.stop(y, "case:depth", MaxDepth)
	}
	n := target.Node
	n.Place = placeOf(y)
	return n, target.measure
}

// stop reports the one fault after which reading on is of no use.
func (r *yamlReader) stop(y *yaml.Node, id string, limit int) {
	if !r.stopped {
		r.faults.At(placeOf(y), "", id, "limit", strconv.Itoa(limit))
	}
	r.stopped = true
}

// kindOf tells what y is. Plain nothing, ~ and null are absent; plain true and false are
// boolean; every other plain scalar is taken as text, as it is written.
func kindOf(y *yaml.Node) casefile.Kind {
	standard := y.Tag == "!!str" || y.Tag == "!!map" || y.Tag == "!!seq"
	switch {
	case y.Style&yaml.TaggedStyle != 0 && !standard:
		return casefile.KindTagged
	case y.Kind == yaml.MappingNode:
		return casefile.KindGroup
	case y.Kind == yaml.SequenceNode:
		return casefile.KindList
	case y.Style == 0 && (y.Value == "" || y.Value == "~" || y.Value == "null"):
		return casefile.KindAbsent
	case y.Style == 0 && y.Tag == "!!bool":
		return casefile.KindBool
	}
	return casefile.KindText
}
