package change_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/casetest"
	"yoshiki/forms/casefile/change"

	"github.com/google/go-cmp/cmp"
)

// numbers gives what numbered was given, for the functions.
func numbers(c *casefile.Case) string {
	var out []string
	for _, f := range c.Service.Functions {
		out = append(out, strings.TrimSuffix(string(f.No+":"+f.Name), ":"))
	}
	return strings.Join(out, " ")
}

func TestMergeOfLists(t *testing.T) {
	for _, c := range []struct{ base, ours, theirs, want, clashes string }{
		{"F1 F2", "F1 F2", "F2 F3", "F2 F3", ""},
		{"F1 F2", "F1 F9 F2", "F1 F2 F3", "F1 F9 F2 F3", ""},
		{"F1 F2", "F1 F2 F4", "F1 F2 F3", "F1 F2 F3 F4", ""},
		{"F1 F2 F10", "F1 F2 F10 F9", "F1 F2 F10 F11", "F1 F2 F10 F9 F11", ""},
		{"F1 F2 F3", "F3 F1 F2", "F1 F2 F3 F4", "F3 F4 F1 F2", ""},
		{"F1 F2 F3", "F1 F2 F3 F4", "F3 F1 F2", "F3 F4 F1 F2", ""},
		{"F1 F2 F3", "F3 F1 F2", "F3 F1 F2", "F3 F1 F2", ""},
		{"F1 F2 F3", "F3 F1 F2", "F2 F1 F3", "F3 F1 F2", "moved "},
		{"F1:a F2:b", "F1:x F2:b", "F1:a F2:y", "F1:x F2:y", ""},
		{"F1:a F2:b", "F1:x F2:b", "F1:y F2:b", "F1:x F2:b", "changed /0/name"},
		{"F1:a F2:b", "F1:x F2:b", "F2:b", "F1:x F2:b", "removed /0"},
		{"F1:a F2:b", "F2:b", "F1:x F2:b", "F1:x F2:b", "removed /0"},
		{"F1:a F2:b", "F2:b", "F2:c", "F2:c", ""},
		{"F1", "F1 F5:x", "F1 F5:x", "F1 F5:x", ""},
		{"F1", "F1 F5:x", "F1 F5:y", "F1 F5:x", "changed /1/name"},
		{"F1", "F1 F5:x", "F1 F5", "F1 F5:x", ""},
		{"F1", "F1 F5 F7", "F1 F5 F6", "F1 F5 F6 F7", ""},
		{"F1 F2", "", "", "", ""},
	} {
		m := change.Merge(numbered(c.base, ""), numbered(c.ours, ""), numbered(c.theirs, ""))
		var clashes []string
		for _, x := range m.Conflicts {
			clashes = append(clashes, string(x.Clash)+" "+strings.TrimPrefix(x.Pointer, "/service/functions"))
		}
		if got := numbers(m.Case); got != c.want || strings.Join(clashes, ", ") != c.clashes {
			t.Errorf("%s, %s, %s: %s (%s), want %s (%s)", c.base, c.ours, c.theirs, got, clashes, c.want, c.clashes)
		}
	}
}

func TestMergeTellsWhatItTook(t *testing.T) {
	base := numbered("F1:a F2:b F3:c", "")
	m := change.Merge(base, numbered("F1:x F2:b F3:c F4:d", ""), numbered("F1:y F3:z", ""))
	if got := numbers(m.Case); got != "F1:x F3:z F4:d" {
		t.Error(got)
	}
	if got := short(m.Ours); got != "added /2" {
		t.Error(got)
	}
	if got := short(m.Theirs); got != "removed /1, changed /1/name" {
		t.Error(got)
	}
	want := `changed /service/functions/0/name: "a", "x", "y"`
	if c := m.Conflicts[0]; len(m.Conflicts) != 1 || fmt.Sprintf("%s %s: %q, %q, %q", c.Clash, c.Pointer, c.Base.Text(), c.Ours.Text(), c.Theirs.Text()) != want {
		t.Errorf("%+v", m.Conflicts)
	}
}

// FuzzMerge edits a sample by chance on two sides, and asks of the merge what must hold of any.
func FuzzMerge(f *testing.F) {
	for i := range uint64(30) {
		f.Add(i, uint8(i%5), uint8(i%12), uint8(i*7%12))
	}
	cases := samples(f)
	f.Fuzz(func(t *testing.T, seed uint64, which, oursEdits, theirsEdits uint8) {
		r := rand.New(rand.NewPCG(seed, 5))
		base := cases[int(which)%len(cases)]
		holds(t, base, casetest.Edited(r, base, int(oursEdits%30)), casetest.Edited(r, base, int(theirsEdits%30)))
	})
}

