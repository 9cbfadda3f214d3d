package change

import (
	"reflect"

	"yoshiki/forms/casefile"
)

// Merged is what came of a merge.
type Merged struct {
	// Case holds all that either side changed; where they are in conflict, ours.
	Case *casefile.Case
	// Ours and Theirs are the changes taken from each side: what the other side gets to see
	// that it had not. Their To stand in Case. What is in conflict is in neither.
	Ours, Theirs []Change
	// Conflicts are the values that both sides changed, each in another way.
	Conflicts []Conflict
}

// Clash says in what way two sides are in conflict.
type Clash string

// The clashes.
const (
	BothChanged Clash = "changed" // a text became two different texts; Case has ours
	OneRemoved  Clash = "removed" // an entry that one side removed was changed by the other; Case has it
	BothMoved   Clash = "moved"   // the entries that both sides have stand in different orders; Case has ours
)

// Conflict is a value on which two sides do not agree.
type Conflict struct {
	Clash Clash `json:"clash"`
	// Pointer is where the value stands in the merged case.
	Pointer string `json:"pointer"`
	// Base, Ours and Theirs are the value in the three cases, the zero Value where an entry
	// is not there.
	Base   casefile.Value `json:"base"`
	Ours   casefile.Value `json:"ours"`
	Theirs casefile.Value `json:"theirs"`
}

// Merge takes what ours and theirs made of base together, value by value. It changes none of
// the three, and shares nothing with them.
func Merge(base, ours, theirs *casefile.Case) *Merged {
	m, merged := merger{}, &casefile.Case{}
	m.value(side3{casefile.Of(base), casefile.Of(ours), casefile.Of(theirs)}, casefile.Of(merged))
	merged = casefile.Clone(merged)
	return &Merged{Case: merged, Ours: m.agreed(Diff(theirs, merged)), Theirs: m.agreed(Diff(ours, merged)), Conflicts: m.conflicts}
}

// side3 is a value on the three sides; one that is not there is the zero Value.
type side3 struct{ base, ours, theirs casefile.Value }

func (s side3) child(i int) side3 {
	down := func(v casefile.Value) casefile.Value {
		if v.Model == nil {
			return v
		}
		return v.Child(i)
	}
	return side3{down(s.base), down(s.ours), down(s.theirs)}
}

type merger struct{ conflicts []Conflict }

func (m *merger) conflict(clash Clash, s side3, to casefile.Value) {
	m.conflicts = append(m.conflicts, Conflict{clash, to.Pointer, s.base, s.ours, s.theirs})
}

// agreed leaves out what is in conflict.
func (m *merger) agreed(changes []Change) []Change {
	clashes := map[string]bool{}
	for _, c := range m.conflicts {
		clashes[c.Pointer] = true
	}
	var out []Change
	for _, c := range changes {
		if c.To.Model == nil || !clashes[c.Pointer] {
			out = append(out, c)
		}
	}
	return out
}

// value merges into to, which is empty.
func (m *merger) value(s side3, to casefile.Value) {
	switch {
	case Same(s.base, s.ours):
		take(s.theirs, to)
	case Same(s.base, s.theirs):
		take(s.ours, to)
	case to.Model.Kind == casefile.KindText:
		if take(s.ours, to); !Same(s.ours, s.theirs) {
			m.conflict(BothChanged, s, to)
		}
	case to.Model.Kind == casefile.KindList:
		m.list(s, to)
	default:
		for i := range to.Len() {
			m.value(s.child(i), to.Child(i))
		}
	}
}

// take copies a value to its place; where it is not there, to stays empty.
func take(v, to casefile.Value) {
	if v.Model != nil {
		to.Go.Set(v.Go)
	}
}

// list merges the entries that the sides have, in their order.
func (m *merger) list(s side3, to casefile.Value) {
	rows := rowsOf(s)
	kept, clash := arrange(s, rows)
	if len(kept) == 0 {
		return
	}
	to.Go.Set(reflect.MakeSlice(to.Model.Type, len(kept), len(kept)))
	if clash {
		m.conflict(BothMoved, s, to)
	}
	for i, r := range kept {
		entry, at := r.sides(s), to.Child(i)
		if r.base >= 0 && (r.ours < 0 || r.theirs < 0) {
			m.conflict(OneRemoved, entry, at)
			entry.base = casefile.Value{}
		}
		m.value(entry, at)
	}
}
