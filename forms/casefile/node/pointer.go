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
