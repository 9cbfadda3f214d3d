package node

import (
	"strconv"

	"yoshiki/forms/casefile"
)

// Find gives the place of the value, or of the innermost that would hold it.
func (n *Node) Find(pointer string) casefile.Place {
	for _, token := range casefile.PointerTokens(pointer) {
		index, err := strconv.Atoi(token)
		if err != nil {
			index = -1
		}
		child := n.child(token, index)
		if child == nil {
			break
		}
		n = child
	}
	return n.Place
}

// TextOf is what a key of a group says; "" when it is not there or no text.
func (n *Node) TextOf(key string) string {
	if child := n.child(key, -1); child != nil && n.Kind == casefile.KindGroup {
		return child.Text
	}
	return ""
}

// Depth is how many tokens of a pointer there are values for.
func (n *Node) Depth(pointer string) int {
	depth := 0
	for _, token := range casefile.PointerTokens(pointer) {
		index, err := strconv.Atoi(token)
		if err != nil {
			index = -1
		}
		child := n.child(token, index)
		if child == nil || child.Kind == casefile.KindAbsent {
			break
		}
		n, depth = child, depth+1
	}
	return depth
}

// around gives the innermost value that begins at or before a place, and no later value
// does, with its pointer.
func (n *Node) around(at casefile.Place) (pointer string, inner *Node) {
	last := -1
	for i := range n.Children {
		if n.Children[i].Value.Before(at) {
			last = i
		}
	}
	if last < 0 {
		return "", n
	}
	child := &n.Children[last]
	token := child.Key
	if n.Kind == casefile.KindList {
		token = strconv.Itoa(last)
	}
	pointer, inner = child.Value.around(at)
	return "/" + casefile.EscapeToken(token) + pointer, inner
}
