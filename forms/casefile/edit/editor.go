package edit

import (
	"cmp"
	"slices"
	"strings"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/change"
	"yoshiki/forms/casefile/decode"
)

// editor collects the spans of a text that are to be replaced.
type editor struct {
	lines
	json    bool
	newline string
	colon   string // between key and value in brackets
	step    int    // by which a group is indented
	dash    int    // by which a list is indented
	forced  string // pointer of what is written though the cases do not differ in it
	spans   []span
	refused string // reason why the edit cannot be made, and the pointer
	at      string
}

// span is a part of the text and what stands in its place.
type span struct {
	start, end int
	text       string
}

func newEditor(t *Text, root *piece, forced string) *editor {
	e := &editor{lines: linesOf(t.source), json: decode.IsJSON(t.name, t.source), forced: forced, newline: "\n", colon: ": ", step: 2, dash: 2}
	if end := e.end(0); strings.HasPrefix(t.source[end:], "\r\n") {
		e.newline = "\r\n"
	}
	e.habits(root, &[2]bool{})
	if e.json && len(root.members) > 0 && e.source[root.members[0].mark] != ' ' {
		e.colon = ":"
	}
	return e
}

// habits finds out how the text is indented, from the first group and list in it.
func (e *editor) habits(p *piece, known *[2]bool) {
	for i := range p.members {
		v, own := p.members[i].value, p.style != flow && p.kind == casefile.KindGroup
		switch own = own && v.style != flow && len(v.members) > 0; {
		case own && v.kind == casefile.KindGroup && !known[0]:
			e.step, known[0] = max(v.column-p.column, 1), true
		case own && v.kind == casefile.KindList && !known[1]:
			e.dash, known[1] = max(v.column-p.column, 0), true
		}
		if !known[0] || !known[1] {
			e.habits(v, known)
		}
	}
}

func (e *editor) refuse(reason, pointer string) {
	if e.refused == "" {
		e.refused, e.at = reason, pointer
	}
}

func (e *editor) cut(start, end int, text string) {
	e.spans = append(e.spans, span{start, end, text})
}

// apply gives a part of the text with the spans replaced. ok is false when they overlap.
func (e *editor) apply(start, end int) (text string, ok bool) {
	spans := slices.Clone(e.spans)
	slices.SortStableFunc(spans, func(a, b span) int { return cmp.Or(a.start-b.start, a.end-b.end) })
	var out strings.Builder
	at := start
	for _, s := range spans {
		if s.start < at || s.end > end {
			return "", false
		}
		out.WriteString(e.source[at:s.start] + s.text)
		at = s.end
	}
	out.WriteString(e.source[at:end])
	return out.String(), true
}

// wanted reports whether a place is to be written in spite of what the cases say.
func (e *editor) wanted(v casefile.Value) bool { return casefile.Within(e.forced, v.Pointer) }

// member writes what differs in one key or entry. column is that of the block around it.
func (e *editor) member(m *member, column int, from, to casefile.Value) {
	p, same := m.value, change.Same(from, to)
	alike := p.kind == to.Model.Kind && len(p.members) > 0
	switch {
	case same && !e.wanted(to):
	case p.alias || p.anchor:
		e.refuse("alias", to.Pointer)
	case p.odd:
		e.refuse("layout", to.Pointer)
	case to.Empty() && e.whole(p, from, to):
		e.blank(m, to)
	case to.Model.Kind == casefile.KindText:
		e.text(m, column, to.Text())
	case !alike && !same:
		e.fill(m, column, to)
	case !alike:
	case p.kind == casefile.KindGroup:
		e.group(m, from, to)
	default:
		e.list(m, from, to)
	}
}

// whole reports whether a value that is to be empty is taken out as a whole: it is what the
// edit is about, or nothing is in its text but what the case knows of. Of a group, the keys
// stay.
func (e *editor) whole(p *piece, from, to casefile.Value) bool {
	switch {
	case e.forced == to.Pointer || to.Model.Kind == casefile.KindText:
		return true
	case change.Same(from, to):
		return false
	}
	return p.kind != to.Model.Kind || p.kind == casefile.KindList && e.texts(p) == leaves(from)
}

// texts counts the texts in a piece, whether a case takes them or not.
func (e *editor) texts(p *piece) int {
	if written := e.source[p.start:p.end]; len(p.members) == 0 && p.style != flow && written != "" && written != `""` && written != "''" && p.kind != casefile.KindAbsent {
		return 1
	}
	n := 0
	for i := range p.members {
		n += e.texts(p.members[i].value)
	}
	return n
}

// leaves counts the texts in a value.
func leaves(v casefile.Value) int {
	n := 0
	for x := range v.All() {
		if x.Text() != "" {
			n++
		}
	}
	return n
}

// group writes the keys that differ.
func (e *editor) group(m *member, from, to casefile.Value) {
	p := m.value
	for i := range to.Len() {
		a, b := from.Child(i), to.Child(i)
		if change.Same(a, b) && !e.wanted(b) {
			continue
		}
		if child := p.member(to.Model.Fields[i].Key); child != nil {
			e.member(child, p.column, a, b)
		} else if !b.Empty() {
			e.insertKey(m, to.Model, i, b)
		}
	}
}

// insertKey writes a key behind the last one that comes before it in the order of the keys.
func (e *editor) insertKey(m *member, model *casefile.Model, index int, v casefile.Value) {
	p, before, best := m.value, -1, -1
	for i := range p.members {
		if n, known := model.ByKey[p.members[i].key]; known && best < n && n < index {
			before, best = i, n
		}
	}
	key := model.Fields[index].Key
	if p.style == flow {
		gap := e.gap(p.members[0].at)
		e.insertInBrackets(p, before, e.keyInBrackets(key, v, gap), gap)
		return
	}
	text, first := e.indented(e.keyLines(key, v), p.column), p.members[0].at
	switch {
	case before >= 0:
		at := e.behind(&p.members[before], p.column)
		e.cut(at, at, e.newline+text)
	case m.at > 0 && e.begin(m.at) != e.begin(first):
		at := e.lines.end(m.mark)
		e.cut(at, at, e.newline+text)
	default:
		e.cut(first, first, text[p.column:]+e.newline+strings.Repeat(" ", p.column))
	}
}
