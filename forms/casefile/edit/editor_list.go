package edit

import (
	"reflect"
	"strings"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/change"
)

// list writes the entries that differ, came, went or moved.
func (e *editor) list(m *member, from, to casefile.Value) {
	p := m.value
	if n := len(p.members); from.Len() != n {
		if !from.Empty() || !p.blank() {
			e.refuse("fault", to.Pointer) // entries that the case does not know of
			return
		}
		from.Go = reflect.MakeSlice(from.Model.Type, n, n)
	}
	match := matched(from, to)
	for i, there := range match.There {
		if (there < 0 || match.Moved[there]) && p.members[i].value.holdsAnchor() {
			e.refuse("alias", to.Pointer)
		}
	}
	if p.style == flow {
		e.listInBrackets(p, match, from, to)
		return
	}
	e.dropLines(p, match, to)
	at := e.lines.end(m.mark) // where the next entry goes
	for j, i := range match.Here {
		switch entry := to.Child(j); {
		case i >= 0 && !match.Moved[j]:
			e.member(&p.members[i], p.column, from.Child(i), entry)
			at = e.behind(&p.members[i], p.column)
		case i >= 0:
			start, end := e.begin(p.members[i].at), e.behind(&p.members[i], p.column)
			e.cut(at, at, e.newline+e.edited(&p.members[i], start, end, p.column, from.Child(i), entry))
		default:
			e.cut(at, at, e.newline+e.indented(e.entryLines(entry), p.column))
		}
	}
}

// matched is [change.Match], but an entry that alone differs is changed where it stands,
// whatever it was known by.
func matched(from, to casefile.Value) *change.Matching {
	differ := 0
	for i := range min(from.Len(), to.Len()) {
		if !change.Same(from.Child(i), to.Child(i)) {
			differ++
		}
	}
	if from.Len() != to.Len() || differ > 1 {
		return change.Match(from, to)
	}
	m := &change.Matching{Moved: make([]bool, to.Len())}
	for i := range to.Len() {
		m.There, m.Here = append(m.There, i), append(m.Here, i)
	}
	return m
}

// dropLines takes out the lines of the entries that went or moved, each with the end of the
// line before.
func (e *editor) dropLines(p *piece, match *change.Matching, to casefile.Value) {
	for i, there := range match.There {
		if there >= 0 && !match.Moved[there] {
			continue
		}
		m := &p.members[i]
		start := e.begin(m.at)
		if strings.TrimSpace(e.source[start:m.at]) != "" {
			e.refuse("layout", to.Pointer) // something stands before the dash
		}
		e.cut(e.above(start), e.behind(m, p.column), "")
	}
}

// edited gives a part of the text, which holds a member, with what differs in it.
func (e *editor) edited(m *member, start, end, column int, from, to casefile.Value) string {
	inner := *e
	inner.spans = nil
	inner.member(m, column, from, to)
	text, ok := inner.apply(start, end)
	if inner.refused != "" {
		e.refuse(inner.refused, inner.at)
	} else if !ok {
		e.refuse("layout", to.Pointer)
	}
	return text
}

// behind gives the end of the last line that belongs to a member: its own, or that of a
// comment right below that is indented more than column.
func (e *editor) behind(m *member, column int) int {
	at := e.lines.end(m.end())
	for next := e.next(at); next < len(e.source); next = e.next(next) {
		indent, rest := e.indent(next)
		if indent <= column || !strings.HasPrefix(rest, "#") {
			break
		}
		at = e.lines.end(next)
	}
	return at
}

// listInBrackets is list for [a, b].
func (e *editor) listInBrackets(p *piece, match *change.Matching, from, to casefile.Value) {
	gap := e.gap(p.members[0].at)
	kept := func(i int) bool { return match.There[i] >= 0 && !match.Moved[match.There[i]] }
	last := -1 // kept
	for i := range p.members {
		switch {
		case kept(i):
			if last < 0 && i > 0 {
				e.cut(p.members[0].at, p.members[i].at, "")
			} else if last >= 0 && last < i-1 {
				e.cut(p.members[last].end(), p.members[i-1].end(), "")
			}
			last = i
		case i == len(p.members)-1 && last >= 0:
			e.cut(p.members[last].end(), p.members[i].end(), "")
		case i == len(p.members)-1:
			e.cut(p.members[0].at, p.members[i].end(), "")
		}
	}
	before, comma := -1, ""
	for j, i := range match.Here {
		entry := to.Child(j)
		if i >= 0 && !match.Moved[j] {
			e.member(&p.members[i], p.column, from.Child(i), entry)
			before = i
			continue
		}
		text := e.inBrackets(entry, gap)
		if i >= 0 {
			text = e.edited(&p.members[i], p.members[i].at, p.members[i].end(), p.column, from.Child(i), entry)
		}
		if last < 0 { // nothing stays
			e.cut(p.members[0].at, p.members[0].at, comma+text)
			comma = "," + gap
			continue
		}
		first := before
		if before < 0 {
			for first = 0; !kept(first); first++ {
			}
			e.cut(p.members[first].at, p.members[first].at, text+","+gap)
			continue
		}
		e.insertInBrackets(p, before, text, gap)
	}
}
