package casetest

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"

	"yoshiki/forms/casefile"
)

// Edit is one change that a person makes to a case.
type Edit struct {
	Op      string // set, insert, remove or move
	Pointer string
	Value   any // of set and insert
	To      int // of move
}

// Apply makes the edit.
func (e Edit) Apply(c *casefile.Case) []casefile.Finding {
	switch e.Op {
	case "set":
		return casefile.Set(c, e.Pointer, e.Value)
	case "insert":
		return casefile.Insert(c, e.Pointer, e.Value)
	case "remove":
		return casefile.Remove(c, e.Pointer)
	}
	return casefile.Move(c, e.Pointer, e.To)
}

// String writes the edit in a line.
func (e Edit) String() string {
	return strings.TrimSpace(fmt.Sprintf("%s %s %q %d", e.Op, e.Pointer, fmt.Sprint(e.Value), e.To))
}

// Random gives an edit that c allows, of any place that a case can have. Half of them are
// about what is there.
func Random(r *rand.Rand, c *casefile.Case) Edit {
	v, lost := casefile.Of(c), false
	for {
		children := childrenOf(r, v, lost)
		switch kind := v.Model.Kind; {
		case kind == casefile.KindText:
			return Edit{Op: "set", Pointer: v.Pointer, Value: Text(r, v.Model.Type)}
		case v.Pointer != "" && r.IntN(8) == 0 && !v.Empty():
			return Edit{Op: "remove", Pointer: v.Pointer}
		case kind == casefile.KindList && (len(children) == 0 || r.IntN(4) == 0):
			at := casefile.EntryPointer(v.Pointer, r.IntN(v.Go.Len()+1))
			return Edit{Op: "insert", Pointer: at, Value: Entry(r, v.Model.Entry)}
		case kind == casefile.KindList && r.IntN(6) == 0:
			at := casefile.EntryPointer(v.Pointer, r.IntN(v.Go.Len()))
			return Edit{Op: "move", Pointer: at, To: r.IntN(v.Go.Len())}
		}
		v = children[r.IntN(len(children))]
		lost = lost || v.Empty()
	}
}

// childrenOf gives where to go on: anywhere, or half of the time only where something is.
func childrenOf(r *rand.Rand, v casefile.Value, lost bool) []casefile.Value {
	var all, there []casefile.Value
	for i := range v.Len() {
		child := v.Child(i)
		if all = append(all, child); !child.Empty() {
			there = append(there, child)
		}
	}
	if len(there) > 0 && !lost && r.IntN(4) > 0 {
		return there
	}
	return all
}

// Entry gives an entry of a list in Go: a text, or a group of which some keys have a value.
func Entry(r *rand.Rand, m *casefile.Model) any {
	to := reflect.New(m.Type).Elem()
	for to.IsZero() {
		fill(r, m, to)
	}
	return to.Interface()
}

func fill(r *rand.Rand, m *casefile.Model, to reflect.Value) {
	switch m.Kind {
	case casefile.KindText:
		to.SetString(Text(r, m.Type))
	case casefile.KindGroup:
		for i, f := range m.Fields {
			if r.IntN(3) == 0 {
				fill(r, f.Model, to.Field(i))
			}
		}
		if s, ok := to.Addr().Interface().(*casefile.Statement); ok {
			s.ControlsFile = "" // there is no file beside the case
		}
	case casefile.KindList:
		for range r.IntN(3) {
			to.Set(reflect.Append(to, reflect.ValueOf(Entry(r, m.Entry))))
		}
	}
}

// Edited gives a copy of a case after a number of random edits.
func Edited(r *rand.Rand, c *casefile.Case, edits int) *casefile.Case {
	c = casefile.Clone(c)
	for range edits {
		Random(r, c).Apply(c)
	}
	return c
}