// FuzzMergeOfLists is FuzzMerge for short lists with entries that are much alike, so that
// the two sides meet more often. A byte is one edit, of ours or theirs in turn.
func FuzzMergeOfLists(f *testing.F) {
	r := rand.New(rand.NewPCG(7, 8))
	for range 150 {
		edits := make([]byte, r.IntN(12))
		for i := range edits {
			edits[i] = byte(r.Uint32())
		}
		f.Add("F1:a F2:b F3 :a :a", "日本 米国 日本", edits)
		f.Add("F1 F1 F2", "日本", edits)
	}
	f.Fuzz(func(t *testing.T, functions, countries string, edits []byte) {
		if len(functions)+len(countries)+len(edits) > 200 {
			return
		}
		base := numbered(functions, countries)
		sides := [2]*casefile.Case{casefile.Clone(base), casefile.Clone(base)}
		for i, edit := range edits {
			editList(sides[i%2], edit)
		}
		holds(t, base, sides[0], sides[1])
	})
}

// editList makes one of 256 edits of a case that numbered gave.
func editList(c *casefile.Case, edit byte) {
	list, leaf := "/service/functions", "/no"
	if edit&1 == 1 {
		list, leaf = "/information/capital/officer_nationalities", ""
	}
	word := []string{"F1", "F2", "a", "b"}[edit>>1&3]
	at := fmt.Sprintf("%s/%d", list, edit>>3&3)
	switch edit >> 5 {
	case 0:
		casefile.Remove(c, at)
	case 1:
		casefile.Move(c, at, int(edit>>1&3))
	case 2, 3:
		casefile.Insert(c, at, nil)
		casefile.Set(c, at+leaf, word)
	case 4, 5:
		casefile.Set(c, at+leaf, word)
	default:
		casefile.Set(c, strings.Replace(at+leaf, "no", "name", 1), word)
	}
}

// holds asks what must hold of any merge.
func holds(t *testing.T, base, ours, theirs *casefile.Case) {
	t.Helper()
	if m := change.Merge(base, base, theirs); !reflect.DeepEqual(m.Case, theirs) || m.Conflicts != nil || m.Ours != nil {
		t.Fatalf("theirs alone: %v %v\n%s", m.Conflicts, m.Ours, cmp.Diff(theirs, m.Case))
	}
	if m := change.Merge(base, ours, base); !reflect.DeepEqual(m.Case, ours) || m.Conflicts != nil || m.Theirs != nil {
		t.Fatalf("ours alone: %v %v\n%s", m.Conflicts, m.Theirs, cmp.Diff(ours, m.Case))
	}
	if m := change.Merge(base, ours, ours); !reflect.DeepEqual(m.Case, ours) || m.Conflicts != nil {
		t.Fatalf("the same twice: %v\n%s", m.Conflicts, cmp.Diff(ours, m.Case))
	}
	m, back := change.Merge(base, ours, theirs), change.Merge(base, theirs, ours)
	if diff := cmp.Diff(clashes(m, false), clashes(back, true)); diff != "" {
		t.Fatalf("conflicts are not symmetric:\n%s", diff)
	}
	if m.Conflicts == nil && !reflect.DeepEqual(m.Case, back.Case) {
		t.Fatalf("it matters who is who:\n%s", cmp.Diff(m.Case, back.Case))
	}
	for _, side := range []*casefile.Case{ours, theirs} {
		lost(t, base, side, m)
	}
}

// clashes writes the conflicts so that they can be compared with those of the merge with
// sides swapped.
func clashes(m *change.Merged, swapped bool) []string {
	var out []string
	for _, c := range m.Conflicts {
		if swapped {
			c.Ours, c.Theirs = c.Theirs, c.Ours
		}
		out = append(out, fmt.Sprintf("%s %s %s %s", c.Clash, text(c.Base), text(c.Ours), text(c.Theirs)))
	}
	slices.Sort(out)
	return out
}

func text(v casefile.Value) string {
	out, _ := v.MarshalJSON()
	return string(out)
}

// lost fails when a text that a side wrote is neither in the merged case nor in a conflict.
func lost(t *testing.T, base, side *casefile.Case, m *change.Merged) {
	t.Helper()
	kept := map[string]bool{}
	for v := range casefile.Walk(m.Case) {
		kept[v.Path+v.Text()] = true
	}
	for _, c := range m.Conflicts {
		for _, v := range []casefile.Value{c.Base, c.Ours, c.Theirs} {
			for x := range v.All() {
				kept[x.Path+x.Text()] = true
			}
		}
	}
	for _, c := range change.Diff(base, side) {
		for x := range c.To.All() {
			if c.Kind != change.Moved && x.Text() != "" && !kept[x.Path+x.Text()] {
				t.Fatalf("%v is lost", x)
			}
		}
	}
}
