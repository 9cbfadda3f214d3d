package forms_test

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/decode"
	"yoshiki/templates"
)

// TestCheckAgain: whatever text of a sample becomes another, asking only the rules that read it
// finds what asking all of them finds.
func TestCheckAgain(t *testing.T) {
	library := forms.NewLibrary(templates.FS)
	random := rand.New(rand.NewPCG(1, 2))
	for _, name := range []string{"small-saas", "registered", "hold", "ismap-registered", "large-renewal"} {
		root, err := os.OpenRoot("../testdata/cases")
		if err != nil {
			t.Fatal(err)
		}
		data, err := root.ReadFile(name + ".yaml")
		if err != nil {
			t.Fatal(err)
		}
		file, found := decode.Decode(filepath.Base(name), data, root.FS())
		if casefile.Failed(found) {
			t.Fatal(found)
		}
		catalog, err := library.Open(file.Case.Program, file.Case.Revision)
		if err != nil {
			t.Fatal(err)
		}
		for range 60 {
			again(t, catalog, file, random)
		}
	}
}

// again changes some texts of a case, one after the other, and wants both ways of checking to say
// the same each time.
func again(t *testing.T, c *forms.Catalog, file *decode.File, random *rand.Rand) {
	t.Helper()
	kinds := append(c.Kinds(), "")
	kind := kinds[random.IntN(len(kinds))]
	_, was, err := c.CheckAgain(file, kind, "2026-06-01", nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	for range 3 {
		next, changed := altered(file, random)
		want, err := c.Check(next, kind, "2026-06-01")
		if err != nil {
			t.Fatal(err)
		}
		got, answers, err := c.CheckAgain(next, kind, "2026-06-01", was, []string{changed})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("%s, %s at %s: %s", file.Name, kind, changed, diff)
		}
		file, was = next, answers
	}
}

// altered is a case with another text somewhere, and the outermost place that is empty in one of
// the two alone, or else that of the text.
func altered(file *decode.File, random *rand.Rand) (*decode.File, string) {
	c := casefile.Clone(file.Case)
	var leaves []casefile.Value
	groups := []casefile.Value{casefile.Of(c)}
	for v := range casefile.Walk(c) {
		if v.Model.Kind == casefile.KindGroup {
			groups = append(groups, v)
		}
	}
	for range 5 { // any key of any group, there or not
		g := groups[random.IntN(len(groups))]
		for i := range g.Model.Fields {
			if x := g.Child(i); x.Model.Kind == casefile.KindText && x.Pointer != "/program" && x.Pointer != "/revision" {
				leaves = append(leaves, x)
			}
		}
	}
	if len(leaves) == 0 {
		return altered(file, random)
	}
	leaf := leaves[random.IntN(len(leaves))]
	texts := []string{"", "2026-05-01", "2020-01-01", "yes", "no", "別の文", leaf.Text() + "x"}
	text := texts[random.IntN(len(texts))]
	if id, _ := casefile.CheckLeaf(leaf.Model.Type, text); text != "" && id != "" {
		text = ""
	}
	leaf.Go.SetString(text)
	changed := leaf.Pointer
	for at := leaf.Pointer; at != ""; at = at[:strings.LastIndexByte(at, '/')] {
		was, err1 := casefile.Get(file.Case, at)
		is, err2 := casefile.Get(c, at)
		if err1 == nil && err2 == nil && was.Empty() != is.Empty() {
			changed = at
		}
	}
	next := *file
	next.Case = c
	return &next, changed
}
