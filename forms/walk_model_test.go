package forms_test

import (
	"bytes"
	"os"
	"slices"
	"testing"

	"go.yaml.in/yaml/v3"
)

// walkModel is a procedure as its rules have it: states, the events that lead from one to
// another, and the slips that a clerk makes in the papers of an event.
//
// What is written into a case is a text, with ${…} for an expression, see walkDays. In a
// pointer "-" is a new entry of a list and "$" its last. A guard compares a variable with
// another, with a sum or with a text.
type walkModel struct {
	Program   string
	Base      string   // sample whose parties and texts the walks take
	First     string   // day before which nothing happens
	Last      string   // day after which nothing happens
	Revisions []string // days on which a text came into force
	Start     string   // state before the first event
	States    []string
	Vars      map[string]string // as they are at the start
	Parts     map[string]walkPaper
	Events    map[string]*walkEvent
	Faults    map[string]*walkFault
}

// walkPaper is what an event writes: what it takes from the base, then what it forgets,
// then what it sets.
type walkPaper struct {
	Take   []string
	Forget []string
	Set    yaml.Node
}

// walkEvent is one thing that happens, and the paper that is filed by it.
type walkEvent struct {
	walkPaper `yaml:",inline"`

	Clause string
	From   []string
	To     string
	Kind   string            // of the package that is filed; "" when an authority acts
	Check  string            // "no" while a paper is only prepared
	When   []string          // guards
	Days   []string          // "day = earliest .. latest", in order
	Day    string            // of the event; the last of Days when not said
	Vars   map[string]string // set before the papers are written
	After  map[string]string // set when they are
	Parts  []string          // written first
}

// walkFault is one slip in the papers of an event.
type walkFault struct {
	Clause string
	At     []string // events
	When   []string
	Set    yaml.Node
	Drop   []string
	Field  []string // the value that is wrong; of a contradiction, either side
	Look   string   // "yes" when a person is to look at it: a warning does
	On     string   // day of the check, when not that of the event
}

func readWalkModel(t *testing.T, name string) *walkModel {
	t.Helper()
	data, err := os.ReadFile("../testdata/walks/" + name)
	if err != nil {
		t.Fatal(err)
	}
	m, d := new(walkModel), yaml.NewDecoder(bytes.NewReader(data))
	d.KnownFields(true)
	if err := d.Decode(m); err != nil {
		t.Fatal(err)
	}
	for name, e := range m.Events {
		for _, s := range append(slices.Clone(e.From), e.To) {
			if !slices.Contains(m.States, s) {
				t.Errorf("%s: no state %q", name, s)
			}
		}
	}
	return m
}

// steps tells for each state how many events lie before one of those named; -1 when
// none of them can be reached.
func (m *walkModel) steps(goal []string) map[string]int {
	far := map[string]int{}
	for _, s := range m.States {
		far[s] = -1
	}
	for _, g := range goal {
		for _, s := range m.Events[g].From {
			far[s] = 0
		}
	}
	for n := range m.States {
		for _, e := range m.Events {
			for _, s := range e.From {
				if far[e.To] == n && far[s] < 0 {
					far[s] = n + 1
				}
			}
		}
	}
	return far
}
