package controls

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// What a new edition does to a control.
const (
	Added      = "added"      // it is new
	Gone       = "gone"       // the edition has it no more, and nobody had filled it in
	Kept       = "kept"       // the edition has it no more, but it is filled in, so it stays at the end
	Renumbered = "renumbered" // the same text has another number
	Reworded   = "reworded"   // the same number has another text
)

// Change is one thing that a new edition does to an annex.
type Change struct {
	Kind   string `json:"change"`
	ID     string `json:"id"`               // as the new table writes it
	Name   string `json:"name,omitempty"`   // likewise
	Before string `json:"before,omitempty"` // number or text that it had
}

// Merge lays a new edition of the criteria over an annex that is filled in. Numbers, texts
// and order are the edition's; everything that a person wrote stays with its control, which
// is known by its text first and by its number second, so that a control that moved takes
// along what was written. A control that the edition has no more goes only if nothing was
// written; else it stands at the end. The changes are in the order of the result.
//
// Neither table is changed; the result shares values with both.
func Merge(annex, edition *Table) (*Table, []Change) {
	m := matchUp(annex.Entries, edition.Entries)
	merged := &Table{Name: annex.Name, Extra: annex.Extra}
	var changes []Change
	for _, e := range edition.Entries {
		one := renew(m.old[e], e)
		changes = append(changes, one.Changes...)
		merged.Entries = append(merged.Entries, one)
	}
	for _, e := range annex.Entries {
		switch {
		case m.used[e]:
		case !e.filled():
			changes = append(changes, Change{Kind: Gone, ID: e.Text("id"), Name: e.Text("name")})
		default:
			kept := *e
			kept.Changes = []Change{{Kind: Kept, ID: e.Text("id"), Name: e.Text("name")}}
			changes = append(changes, kept.Changes...)
			merged.Entries = append(merged.Entries, &kept)
		}
	}
	return merged, changes
}

// renew gives the entry of the edition what was written in the old one, nil for a new
// control. A number that means the same stays as it was written.
func renew(old, e *Entry) *Entry {
	one := &Entry{ID: e.ID, Values: map[string]Value{}, Hidden: e.Hidden}
	for _, key := range []string{"id", "name", "kind"} {
		if v, there := e.Values[key]; there {
			one.Values[key] = v
		}
	}
	if old == nil {
		one.Changes = []Change{{Kind: Added, ID: e.Text("id"), Name: e.Text("name")}}
		return one
	}
	for key, v := range old.Values {
		if _, there := one.Values[key]; !there || key == "id" && old.key() == e.key() {
			one.Values[key] = v
		}
	}
	one.Versions, one.Extra = old.Versions, old.Extra
	if old.key() != e.key() {
		one.Changes = append(one.Changes, Change{Renumbered, one.Text("id"), one.Text("name"), old.Text("id")})
	}
	if before, after := old.Text("name"), e.Text("name"); before != after && sameText(before) != sameText(after) {
		one.Changes = append(one.Changes, Change{Reworded, one.Text("id"), one.Text("name"), old.Text("name")})
	}
	return one
}

// sameText is a text as it can be compared: width, spaces and the form of
// a character make no difference.
func sameText(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, norm.NFKC.String(text))
}

// match is which old entry each new one goes on from.
type match struct {
	old  map[*Entry]*Entry
	used map[*Entry]bool // old ones
}

// matchUp finds the old entry of each new one, the surest first: number and text; text;
// number; number but for its suffix. Among several of one text, order decides when there
// are as many before as after, else number.
func matchUp(before, after []*Entry) *match {
	m := &match{map[*Entry]*Entry{}, map[*Entry]bool{}}
	texts := map[*Entry]string{}
	for _, e := range slices.Concat(before, after) {
		texts[e] = sameText(e.Text("name"))
	}
	for _, same := range []func(*Entry) string{
		func(e *Entry) string { return e.key() + " " + texts[e] },
		func(e *Entry) string { return texts[e] },
		(*Entry).key,
		func(e *Entry) string { return e.ID.digits() },
	} {
		m.pair(m.groups(before, m.isUsed, same), m.groups(after, m.isMatched, same))
	}
	return m
}

func (m *match) isUsed(e *Entry) bool    { return m.used[e] }
func (m *match) isMatched(e *Entry) bool { return m.old[e] != nil }

// groups are the entries that are not done, by what they have in common.
func (m *match) groups(list []*Entry, done func(*Entry) bool, same func(*Entry) string) map[string][]*Entry {
	groups := map[string][]*Entry{}
	for _, e := range list {
		if key := same(e); key != "" && !done(e) {
			groups[key] = append(groups[key], e)
		}
	}
	return groups
}

// pair matches the entries of groups that are equally large.
func (m *match) pair(before, after map[string][]*Entry) {
	for key, list := range after {
		if len(before[key]) != len(list) || !slices.EqualFunc(before[key], list, alike) {
			continue
		}
		for i, e := range list {
			m.old[e], m.used[before[key][i]] = before[key][i], true
		}
	}
}

// alike reports whether both are objectives or both detailed controls.
func alike(a, b *Entry) bool { return a.ID.IsObjective() == b.ID.IsObjective() }
