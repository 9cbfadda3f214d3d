package node

import (
	"strconv"
	"strings"

	"yoshiki/forms/casefile"
)

var (
	tokenEscaper   = strings.NewReplacer("~", "~0", "/", "~1")
	tokenUnescaper = strings.NewReplacer("~1", "/", "~0", "~")
)

// EscapeToken writes a key as a token of a JSON Pointer (RFC 6901).
func EscapeToken(token string) string {
	if !strings.ContainsAny(token, "~/") {
		return token
	}
	return tokenEscaper.Replace(token)
}

// Find gives the place of the value, or of the innermost that would hold it.
func (n *Node) Find(pointer string) casefile.Place {
	for pointer != "" {
		token, rest, _ := strings.Cut(strings.TrimPrefix(pointer, "/"), "/")
		index, err := strconv.Atoi(token)
		if err != nil {
			index = -1
		}
		child := n.child(tokenUnescaper.Replace(token), index)
		if child == nil {
			break
		}
		n = child
		if pointer = rest; pointer != "" {
			pointer = "/" + rest
		}
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
	return "/" + EscapeToken(token) + pointer, inner
}
