package rerender_test

import (
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/package/rerender"
	"yoshiki/storage/mem"
	"yoshiki/templates"
)

// BenchmarkDecide tells of stored packages, by their manifests and the texts alone, that
// nothing of them differs.
func BenchmarkDecide(b *testing.B) {
	store := new(mem.Store)
	fill(b, store, 9)
	m := mover(store, newText)
	groups, err := rerender.Groups(b.Context(), store)
	if err != nil {
		b.Fatal(err)
	}
	var some []rerender.Group
	for _, g := range groups {
		if _, all, err := m.Decide(b.Context(), g); err != nil {
			b.Fatal(err)
		} else if all {
			some = append(some, g)
		}
	}
	if len(some) != 3 {
		b.Fatal(some)
	}
	for i := 0; b.Loop(); i++ {
		if _, all, err := m.Decide(b.Context(), some[i%len(some)]); err != nil || !all {
			b.Fatal(all, err)
		}
	}
}

// BenchmarkMove moves the package of a sample all of whose papers differ.
func BenchmarkMove(b *testing.B) {
	store := new(mem.Store)
	fill(b, store, 1)
	pack(b, store, read(b, "small-saas.yaml", oldText), "registration")
	groups, err := rerender.Groups(b.Context(), store)
	if err != nil {
		b.Fatal(err)
	}
	for i, name := range []string{"one-paper", "registration"} {
		b.Run(name, func(b *testing.B) {
			m := mover(store, newText)
			m.Dry, m.Filed = true, true
			begun := cpu(b)
			for b.Loop() {
				if _, err := m.Move(b.Context(), groups[i]); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64((cpu(b)-begun).Milliseconds())/float64(b.N), "cpu-ms/op")
		})
	}
}

// BenchmarkRead reads cases of 1,200 controls that a difference of the rules may touch, and finds
// nothing of their packages different: papers are filled and compared, and none is printed.
func BenchmarkRead(b *testing.B) {
	store := new(mem.Store)
	file := read(b, "large-renewal.yaml", newText)
	file.Case.Application.Receipt = casefile.Receipt{} // nothing was handed over
	if pack(b, store, file, "renewal") == "" {
		b.Fatal("no package")
	}
	groups, err := rerender.Groups(b.Context(), store)
	if err != nil {
		b.Fatal(err)
	}
	m := mover(store, laterText)
	m.Catalog = forms.NewLibrary(later{templates.FS}).Open
	if _, told, err := m.Decide(b.Context(), groups[0]); err != nil || told {
		b.Fatal("the case need not be read", err)
	}
	for begun, n := cpu(b), 1; b.Loop(); n++ {
		results, err := m.Move(b.Context(), groups[0])
		if err != nil || results[0].Outcome != rerender.Identical {
			b.Fatal(results, err)
		}
		b.ReportMetric(float64((cpu(b)-begun).Milliseconds())/float64(n), "cpu-ms/op")
	}
}

// later is the library with one text more, in which one rule is gone.
type later struct{ fs.FS }

const laterText casefile.Date = "2024-06-01"

var laterFiles = fstest.MapFS{
	"ismap-liu/2024-06-01/revision.yaml": {Data: []byte("in_force: 2024-06-01\nedition: 仮の改正\n")},
	"ismap-liu/2024-06-01/rules.yaml":    {Data: []byte("statement/confidentiality:\n")},
	"ismap-liu/2024-06-01/forms/.keep":   {},
}

func (l later) Open(name string) (fs.File, error) {
	if f, err := laterFiles.Open(name); err == nil && (strings.Contains(name, string(laterText))) {
		return f, nil
	}
	return l.FS.Open(name)
}

func (l later) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(l.FS, name)
	more, moreErr := fs.ReadDir(laterFiles, name)
	if strings.Contains(name, string(laterText)) {
		return more, moreErr
	}
	if name == "ismap-liu" {
		entries = append(entries, more...)
		slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	}
	return entries, err
}
