package edit

import (
	"yoshiki/forms/casefile"

	"go.yaml.in/yaml/v3"
)

// layoutYAML takes a YAML document apart. ok is false when it cannot be read.
func layoutYAML(source string) (root *piece, ok bool) {
	var document yaml.Node
	if yaml.Unmarshal([]byte(source), &document) != nil || len(document.Content) == 0 {
		return nil, false
	}
	y := yamlLayout{lines: linesOf(source), repeated: map[*yaml.Node]bool{}}
	y.findAliases(&document)
	return y.piece(document.Content[0], -1, false), true
}

type yamlLayout struct {
	lines
	repeated map[*yaml.Node]bool // by an alias
}

func (y *yamlLayout) findAliases(n *yaml.Node) {
	if n.Kind == yaml.AliasNode {
		y.repeated[n.Alias] = true
	}
	for _, child := range n.Content {
		y.findAliases(child)
	}
}

// piece gives the layout of a value. column is that of the block around it.
func (y *yamlLayout) piece(n *yaml.Node, column int, inFlow bool) *piece {
	at := y.offset(n.Line, n.Column)
	p := &piece{kind: kindOf(n), alias: n.Kind == yaml.AliasNode, anchor: y.repeated[n], column: n.Column - 1}
	p.start = at
	if n.Kind != yaml.AliasNode {
		p.start = y.skipProperties(at)
	}
	if p.kind == casefile.KindAbsent && n.Value == "" {
		p.start = at
		if n.Anchor != "" {
			p.odd = true
		}
	}
	p.end = p.start
	switch {
	case n.Kind == yaml.MappingNode:
		y.group(p, n, inFlow)
	case n.Kind == yaml.SequenceNode:
		y.list(p, n, inFlow)
	case p.start < len(y.source) && !(p.kind == casefile.KindAbsent && n.Value == ""):
		y.scalar(p, n, column, inFlow)
	}
	return p
}

func (y *yamlLayout) scalar(p *piece, n *yaml.Node, column int, inFlow bool) {
	switch {
	case n.Style&yaml.DoubleQuotedStyle != 0:
		p.style, p.end = double, y.quotedEnd(p.start)
	case n.Style&yaml.SingleQuotedStyle != 0:
		p.style, p.end = single, y.quotedEnd(p.start)
	case n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		p.style = literal
		if n.Style&yaml.FoldedStyle != 0 {
			p.style = folded
		}
		p.head, p.end = y.blockEnd(p.start, column)
	default:
		p.end = y.plainEnd(p.start, column, inFlow)
	}
	if p.style != literal && p.style != folded {
		p.head = p.end
	}
}

func (y *yamlLayout) group(p *piece, n *yaml.Node, inFlow bool) {
	if n.Style&yaml.FlowStyle != 0 {
		p.style, inFlow = flow, true
		p.end = p.start + 1
	} else if len(n.Content) > 0 {
		p.column = n.Content[0].Column - 1
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := y.piece(n.Content[i], p.column, inFlow)
		m := member{key: n.Content[i].Value, at: key.start, mark: y.skipBlanks(key.end), inFlow: inFlow}
		if n.Content[i].Tag == "!!merge" || key.alias {
			p.alias = true
		}
		if m.mark < len(y.source) && y.source[m.mark] == ':' {
			m.mark++
		} else {
			p.odd, m.mark = true, key.end
		}
		m.value = y.piece(n.Content[i+1], p.column, inFlow)
		p.odd = p.odd || !inFlow && y.afterQuestion(key.start)
		p.members = append(p.members, m)
		p.end = m.end()
	}
	y.close(p)
}

// afterQuestion reports whether a key is written as "? key".
func (y *yamlLayout) afterQuestion(at int) bool {
	for at--; at >= 0 && y.source[at] == ' '; at-- {
	}
	return at >= 0 && y.source[at] == '?'
}

func (y *yamlLayout) list(p *piece, n *yaml.Node, inFlow bool) {
	if n.Style&yaml.FlowStyle != 0 {
		p.style, inFlow = flow, true
		p.end = p.start + 1
	} else {
		p.column = y.columnOf(p.start)
	}
	for i, entry := range n.Content {
		m := member{at: p.start, inFlow: inFlow}
		if i > 0 && p.style != flow {
			m.at = y.nextDash(p)
		}
		m.mark = m.at + 1
		m.value = y.piece(entry, p.column, inFlow)
		if p.style == flow {
			m.at = y.offset(entry.Line, entry.Column)
			m.mark = m.at
		}
		p.members = append(p.members, m)
		p.end = m.end()
	}
	y.close(p)
}

// columnOf counts the characters before a byte in its line.
func (y *yamlLayout) columnOf(at int) int {
	return len([]rune(y.source[y.begin(at):at]))
}

// nextDash finds the dash of the entry behind those of a block list that are known.
func (y *yamlLayout) nextDash(p *piece) int {
	for at := y.next(p.end); at < len(y.source); at = y.next(at) {
		if indent, rest := y.indent(at); indent == p.column && rest != "" && rest[0] == '-' {
			return at + indent
		}
	}
	p.odd = true
	return p.end
}

// close finds the bracket at the end.
func (y *yamlLayout) close(p *piece) {
	if p.style != flow {
		return
	}
	at := y.skipBlanks(p.end)
	if at < len(y.source) && y.source[at] == ',' {
		at = y.skipBlanks(at + 1)
	}
	p.end = min(at+1, len(y.source))
}

// kindOf is what a node is to a case.
func kindOf(n *yaml.Node) casefile.Kind {
	switch {
	case n.Kind == yaml.MappingNode:
		return casefile.KindGroup
	case n.Kind == yaml.SequenceNode:
		return casefile.KindList
	case n.Kind == yaml.AliasNode:
		return casefile.KindTagged
	case n.Style == 0 && (n.Value == "" || n.Value == "~" || n.Value == "null"):
		return casefile.KindAbsent
	}
	return casefile.KindText
}
