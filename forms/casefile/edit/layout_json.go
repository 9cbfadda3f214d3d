package edit

import (
	"encoding/json"
	"strings"

	"yoshiki/forms/casefile"
)

// layoutJSON takes a JSON document apart. ok is false when it cannot be read.
func layoutJSON(source string) (root *piece, ok bool) {
	if !json.Valid([]byte(source)) {
		return nil, false
	}
	j := jsonLayout{lines: linesOf(source)}
	return j.piece(), true
}

// jsonLayout reads on from at.
type jsonLayout struct {
	lines
	at int
}

func (j *jsonLayout) skip() {
	for j.at < len(j.source) && strings.IndexByte(" \t\r\n", j.source[j.at]) >= 0 {
		j.at++
	}
}

func (j *jsonLayout) piece() *piece {
	j.skip()
	p := &piece{kind: casefile.KindText, start: j.at, style: plain}
	switch c := j.source[j.at]; c {
	case '{', '[':
		p.kind, p.style = casefile.KindGroup, flow
		if c == '[' {
			p.kind = casefile.KindList
		}
		j.members(p)
	case '"':
		p.style, j.at = double, j.quotedEnd(j.at)
	default:
		for j.at < len(j.source) && strings.IndexByte(" \t\r\n,]}", j.source[j.at]) < 0 {
			j.at++
		}
		if j.source[p.start:j.at] == "null" {
			p.kind = casefile.KindAbsent
		}
	}
	p.end, p.head = j.at, j.at
	return p
}

// members reads what stands in brackets, and the bracket behind it.
func (j *jsonLayout) members(p *piece) {
	j.at++
	for {
		j.skip()
		if c := j.source[j.at]; c == ']' || c == '}' {
			j.at++
			return
		} else if c == ',' {
			j.at++
			continue
		}
		m := member{at: j.at, mark: j.at, inFlow: true}
		if p.kind == casefile.KindGroup {
			end := j.quotedEnd(j.at)
			_ = json.Unmarshal([]byte(j.source[j.at:end]), &m.key) // the document is valid
			j.at = end
			j.skip()
			j.at++ // the colon
			m.mark = j.at
		}
		m.value = j.piece()
		p.members = append(p.members, m)
	}
}
