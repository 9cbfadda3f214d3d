package forms

import (
	"strconv"
	"strings"
)

var (
	tokenEscaper   = strings.NewReplacer("~", "~0", "/", "~1")
	tokenUnescaper = strings.NewReplacer("~1", "/", "~0", "~")
)

// escapeToken writes a key as a token of a JSON Pointer (RFC 6901).
func escapeToken(token string) string {
	if !strings.ContainsAny(token, "~/") {
		return token
	}
	return tokenEscaper.Replace(token)
}

// Position gives the line and column, 1-based and in characters, at which the value of a
// JSON Pointer begins in the case file; for a group or list, those of its key. A value
// that is not in the file has the position of what would hold it. A control that came
// from a table has the position of the key that names the table; see [File.Place].
func (f *File) Position(pointer string) (line, column int) {
	for _, t := range f.tables {
		if within(pointer, t.pointer) {
			pointer = t.named
		}
	}
	at := f.root.find(pointer)
	return int(at.line), int(at.column)
}

// Place is [File.Position], but follows a control into the table that it came from; file
// is the one that the position is in.
func (f *File) Place(pointer string) (file string, line, column int) {
	for _, t := range f.tables {
		if within(pointer, t.pointer) {
			at := t.root.find(strings.TrimPrefix(pointer, t.pointer))
			return t.name, int(at.line), int(at.column)
		}
	}
	line, column = f.Position(pointer)
	return f.Name, line, column
}

// within tells whether pointer is base or something inside it.
func within(pointer, base string) bool {
	return pointer == base || strings.HasPrefix(pointer, base+"/")
}

// find gives the place of the value, or of the innermost that would hold it.
func (n *node) find(pointer string) place {
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
	return n.place
}

// around gives the innermost value that begins at or before a place, and no later value
// does, with its pointer.
func (n *node) around(at place) (pointer string, inner *node) {
	last := -1
	for i := range n.children {
		if n.children[i].value.before(at) {
			last = i
		}
	}
	if last < 0 {
		return "", n
	}
	child := &n.children[last]
	token := child.key
	if n.kind == kindList {
		token = strconv.Itoa(last)
	}
	pointer, inner = child.value.around(at)
	return "/" + escapeToken(token) + pointer, inner
}

// before tells whether p is at or before q.
func (p place) before(q place) bool {
	return p.line < q.line || p.line == q.line && p.column <= q.column
}
