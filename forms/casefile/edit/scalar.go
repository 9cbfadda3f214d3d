package edit

import (
	"strings"

	"yoshiki/forms/casefile"
)

// text writes a text in place of what is there.
func (e *editor) text(m *member, column int, text string) {
	p := m.value
	if m.inFlow {
		written := e.textInBrackets(text, p.style, e.source[p.start:p.end])
		if p.start == p.end && !e.json {
			written = " " + written
		}
		e.cut(p.start, p.end, written)
		return
	}
	indent := column + e.step
	if p.style == literal || p.style == folded {
		if was, rest := e.indent(e.next(p.head)); rest != "" && was > column {
			indent = was
		}
	}
	was := p.style
	if p.kind != casefile.KindText {
		was = plain
	}
	head, tail := e.scalar(was, text, indent)
	inPlace := p.kind == casefile.KindText && p.start < p.end
	if !inPlace {
		head = " " + head
	}
	e.replace(m, head, tail, inPlace)
}

// scalar writes a text in a style, or in another that can hold it: what stands behind the
// colon, and the lines below it.
func (e *editor) scalar(was style, text string, indent int) (head, tail string) {
	safe := text[0] != ' ' && text[0] != '\n' && !strings.HasSuffix(text, "\n\n")
	switch {
	case was == single && !strings.Contains(text, "\n"):
		return singleQuoted(text), ""
	case was == double:
		return casefile.Quote(text), ""
	case was == literal && safe:
		return "|" + chomping(text), e.below(text, indent)
	case was == folded && safe && !strings.Contains(text, "\n ") && !strings.Contains(text, "\n\t"):
		return ">" + chomping(text), e.below(unfolded(text), indent)
	case casefile.Plain(text):
		return text, ""
	case casefile.Literal(text):
		return "|" + chomping(text), e.below(text, indent)
	}
	return casefile.Quote(text), ""
}

// chomping says in a header whether the text ends with the end of its last line.
func chomping(text string) string {
	if strings.HasSuffix(text, "\n") {
		return ""
	}
	return "-"
}

// below writes the lines of a block text, each with the end of the line before it.
func (e *editor) below(text string, indent int) string {
	return e.newline + e.indented(strings.TrimSuffix(text, "\n"), indent)
}

// unfolded doubles the ends of lines between lines, for a folded text takes one for a blank.
func unfolded(text string) string {
	body := strings.TrimSuffix(text, "\n")
	var out strings.Builder
	for i, r := range body {
		if r == '\n' && body[i-1] != '\n' {
			out.WriteRune('\n')
		}
		out.WriteRune(r)
	}
	return out.String()
}
