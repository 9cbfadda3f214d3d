package workbook

import (
	"reflect"
	"slices"
	"strconv"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/node"
)

// branch is a value of the case that is being put together: of a leaf its text, of all else
// its children by their keys, in the order in which they were found.
type branch struct {
	at     casefile.Place
	leaf   bool
	text   string
	faults []trouble
	keys   []string
	below  map[string]*branch
}

// trouble is what is wrong with the cell of a leaf.
type trouble struct {
	severity casefile.Severity
	id       string
	args     []string
}

// child gives the branch under a key; a new one stands at a place.
func (b *branch) child(key string, at casefile.Place) *branch {
	if c := b.below[key]; c != nil {
		return c
	}
	if b.below == nil {
		b.below = map[string]*branch{}
	}
	c := &branch{at: at}
	b.below[key], b.keys = c, append(b.keys, key)
	return c
}

// empty reports whether there is nothing in a branch.
func (b *branch) empty() bool {
	if b.leaf {
		return b.text == "" && len(b.faults) == 0
	}
	return !slices.ContainsFunc(b.keys, func(key string) bool { return !b.below[key].empty() })
}

// node gives the branch as a value with model m, nil where no case has it, and tells the
// faults of its cells. Entries with nothing in them are left out.
func (b *branch) node(m *casefile.Model, pointer string, f *casefile.Faults) node.Node {
	n := node.Node{Place: b.at}
	switch {
	case b.leaf:
		b.tell(pointer, f)
		n.Kind, n.Text = casefile.KindText, b.text
		if b.text == "" || slices.ContainsFunc(b.faults, func(x trouble) bool { return x.severity == casefile.Error }) {
			n.Kind, n.Text = casefile.KindAbsent, ""
		}
	case m != nil && m.Kind == casefile.KindList:
		n.Kind = casefile.KindList
		for _, key := range b.order() {
			if entry := b.below[key]; !entry.empty() {
				at := casefile.EntryPointer(pointer, len(n.Children))
				n.Children = append(n.Children, node.Member{At: entry.at, Value: entry.node(m.Entry, at, f)})
			}
		}
	default:
		n.Kind = casefile.KindGroup
		for _, key := range b.keys {
			n.Children = append(n.Children, node.Member{Key: key, At: b.below[key].at, Value: b.below[key].node(under(m, key), pointer+"/"+casefile.EscapeToken(key), f)})
		}
	}
	return n
}

// order is that of the entries of a list: by their numbers.
func (b *branch) order() []string {
	keys := slices.Clone(b.keys)
	slices.SortStableFunc(keys, func(x, y string) int {
		i, _ := strconv.Atoi(x)
		j, _ := strconv.Atoi(y)
		return i - j
	})
	return keys
}

func (b *branch) tell(pointer string, f *casefile.Faults) {
	for _, x := range b.faults {
		if x.severity == casefile.Error {
			f.At(b.at, pointer, x.id, x.args...)
		} else {
			f.Warn(b.at, pointer, x.id, x.args...)
		}
	}
}

// under is the model of a key; of an index, that of an entry. It is nil where no case has it.
func under(m *casefile.Model, key string) *casefile.Model {
	switch {
	case m == nil:
		return nil
	case m.Kind == casefile.KindList:
		return m.Entry
	}
	if i, known := m.ByKey[key]; known {
		return m.Fields[i].Model
	}
	return nil
}

// typeAt is the type of the leaf at the end of tokens, or nil.
func typeAt(tokens []string) reflect.Type {
	m := casefile.Root()
	for _, token := range tokens {
		m = under(m, token)
	}
	if m == nil || m.Kind != casefile.KindText {
		return nil
	}
	return m.Type
}
