package edit

import (
	"strings"

	"yoshiki/forms/casefile"
)

// What is written in lines.

// keyLines writes a key with its value, without the end of the last line.
func (e *editor) keyLines(key string, v casefile.Value) string {
	switch v.Model.Kind {
	case casefile.KindText:
		return strings.TrimSuffix(casefile.EncodeMember(key, v), "\n")
	case casefile.KindList:
		return key + ":\n" + shifted(e.body(v), e.dash)
	}
	return key + ":\n" + shifted(e.body(v), e.step)
}

// entryLines writes an entry of a list.
func (e *editor) entryLines(v casefile.Value) string {
	if v.Model.Kind == casefile.KindText || v.Empty() {
		return strings.TrimSuffix(casefile.EncodeEntry(v), "\n")
	}
	return "- " + shifted(e.body(v), 2)[2:]
}

// body writes what is in a group or list.
func (e *editor) body(v casefile.Value) string {
	var parts []string
	for i := range v.Len() {
		switch child := v.Child(i); {
		case v.Model.Kind == casefile.KindList:
			parts = append(parts, e.entryLines(child))
		case !child.Empty():
			parts = append(parts, e.keyLines(v.Model.Fields[i].Key, child))
		}
	}
	return strings.Join(parts, "\n")
}

// shifted indents lines that are not empty.
func shifted(text string, column int) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if line != "" {
			lines[i] = strings.Repeat(" ", column) + line
		}
	}
	return strings.Join(lines, "\n")
}

// indented indents lines, and ends them as the text does.
func (e *editor) indented(text string, column int) string {
	return strings.ReplaceAll(shifted(text, column), "\n", e.newline)
}

// fill writes a group or list where there is none.
func (e *editor) fill(m *member, column int, to casefile.Value) {
	p := m.value
	switch {
	case m.inFlow:
		text := e.inBrackets(to, e.gap(m.at))
		if p.start == p.end && !e.json {
			text = " " + text
		}
		e.cut(p.start, p.end, text)
		return
	case m.mark == 0: // the whole case
		e.cut(p.start, p.end, e.indented(e.body(to), 0))
		return
	case e.isEntry(m):
		first, rest, more := strings.Cut(e.indented(e.entryLines(to), column)[column+1:], e.newline)
		e.replace(m, first, "", false)
		if more {
			e.cut(e.lines.end(m.end()), e.lines.end(m.end()), e.newline+rest)
		}
		return
	}
	offset := e.step
	if to.Model.Kind == casefile.KindList {
		offset = e.dash
	}
	e.replace(m, "", "", false)
	at := e.lines.end(m.end())
	e.cut(at, at, e.newline+e.indented(e.body(to), column+offset))
}

// isEntry reports whether a member begins with a dash.
func (e *editor) isEntry(m *member) bool { return m.mark == m.at+1 && e.source[m.at] == '-' }

// replace puts head behind the colon or dash in place of the value, and tail below its line.
// A comment between them stays.
func (e *editor) replace(m *member, head, tail string, keepGap bool) {
	p := m.value
	start := m.mark
	if keepGap && p.start < p.end {
		start = p.start
	}
	line := e.lines.end(m.mark)
	switch {
	case p.style == literal || p.style == folded:
		e.cut(start, p.head, head)
		e.cut(e.lines.end(p.head), p.end, tail)
	case (p.kind == casefile.KindGroup || p.kind == casefile.KindList) && p.start > line:
		e.cut(start, start, head)
		e.cut(line, p.end, tail)
	default:
		e.cut(start, max(p.end, start), head)
		if end := e.lines.end(m.end()); tail != "" {
			e.cut(end, end, tail)
		}
	}
}

// blank leaves a key or dash with nothing behind it, or with empty brackets or quotes.
func (e *editor) blank(m *member, to casefile.Value) {
	p := m.value
	switch {
	case p.holdsAnchor():
		e.refuse("alias", to.Pointer)
	case p.kind == casefile.KindAbsent:
	case !m.inFlow && m.mark > 0:
		e.replace(m, "", "", false)
	case to.Model.Kind == casefile.KindText:
		e.cut(p.start, p.end, `""`)
	case to.Model.Kind == casefile.KindList:
		e.cut(p.start, p.end, "[]")
	default:
		e.cut(p.start, p.end, "{}")
	}
}
