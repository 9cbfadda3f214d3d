package change

import (
	"fmt"

	"yoshiki/forms/casefile"
)

// Kind says what happened to a value.
type Kind string

// The kinds.
const (
	Added   Kind = "added"   // there was none: a text that was empty, or a new entry of a list
	Removed Kind = "removed" // there is none any more
	Changed Kind = "changed" // a text became another
	Moved   Kind = "moved"   // an entry stands elsewhere among those that stayed
)

// Change is one difference between two cases. Of a group, each text in it changes by itself;
// an entry that came or went is one change.
type Change struct {
	Kind Kind `json:"kind"`
	// Pointer is where the value stands in the second case; of what was removed from a list,
	// where it stood in the first.
	Pointer string `json:"pointer"`
	// From is the value in the first case, the zero Value if an entry was added.
	From casefile.Value `json:"from"`
	// To is the value in the second case, the zero Value if an entry was removed.
	To casefile.Value `json:"to"`
}

// String writes the change in a line, for a programmer.
func (c Change) String() string { return fmt.Sprintf("%s %s → %s", c.Kind, c.From, c.To) }

// Diff gives the changes that lead from a to b, in the order of the keys. In a list, what was
// removed comes first.
func Diff(a, b *casefile.Case) []Change {
	d := differ{}
	d.value(casefile.Of(a), casefile.Of(b))
	return d.changes
}

type differ struct{ changes []Change }

func (d *differ) value(a, b casefile.Value) {
	switch {
	case Same(a, b):
	case a.Model.Kind == casefile.KindText:
		d.text(a, b)
	case a.Model.Kind == casefile.KindList:
		d.list(a, b)
	default:
		for i := range a.Model.Fields {
			d.value(a.Child(i), b.Child(i))
		}
	}
}

func (d *differ) text(a, b casefile.Value) {
	kind := Changed
	switch {
	case a.Text() == "":
		kind = Added
	case b.Text() == "":
		kind = Removed
	}
	d.changes = append(d.changes, Change{kind, b.Pointer, a, b})
}

func (d *differ) list(a, b casefile.Value) {
	m := Match(a, b)
	for i, there := range m.There {
		if there < 0 {
			gone := a.Child(i)
			d.changes = append(d.changes, Change{Removed, gone.Pointer, gone, casefile.Value{}})
		}
	}
	for j, here := range m.Here {
		entry := b.Child(j)
		if here < 0 {
			d.changes = append(d.changes, Change{Added, entry.Pointer, casefile.Value{}, entry})
			continue
		}
		before := a.Child(here)
		if m.Moved[j] {
			d.changes = append(d.changes, Change{Moved, entry.Pointer, before, entry})
		}
		d.value(before, entry)
	}
}
