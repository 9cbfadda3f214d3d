package edit

import (
	"encoding/json"
	"strings"

	"yoshiki/forms/casefile"
)

// What is written in brackets: in JSON, and in YAML as {no: F1} and [a, b].

// gap is what parts the values in brackets, behind the comma: the blanks before the one at a
// byte, with the end of line if it begins one.
func (e *editor) gap(at int) string {
	start := e.begin(at)
	switch {
	case (start > 0 || e.json && at == 0) && strings.TrimSpace(e.source[start:at]) == "":
		return e.newline + e.source[start:at]
	case e.json && e.source[at-1] != ' ' && e.colon == ":":
		return ""
	}
	return " "
}

// insertInBrackets writes a value behind the one with an index, or with -1 before the first.
func (e *editor) insertInBrackets(p *piece, before int, text, gap string) {
	if before < 0 {
		at := p.members[0].at
		e.cut(at, at, text+","+gap)
		return
	}
	at := p.members[before].end()
	e.cut(at, at, ","+gap+text)
}

// keyInBrackets writes a key with its value.
func (e *editor) keyInBrackets(key string, v casefile.Value, gap string) string {
	if e.json {
		key = casefile.Quote(key)
	}
	return key + e.colon + e.inBrackets(v, gap)
}

// inBrackets writes a value whose neighbours are parted by gap. In JSON, where each of them
// has a line of its own, so has what is in the value.
func (e *editor) inBrackets(v casefile.Value, gap string) string {
	if v.Model.Kind == casefile.KindText {
		return e.textInBrackets(v.Text(), plain, "")
	}
	outer, inner := "", gap
	if e.json && strings.HasPrefix(gap, e.newline) {
		outer, inner = gap, gap+strings.Repeat(" ", e.step)
	} else if !e.json {
		inner = " "
	}
	var parts []string
	for i := range v.Len() {
		switch child := v.Child(i); {
		case v.Model.Kind == casefile.KindList:
			parts = append(parts, e.inBrackets(child, inner))
		case !child.Empty():
			parts = append(parts, e.keyInBrackets(v.Model.Fields[i].Key, child, inner))
		}
	}
	brackets := "{}"
	if v.Model.Kind == casefile.KindList {
		brackets = "[]"
	}
	if len(parts) == 0 {
		return brackets
	}
	first := ""
	if outer != "" {
		first = inner
	}
	return brackets[:1] + first + strings.Join(parts, ","+inner) + outer + brackets[1:]
}

// textInBrackets writes a text in the style of the one that was there, if that can hold it.
func (e *editor) textInBrackets(text string, was style, written string) string {
	_, wasText := json.Number(written).Float64()
	switch {
	case e.json && was == plain && written != "" && wasText == nil && json.Valid([]byte(text)) && casefile.NumberForm.MatchString(text):
		return text
	case e.json:
	case was == single && !strings.Contains(text, "\n") && text != "":
		return singleQuoted(text)
	case was == plain && casefile.Plain(text) && !strings.Contains(text, ","):
		return text
	}
	return casefile.Quote(text)
}

func singleQuoted(text string) string { return "'" + strings.ReplaceAll(text, "'", "''") + "'" }
