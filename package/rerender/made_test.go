package rerender_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/decode"
	"yoshiki/forms/compare/comparetest"
	"yoshiki/package/rerender"
	"yoshiki/storage/mem"
	"yoshiki/templates"
)

// TestMadeUp moves packages between revisions that are made up by chance: what is decided by
// manifests, rules and differences alone is what is found when all is read and printed anew, and
// each paper that differs has its difference of the texts.
func TestMadeUp(t *testing.T) {
	chains, pairs := 1, 3
	if os.Getenv("YOSHIKI_LONG") != "" {
		chains, pairs = 5, 10
	}
	seen := rerender.Count{}
	for chain := range chains {
		w := comparetest.NewWriter(t, rand.New(rand.NewPCG(14, uint64(chain))), "ismap-liu")
		for i := range 4 {
			w.Revision(casefile.Date(fmt.Sprintf("2024-0%d-01", i+1)))
			t.Log(w.Days[len(w.Days)-1], strings.Join(w.Edits, "\n    "))
		}
		tried := 0
		for i, to := range w.Days {
			for _, from := range w.Days[:i] {
				if tried++; tried <= pairs {
					m := &madeUp{w, from, to}
					m.move(t, seen)
				}
			}
		}
	}
	t.Log(seen)
	if seen[rerender.Identical]+seen[rerender.Changed] == 0 || seen[rerender.Failed] > 0 {
		t.Error(seen)
	}
}

// madeUp are two revisions, one of them known when packages were made, and both now.
type madeUp struct {
	*comparetest.Writer
	from, to casefile.Date
}

func (m *madeUp) library(day casefile.Date) *forms.Library {
	return forms.NewLibrary(until{templates.FS, day}, until{m.Own, day})
}

// move moves packages of a sample.
func (m *madeUp) move(t *testing.T, seen rerender.Count) {
	t.Helper()
	then, now, store := m.library(m.from), m.library(m.to), new(mem.Store)
	file := m.read(t, []string{"small-saas.yaml", "registered.yaml", "hold.yaml"}[m.IntN(3)])
	kinds := kindsOf(t, then, file.Case)
	for _, k := range m.Perm(len(kinds))[:min(2, len(kinds))] {
		packBy(t, then, store, file, kinds[k])
	}
	reader := readerBy(now)
	for _, res := range sameBothWays(t, store, func() *rerender.Mover {
		mover := mover(store, m.to)
		mover.Catalog, mover.Decode = now.Open, func(name string, data []byte) (*decode.File, []casefile.Finding) {
			return reader.Decode(name, data, nil)
		}
		return mover
	}) {
		seen[res.Outcome]++
	}
}

// read reads a sample under the earlier text; of some nothing was handed over.
func (m *madeUp) read(t *testing.T, name string) *decode.File {
	t.Helper()
	c := read(t, name, m.from).Case
	if m.IntN(3) > 0 {
		c.Application.Receipt, c.Prior.Receipt = casefile.Receipt{}, casefile.Receipt{}
	}
	data, err := casefile.Encode(c)
	if err != nil {
		t.Fatal(err)
	}
	file, _ := readerBy(m.library(m.from)).Decode(filepath.Base(name), data, nil)
	return file
}
