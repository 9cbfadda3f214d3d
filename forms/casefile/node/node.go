package node

import "yoshiki/forms/casefile"

// Node is one value of the source, whether YAML, JSON or a table.
type Node struct {
	Kind     casefile.Kind
	Text     string
	Comment  string // behind a plain value on its line, from "#"
	Children []Member
	casefile.Place
}

// Member is one key of a group with its value, or one entry of a list.
type Member struct {
	Key   string
	At    casefile.Place // of the key
	Value Node
}

// MaxDepth bounds how deep lists and groups may be nested.
const MaxDepth = 64

// measure is how large and how deep a node is with every alias written out.
type measure struct{ weight, height int }

// maxWeight bounds a case with every alias written out. Any file of MaxCaseSize with
// fewer than a million values stays below it, if it has no alias.
const maxWeight = 2 * casefile.MaxCaseSize

// weightOf is the weight of one value: its text and what it costs to hold it.
func weightOf(text string) int { return 16 + len(text) }

// hold adds a child to m.
func (m *measure) hold(child measure) {
	m.weight = min(m.weight+child.weight, maxWeight+1)
	m.height = max(m.height, child.height+1)
}

// child gives the value under a key or list index.
func (n *Node) child(token string, index int) *Node {
	if n.Kind == casefile.KindList {
		if index < 0 || index >= len(n.Children) {
			return nil
		}
		return &n.Children[index].Value
	}
	for i := range n.Children {
		if n.Children[i].Key == token {
			return &n.Children[i].Value
		}
	}
	return nil
}
