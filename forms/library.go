package forms

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"sync"

	"yoshiki/forms/casefile"
)

// Library makes catalogues of folders that lie over each other, each catalogue once. It is
// safe for concurrent use.
type Library struct {
	over []fs.FS

	mu    sync.Mutex
	known map[casefile.Program]func() ([]Revision, error)
	made  map[string]func() (*Catalog, error)
}

// NewLibrary reads from file systems in order, so that a user's own folder can lie over the
// embedded one.
func NewLibrary(over ...fs.FS) *Library {
	return &Library{over: over, known: map[casefile.Program]func() ([]Revision, error){}, made: map[string]func() (*Catalog, error){}}
}

// ErrNoRevision says that no rules of the programme were in force on the day asked for.
var ErrNoRevision = errors.New("no rules in force")

// Open gives the catalogue of a programme as it stood on a day: the folders of the revisions
// in force by then, stacked by day. A revision that is not confirmed is passed over unless
// the day is its very own, as in a case that names it.
func (l *Library) Open(program casefile.Program, day casefile.Date) (*Catalog, error) {
	return l.open(program, day, func(r Revision) bool { return r.Confirmed || r.InForce == day })
}

// On is Open for a day that only passes, as today does: on no day does a revision that is not
// confirmed count.
func (l *Library) On(program casefile.Program, day casefile.Date) (*Catalog, error) {
	return l.open(program, day, func(r Revision) bool { return r.Confirmed })
}

// open stacks those revisions until a day that count.
func (l *Library) open(program casefile.Program, day casefile.Date, counts func(Revision) bool) (*Catalog, error) {
	known, err := l.Revisions(program)
	if err != nil {
		return nil, err
	}
	var governing, passed []Revision
	for _, r := range known {
		switch {
		case r.InForce > day:
		case counts(r):
			governing = append(governing, r)
		default:
			passed = append(passed, r)
		}
	}
	if len(governing) == 0 {
		return nil, fmt.Errorf("%s on %s: %w", program, day, ErrNoRevision)
	}
	stack := stackOf(program, governing, day, l.over)
	c, err := once(l, l.made, keyOf(stack), func() (*Catalog, error) { return newCatalog(program, governing, known, stack) })
	if err != nil {
		return nil, err
	}
	shown := *c
	shown.Passed = passed
	return &shown, nil
}

// Revisions are all texts of a programme's rules, see [Revisions].
func (l *Library) Revisions(program casefile.Program) ([]Revision, error) {
	return once(l, l.known, program, func() ([]Revision, error) { return Revisions(program, l.over...) })
}

// Programs are the programmes that the library has rules of, in alphabetical order.
func (l *Library) Programs() []string {
	known := map[string]bool{}
	for _, fsys := range l.over {
		names, _ := fs.Glob(fsys, "*/*/revision.yaml")
		for _, name := range names {
			program, _, _ := strings.Cut(name, "/")
			known[program] = program != sharedFolder
		}
	}
	maps.DeleteFunc(known, func(_ string, is bool) bool { return !is })
	return slices.Sorted(maps.Keys(known))
}

// keyOf tells one stack of the library from another.
func keyOf(stack []layer) string {
	var dirs []string
	for _, l := range stack {
		dirs = append(dirs, l.dir)
	}
	return strings.Join(dirs, " ")
}

// once makes what a key names the first time that it is asked for.
func once[K comparable, V any](l *Library, all map[K]func() (V, error), key K, makeIt func() (V, error)) (V, error) {
	l.mu.Lock()
	made, ok := all[key]
	if !ok {
		made = sync.OnceValues(makeIt)
		all[key] = made
	}
	l.mu.Unlock()
	return made()
}

// Open gives the catalogue of a programme as it stood on a day, see [Library.Open].
func Open(program casefile.Program, day casefile.Date, over ...fs.FS) (*Catalog, error) {
	return NewLibrary(over...).Open(program, day)
}
