package decode

import (
	"reflect"
	"strconv"
	"strings"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/natural"
	"yoshiki/forms/casefile/node"
)

// decoder fills a case from nodes.
type decoder struct {
	faults  *casefile.Faults
	lexicon *Lexicon
	path    []byte // JSON Pointer of the value at hand
}

// decode fills to, which has model s, from n.
func (d *decoder) decode(s *casefile.Model, n *node.Node, to reflect.Value) {
	switch {
	case n.Kind == casefile.KindAbsent || d.faults.Full():
	case s.Kind == casefile.KindText && (n.Kind == casefile.KindText || n.Kind == casefile.KindBool):
		d.leaf(s, n, to)
	case n.Kind != s.Kind:
		d.fault(n.Place, "case:wrong-type", "wanted", string(s.Kind), "found", string(n.Kind))
	case s.Kind == casefile.KindList:
		d.list(s, n, to)
	default:
		d.group(s, n, to)
	}
}

// fault reports an error at the value at hand.
func (d *decoder) fault(at casefile.Place, id string, args ...string) {
	d.faults.At(at, string(d.path), id, args...)
}

// enter goes down to a key or an index and gives the way back.
func (d *decoder) enter(token string) (back int) {
	back = len(d.path)
	d.path = append(append(d.path, '/'), casefile.EscapeToken(token)...)
	return back
}

// list takes a list of nothing but empty entries, as a skeleton has them, for no list.
func (d *decoder) list(s *casefile.Model, n *node.Node, to reflect.Value) {
	count := len(n.Children)
	if count > casefile.MaxEntries {
		d.fault(n.Place, "case:too-many", "found", strconv.Itoa(count), "limit", strconv.Itoa(casefile.MaxEntries))
		return
	}
	entries, empty := reflect.MakeSlice(s.Type, count, count), true
	for i := range n.Children {
		back := d.enter(strconv.Itoa(i))
		d.decode(s.Entry, &n.Children[i].Value, entries.Index(i))
		d.path = d.path[:back]
		empty = empty && entries.Index(i).IsZero()
	}
	if !empty {
		to.Set(entries)
	}
}

func (d *decoder) group(s *casefile.Model, n *node.Node, to reflect.Value) {
	seen := make([]int32, len(s.Fields)) // line of each key
	for i := range n.Children {
		if d.faults.Full() {
			return
		}
		m := &n.Children[i]
		back := d.enter(casefile.Shorten(m.Key))
		index, known := s.ByKey[m.Key]
		switch {
		case !known:
			d.fault(m.At, "case:unknown-key", "key", casefile.Shorten(m.Key), "near", nearest(m.Key, s, d.lexicon.Labels[s.Type]))
		case seen[index] != 0:
			d.fault(m.At, "case:duplicate-key", "key", m.Key, "first", strconv.Itoa(int(seen[index])))
		default:
			seen[index] = m.At.Line
			d.decode(s.Fields[index].Model, &m.Value, to.Field(index))
		}
		d.path = d.path[:back]
	}
}

// leaf fills a text. What is not written as a case has it is understood if it can mean one
// thing only, with a note.
func (d *decoder) leaf(s *casefile.Model, n *node.Node, to reflect.Value) {
	choice := casefile.Values(s.Type) != nil
	if n.Kind == casefile.KindBool && !choice {
		d.fault(n.Place, "case:wrong-type", "wanted", string(casefile.KindText), "found", string(casefile.KindBool))
		return
	}
	if n.Text == "" || d.broken(n) {
		return
	}
	d.comment(s, n)
	if id, _ := casefile.CheckLeaf(s.Type, n.Text); id == "" {
		to.SetString(n.Text)
		return
	}
	r := natural.Leaf(s.Type, n.Text, d.lexicon.words(s.Type))
	if !r.OK() {
		d.fault(n.Place, r.ID, r.Args...)
		return
	}
	to.SetString(r.Value)
	if r.ID != "" {
		d.faults.Note(n.Place, string(d.path), r.ID, r.Args...)
	}
}

// comment tells that what stands behind a plain text and a space is no part of it. A "#" that
// touches the next word was hardly meant to begin a comment.
func (d *decoder) comment(s *casefile.Model, n *node.Node) {
	if n.Comment == "" || s.Type != reflect.TypeFor[casefile.Text]() {
		return
	}
	tell := d.faults.Note
	if len(n.Comment) > 1 && !strings.ContainsAny(n.Comment[1:2], " \t#") {
		tell = d.faults.Warn
	}
	tell(n.Place, string(d.path), "case:comment", "found", casefile.Shorten(n.Text), "comment", casefile.Shorten(n.Comment))
}

// broken reports what no text may be: too long, or with a refused character. Such a text
// is not looked at further.
func (d *decoder) broken(n *node.Node) bool {
	id, args := casefile.CheckText(n.Text)
	if masked := d.faults.Masked && strings.ContainsRune(n.Text, casefile.Mask); id != "" && !(id == "case:control-character" && masked) {
		d.fault(n.Place, id, args...)
	}
	return id != ""
}
