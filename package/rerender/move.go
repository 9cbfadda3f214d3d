package rerender

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"sync"

	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/decode"
	"yoshiki/forms/press"
	"yoshiki/package/manifest"
	"yoshiki/package/repository"
	"yoshiki/package/vet"
	"yoshiki/storage"
)

// Target says which text the packages of each programme move to; those of others stay out.
type Target map[casefile.Program]casefile.Date

// Targets names the texts, by programme.
func Targets(t Target) []string {
	var all []string
	for _, program := range slices.Sorted(maps.Keys(t)) {
		all = append(all, fmt.Sprintf("%s %s", program, t[program]))
	}
	return all
}

// Mover moves packages. It is safe for concurrent use.
type Mover struct {
	Store     storage.Store
	Catalog   func(casefile.Program, casefile.Date) (*forms.Catalog, error)
	Decode    func(name string, data []byte) (*decode.File, []casefile.Finding)
	Press     *press.Press
	Generator manifest.Generator
	Vet       vet.Child
	Target    Target
	Filed     bool // what was handed over is made too, as a draft
	Dry       bool // nothing is stored
	Whole     bool // everything is read and printed, also what cannot have changed
	Again     bool // a batch begins with everything, also with what one of the same order and program has done; else only with what came after it

	mu    sync.Mutex
	texts map[[3]string]func() (*Texts, error)
}

// Move moves what counts of a group. The error says that it could not be tried, as of a
// store that does not answer: nothing is known then, and it may be repeated.
func (m *Mover) Move(ctx context.Context, g Group) ([]Result, error) {
	return m.moveGroup(ctx, g, impatient)
}

// moveGroup is Move that offers a package again to a store that refuses it.
func (m *Mover) moveGroup(ctx context.Context, g Group, p patience) ([]Result, error) {
	return m.each(ctx, g, func(one *manifest.Manifest, r *Result) error {
		if m.decided(ctx, one, r) {
			return nil
		}
		return m.move(ctx, one, r, p)
	})
}

// Decide tells what becomes of a group as far as manifests and the texts alone tell it;
// false when a case must be read.
func (m *Mover) Decide(ctx context.Context, g Group) ([]Result, bool, error) {
	all := true
	results, err := m.each(ctx, g, func(one *manifest.Manifest, r *Result) error {
		all = m.decided(ctx, one, r) && all
		return nil
	})
	return results, all, err
}

func (m *Mover) each(ctx context.Context, g Group, do func(*manifest.Manifest, *Result) error) ([]Result, error) {
	heads, err := m.newest(ctx, g)
	if Lasting(err) {
		return []Result{{Package: g[len(g)-1], Outcome: Failed, Reason: err.Error()}}, nil
	}
	if err != nil {
		return nil, err
	}
	var results []Result
	for _, one := range heads {
		to, ok := m.Target[casefile.Program(one.Package.Program)]
		if !ok {
			continue
		}
		r := Result{Package: one.Package.ID, Case: one.Case.ID, Organization: one.Case.Organization, Kind: one.Package.Kind,
			Program: one.Package.Program, From: casefile.Date(one.Package.Revision), To: to}
		err := do(one, &r)
		if err != nil && !Lasting(err) {
			return nil, err
		}
		if err != nil {
			r.Outcome, r.Reason = Failed, err.Error()
		}
		results = append(results, r)
	}
	return results, nil
}

// Lasting reports whether an error is of the package and stays, however often it is tried.
func Lasting(err error) bool {
	var panicked *panicError
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, storage.ErrMismatch) || errors.Is(err, repository.ErrConflict) ||
		errors.Is(err, manifest.ErrSchema) || errors.As(err, &panicked)
}

// panicError is a fault of the program with one package.
type panicError struct{ value any }

func (e *panicError) Error() string { return fmt.Sprintf("panic: %v", e.value) }

// compared are the texts that a package moves between, compared once.
func (m *Mover) compared(r *Result) (*Texts, error) {
	key := [3]string{r.Program, string(r.From), string(r.To)}
	m.mu.Lock()
	if m.texts == nil {
		m.texts = map[[3]string]func() (*Texts, error){}
	}
	made, ok := m.texts[key]
	if !ok {
		made = sync.OnceValues(func() (*Texts, error) {
			from, err := m.Catalog(casefile.Program(r.Program), r.From)
			if err != nil {
				return nil, err
			}
			to, err := m.Catalog(casefile.Program(r.Program), r.To)
			if err != nil {
				return nil, err
			}
			return NewTexts(from, to)
		})
		m.texts[key] = made
	}
	m.mu.Unlock()
	return made()
}
