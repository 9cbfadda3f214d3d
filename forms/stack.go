package forms

import (
	"cmp"
	"io/fs"
	"path"
	"slices"

	"yoshiki/forms/casefile"
)

// sharedFolder holds what the programmes share, in folders by day like theirs.
const sharedFolder = "common"

// layer is one folder of the stack.
type layer struct {
	fsys   fs.FS
	dir    string
	day    casefile.Date
	own    bool // of a file system over the first
	shared bool // of no programme
}

// stackOf gives the folders that count, the lower first: by day; of one day those of an
// earlier file system, and of one file system what the programmes share.
func stackOf(program casefile.Program, governing []Revision, until casefile.Date, over []fs.FS) []layer {
	var all []layer
	for i, fsys := range over {
		here := []fs.FS{fsys}
		for _, day := range days(sharedFolder, here) {
			if day <= until {
				all = append(all, layer{fsys, path.Join(sharedFolder, string(day)), day, i > 0, true})
			}
		}
		for _, day := range days(string(program), here) {
			if slices.ContainsFunc(governing, func(r Revision) bool { return r.InForce == day }) {
				all = append(all, layer{fsys, path.Join(string(program), string(day)), day, i > 0, false})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b layer) int { return cmp.Compare(a.day, b.day) })
	return all
}

// stacked keeps by name all that the layers give, the lower first: a form governed by an
// earlier day is made of what stood below the layer that replaced it.
type stacked[T any] map[string][]given[T]

// given is what one layer gives under a name.
type given[T any] struct {
	at    int // of which layer
	value T
}

func (s stacked[T]) put(name string, at int, value T) {
	s[name] = append(s[name], given[T]{at, value})
}

// below is what stands under a name when only the layers below one count.
func (s stacked[T]) below(name string, at int) (given[T], bool) {
	all := s[name]
	for i := len(all) - 1; i >= 0; i-- {
		if all[i].at < at {
			return all[i], true
		}
	}
	return given[T]{}, false
}
