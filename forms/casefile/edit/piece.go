package edit

import (
	"sort"
	"unicode/utf8"

	"yoshiki/forms/casefile"
)

// piece is one value of the text with the bytes that it takes up.
type piece struct {
	kind  casefile.Kind
	style style
	// From start to end the value stands, without anchor and tag before it, comment and end
	// of line behind it. Both are the same when it is absent.
	start, end int
	head       int // of a block text: the end of its "|-"
	// column at which the keys or dashes of a block stand, counted from 0.
	column  int
	members []member
	alias   bool // it repeats another value
	anchor  bool // other values repeat it
	odd     bool // it is written in a way that is not edited
}

// member is one key of a group with its value, or one entry of a list.
type member struct {
	key string
	// at is where it begins: with its key, its dash or, in brackets, its value.
	at int
	// mark is behind the colon or the dash; in brackets, of an entry, it is at.
	mark  int
	value *piece
	// inFlow tells that it stands in brackets.
	inFlow bool
}

// end is where the member ends.
func (m *member) end() int { return max(m.mark, m.value.end) }

// style is how a value is written.
type style int

const (
	plain style = iota // as it is; of a group or list: in a block, by lines
	single
	double
	literal
	folded
	flow // in brackets
)

// holdsAnchor reports whether something in the piece is repeated elsewhere.
func (p *piece) holdsAnchor() bool {
	if p.anchor {
		return true
	}
	for i := range p.members {
		if p.members[i].value.holdsAnchor() {
			return true
		}
	}
	return false
}

// blank reports whether the piece and all in it is absent, as in a case to be filled in.
func (p *piece) blank() bool {
	for i := range p.members {
		if !p.members[i].value.blank() {
			return false
		}
	}
	return p.kind != casefile.KindText && p.kind != casefile.KindBool || p.start == p.end
}

// member gives the first member with a key.
func (p *piece) member(key string) *member {
	for i := range p.members {
		if p.members[i].key == key {
			return &p.members[i]
		}
	}
	return nil
}

// lines knows where the lines of a source begin.
type lines struct {
	source string
	starts []int
}

func linesOf(source string) lines {
	l := lines{source: source, starts: []int{0}}
	for i := 0; i < len(source); i++ {
		switch {
		case source[i] == '\n', source[i] == '\r' && !(i+1 < len(source) && source[i+1] == '\n'):
			l.starts = append(l.starts, i+1)
		}
	}
	return l
}

// offset gives the byte at a line and column, 1-based and in characters.
func (l lines) offset(line, column int) int {
	at := l.starts[min(line, len(l.starts))-1]
	for ; column > 1 && at < len(l.source); column-- {
		_, size := utf8.DecodeRuneInString(l.source[at:])
		at += size
	}
	return at
}

// begin gives where the line with a byte begins.
func (l lines) begin(at int) int {
	return l.starts[sort.SearchInts(l.starts, at+1)-1]
}

// end gives the end of the line with a byte, before what ends it.
func (l lines) end(at int) int {
	for at < len(l.source) && l.source[at] != '\n' && l.source[at] != '\r' {
		at++
	}
	return at
}

// above gives the end of the line before the one that begins at start.
func (l lines) above(start int) int {
	if start == 0 {
		return 0
	}
	return l.end(l.begin(start - 1))
}

// next gives where the line after the one with a byte begins.
func (l lines) next(at int) int {
	n := sort.SearchInts(l.starts, at+1)
	if n == len(l.starts) {
		return len(l.source)
	}
	return l.starts[n]
}

// indent gives the number of spaces at the beginning of the line at start, and the rest of
// the line.
func (l lines) indent(start int) (int, string) {
	at := start
	for at < len(l.source) && l.source[at] == ' ' {
		at++
	}
	return at - start, l.source[at:l.end(at)]
}
