package node

import (
	"sort"
	"strings"

	"go.yaml.in/yaml/v3"
)

// halvedSize is the size of a source, in bytes, from which on two processors read it.
const halvedSize = 64 << 10

// whole reports whether a line may hang on lines far before it, or they on it: an anchor or
// alias, the beginning of another document, a text in quotation marks that goes on.
func whole(line string) bool {
	if strings.Count(line, `"`)%2 == 1 || strings.Count(line, "'")%2 == 1 || strings.Contains(line, `\"`) {
		return true
	}
	if strings.HasPrefix(line, "---") || strings.HasPrefix(line, "...") || strings.HasPrefix(line, "%") {
		return true
	}
	for _, mark := range "&*" {
		for at := strings.IndexRune(line, mark); at >= 0; {
			if at == 0 || strings.IndexByte(" \t[{,:-", line[at-1]) >= 0 {
				return true
			}
			next := strings.IndexRune(line[at+1:], mark)
			if next < 0 {
				break
			}
			at += 1 + next
		}
	}
	return false
}

// cut is a part of a source: entries of one list, from the beginning of a line to the end of
// another. The source without it is a document with a shorter list.
type cut struct {
	begin, end  int // offsets
	first       int // line of the first entry of the list, counted from 1
	line, lines int // lines before the part, and in it
	indent      int // of the entries
}

// parseHalves reads a source whose longest list is cut in two, both parts at once. What it
// cannot be sure of it leaves to the reader of the whole: ok is false.
func parseHalves(source string) (root *yaml.Node, ok bool) {
	if len(source) < halvedSize {
		return nil, false
	}
	c, ok := middle(source)
	if !ok {
		return nil, false
	}
	part := make(chan *yaml.Node, 1)
	go func() { part <- single(source[c.begin:c.end]) }()
	root = single(source[:c.begin] + source[c.end:])
	entries := <-part
	if root == nil || entries == nil || entries.Kind != yaml.SequenceNode || entries.Column != c.indent+1 {
		return nil, false
	}
	shift(root, c.line, c.lines)
	shift(entries, 0, c.line)
	return root, c.join(root, entries)
}

// single is the root of the one document in a source; nil if there is not one.
func single(source string) *yaml.Node {
	roots, err := parseWhole(source)
	if err != nil || len(roots) != 1 {
		return nil
	}
	return roots[0]
}

// shift moves what stands behind a line down.
func shift(n *yaml.Node, after, by int) {
	if n.Line > after {
		n.Line += by
	}
	for _, child := range n.Content {
		shift(child, after, by)
	}
}

// join puts the entries into their list, and reports whether it is found.
func (c *cut) join(n, entries *yaml.Node) bool {
	if n.Kind == yaml.SequenceNode && n.Line == c.first && n.Column == c.indent+1 && n.Style&yaml.FlowStyle == 0 {
		at := 0
		for at < len(n.Content) && n.Content[at].Line <= c.line {
			at++
		}
		n.Content = append(n.Content[:at:at], append(entries.Content, n.Content[at:]...)...)
		return at > 0
	}
	for _, child := range n.Content {
		if child.Line <= c.first && c.join(child, entries) {
			return true
		}
	}
	return false
}

// run is a list: lines that begin an entry, with none between that is indented less.
type run struct {
	indent int
	begins []place
}

// place is the beginning of a line.
type place struct{ offset, line int }

// middle finds the part to cut: half of the source if a list is that long.
func middle(source string) (cut, bool) {
	l := lists{most: len(source) / 2}
	at := place{0, 1}
	for line := range strings.SplitAfterSeq(source, "\n") {
		if whole(line) {
			return cut{}, false
		}
		l.line(line, at)
		at.offset, at.line = at.offset+len(line), at.line+1
	}
	l.leave(-1, false)
	return l.best, l.best.end > 0
}

// lists are the lists of a source while its lines are read.
type lists struct {
	open []*run // the outer first
	most int    // bytes that are to be cut
	best cut
}

// line takes a line in.
func (l *lists) line(line string, at place) {
	text := strings.TrimLeft(line, " ")
	indent := len(line) - len(text)
	if text = strings.TrimRight(text, "\r\n"); text == "" || text[0] == '#' {
		return
	}
	entry := strings.HasPrefix(text, "- ")
	l.leave(indent, entry)
	if !entry {
		return
	}
	if len(l.open) == 0 || l.open[len(l.open)-1].indent < indent {
		l.open = append(l.open, &run{indent: indent})
	}
	last := l.open[len(l.open)-1]
	last.begins = append(last.begins, at)
}

// leave closes the lists that a line with an indentation is not in.
func (l *lists) leave(indent int, entry bool) {
	for n := len(l.open) - 1; n >= 0 && (l.open[n].indent > indent || l.open[n].indent == indent && !entry); n-- {
		if c := l.open[n].cut(l.most); c.end-c.begin > l.best.end-l.best.begin {
			l.best = c
		}
		l.open = l.open[:n]
	}
}

// cut gives entries of the list up to a size; the first and the last stay.
func (r *run) cut(most int) cut {
	last := len(r.begins) - 1
	from := max(1, sort.Search(last, func(i int) bool { return r.begins[last].offset-r.begins[i].offset <= most }))
	if from >= last {
		return cut{}
	}
	b, e := r.begins[from], r.begins[last]
	return cut{b.offset, e.offset, r.begins[0].line, b.line - 1, e.line - b.line, r.indent}
}
