package plainyaml

import (
	"errors"
	"slices"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

// maxDepth bounds how deep values may be nested.
const maxDepth = 200

// maxKey bounds the length of a key, as YAML does.
const maxKey = 1000

// errNotPlain is what a reader panics with, and [Read] goes on from.
var errNotPlain = errors.New("not plain YAML")

// reader goes through a source once, and gives up where it finds what is not plain.
type reader struct {
	source  string
	at      int // offset of what is read next
	line    int // counted from 1
	indent  int // of the line that was advanced to; -1 behind the last
	depth   int
	anchors map[string]*yaml.Node
	held    []*yaml.Node // values of the groups and lists that are not complete
	made    []yaml.Node  // not used yet

	column, counted int // characters of the line before an offset, and that offset
}

// giveUp leaves the source to the library. It does not return.
func (r *reader) giveUp() *yaml.Node { panic(errNotPlain) }

// peek is the byte so many behind the next; at the end of the source the end of a line.
func (r *reader) peek(by int) byte {
	if r.at+by < len(r.source) {
		return r.source[r.at+by]
	}
	return '\n'
}

// blank reports whether the byte so many behind the next is a space or the end of a line.
func (r *reader) blank(by int) bool { return r.peek(by) == ' ' || r.peek(by) == '\n' }

func (r *reader) spaces() {
	for r.at < len(r.source) && r.source[r.at] == ' ' {
		r.at++
	}
}

// newLine goes to the beginning of the next line from the end of one.
func (r *reader) newLine() {
	r.at++
	r.line++
	r.column, r.counted = 0, r.at
}

// advance goes from the beginning of a line to what is next, over comments and empty lines.
func (r *reader) advance() {
	for r.at < len(r.source) {
		begin := r.at
		r.spaces()
		switch r.peek(0) {
		case '#':
			r.at += strings.IndexByte(r.source[r.at:], '\n')
		case '\n':
		default:
			r.indent = r.at - begin
			return
		}
		r.newLine()
	}
	r.indent = -1
}

// endLine wants nothing but a comment in the rest of the line, gives it, and advances.
func (r *reader) endLine() (comment string) {
	begin := r.at
	r.spaces()
	end := r.at
	if r.peek(0) == '#' && r.at > begin {
		end += strings.IndexByte(r.source[r.at:], '\n')
	} else if r.peek(0) != '\n' {
		r.giveUp()
	}
	comment, r.at = r.source[r.at:end], end
	r.newLine()
	r.advance()
	return comment
}

// here is the column of what is read next, counted in characters from 0.
func (r *reader) here() int {
	r.column += utf8.RuneCountInString(r.source[r.counted:r.at])
	r.counted = r.at
	return r.column
}

// node makes a value that begins here.
func (r *reader) node(kind yaml.Kind, tag string) *yaml.Node {
	if len(r.made) == 0 {
		r.made = make([]yaml.Node, 64)
	}
	n := &r.made[0]
	r.made = r.made[1:]
	n.Kind, n.Tag, n.Line, n.Column = kind, tag, r.line, r.here()+1
	return n
}

// enter and leave are around what may be nested.
func (r *reader) enter() (held int) {
	if r.depth++; r.depth > maxDepth {
		r.giveUp()
	}
	return len(r.held)
}

// leave gives a group or list what was held since it was entered.
func (r *reader) leave(n *yaml.Node, held int) *yaml.Node {
	r.depth--
	n.Content = slices.Clone(r.held[held:])
	r.held = r.held[:held]
	return n
}
