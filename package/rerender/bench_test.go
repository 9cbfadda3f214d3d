package rerender_test

import (
	"testing"

	"yoshiki/package/rerender"
	"yoshiki/storage/mem"
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
			m.Whole, m.Dry, m.Filed = true, true, true
			for b.Loop() {
				if _, err := m.Move(b.Context(), groups[i]); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
