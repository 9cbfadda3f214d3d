package forms

import (
	"cmp"
	"reflect"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

const (
	maxText    = 32_000 // UTF-16 units of one text; a cell of Excel holds 32,767
	maxEntries = 10_000 // of one list
)

// decoder fills a case from nodes.
type decoder struct {
	faults *faults
	path   []byte // JSON Pointer of the value at hand
}

// decode fills to, which has model s, from n.
func (d *decoder) decode(s *model, n *node, to reflect.Value) {
	switch {
	case n.kind == kindAbsent || d.faults.full():
	case s.kind == kindText && (n.kind == kindText || n.kind == kindBool):
		d.leaf(s, n, to)
	case n.kind != s.kind:
		d.fault(n.place, "case:wrong-type", "wanted", string(s.kind), "found", string(n.kind))
	case s.kind == kindList:
		d.list(s, n, to)
	default:
		d.group(s, n, to)
	}
}

// fault reports an error at the value at hand.
func (d *decoder) fault(at place, id string, args ...string) {
	d.faults.at(at, string(d.path), id, args...)
}

// enter goes down to a key or an index and gives the way back.
func (d *decoder) enter(token string) (back int) {
	back = len(d.path)
	d.path = append(append(d.path, '/'), escapeToken(token)...)
	return back
}

// list takes a list of nothing but empty entries, as a skeleton has them, for no list.
func (d *decoder) list(s *model, n *node, to reflect.Value) {
	count := len(n.children)
	if count > maxEntries {
		d.fault(n.place, "case:too-many", "found", strconv.Itoa(count), "limit", strconv.Itoa(maxEntries))
		return
	}
	entries, empty := reflect.MakeSlice(s.typ, count, count), true
	for i := range n.children {
		back := d.enter(strconv.Itoa(i))
		d.decode(s.entry, &n.children[i].value, entries.Index(i))
		d.path = d.path[:back]
		empty = empty && entries.Index(i).IsZero()
	}
	if !empty {
		to.Set(entries)
	}
}

func (d *decoder) group(s *model, n *node, to reflect.Value) {
	seen := make([]int32, len(s.fields)) // line of each key
	for i := range n.children {
		if d.faults.full() {
			return
		}
		m := &n.children[i]
		back := d.enter(shorten(m.key))
		index, known := s.byKey[m.key]
		switch {
		case !known:
			d.fault(m.at, "case:unknown-key", "key", shorten(m.key), "near", nearest(m.key, s.fields))
		case seen[index] != 0:
			d.fault(m.at, "case:duplicate-key", "key", m.key, "first", strconv.Itoa(int(seen[index])))
		default:
			seen[index] = m.at.line
			d.decode(s.fields[index].model, &m.value, to.Field(index))
		}
		d.path = d.path[:back]
	}
}

func (d *decoder) leaf(s *model, n *node, to reflect.Value) {
	_, choice := choices[s.typ]
	switch {
	case n.kind == kindBool && !choice:
		d.fault(n.place, "case:wrong-type", "wanted", string(kindText), "found", string(kindBool))
	case n.text == "" || d.broken(n):
	default:
		if id, args := checkLeaf(s.typ, n.text); id != "" {
			d.fault(n.place, id, args...)
			return
		}
		to.SetString(n.text)
	}
}

// broken reports what no text may be: too long, or with a refused character. Such a text
// is not looked at further.
func (d *decoder) broken(n *node) bool {
	if len(n.text) > maxText {
		if count := len(utf16.Encode([]rune(n.text))); count > maxText {
			d.fault(n.place, "case:text-too-long", "found", strconv.Itoa(count), "limit", strconv.Itoa(maxText))
			return true
		}
	}
	at := strings.IndexFunc(n.text, refused)
	if at < 0 {
		return false
	}
	return d.brokenFrom(n, n.text[at:])
}

// brokenFrom looks at a text of which something is refused.
func (d *decoder) brokenFrom(n *node, rest string) bool {
	var codes []string
	first := ""
	for _, r := range rest {
		if r == mask && d.faults.masked {
			return true
		}
		if refused(r) {
			codes = append(codes, codePoint(r))
			first = cmp.Or(first, class(r))
		}
	}
	d.fault(n.place, "case:control-character", "code", strings.Join(distinct(codes), ", "), "class", first)
	return true
}

// distinct gives the codes in the order in which they first appear.
func distinct(codes []string) []string {
	var kept []string
	seen := map[string]bool{}
	for _, code := range codes {
		if !seen[code] {
			kept = append(kept, code)
		}
		seen[code] = true
	}
	return kept
}

// shorten gives what a finding quotes of a text: its beginning, without characters that
// would upset a terminal.
func shorten(found string) string {
	const most = 40
	if runes := []rune(found[:min(len(found), (most+1)*utf8.UTFMax)]); len(runes) > most {
		found = string(runes[:most-1]) + "…"
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return ' '
		case refused(r):
			return mask
		}
		return r
	}, found)
}
