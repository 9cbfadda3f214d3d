package app

import (
	"cmp"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"yoshiki/forms"
	"yoshiki/forms/casefile"
	"yoshiki/forms/period"
)

// catalogKey is what a catalogue is opened for.
type catalogKey struct {
	program casefile.Program
	day     casefile.Date
}

// catalogLimit is how many catalogues are kept. Beyond it, which only somebody who asks
// for ever new days gets to, all are forgotten.
const catalogLimit = 256

// Catalog opens the catalogue of a programme as it stood on a day.
func (a *App) Catalog(program casefile.Program, day casefile.Date) (*forms.Catalog, error) {
	key := catalogKey{program, day}
	a.mu.Lock()
	defer a.mu.Unlock()
	if c, ok := a.catalogs[key]; ok {
		return c, nil
	}
	c, err := a.open(key)
	if err != nil {
		return nil, err
	}
	if len(a.catalogs) >= catalogLimit {
		clear(a.catalogs)
	}
	a.catalogs[key] = c
	return c, nil
}

func (a *App) open(key catalogKey) (*forms.Catalog, error) {
	if err := checkDay(key.day); err != nil {
		return nil, err
	}
	c, err := forms.Open(key.program, key.day, a.layers()...)
	if errors.Is(err, forms.ErrNoRevision) {
		return nil, wrong("no-revision", map[string]string{"program": string(key.program), "day": string(key.day)})
	}
	if err == nil && a.options.Templates != "" {
		err = c.Own()
	}
	if err != nil {
		return nil, &Error{Code: "catalog", Err: err}
	}
	return c, a.laidOver(key.program)
}

// laidOver refuses a folder of one's own that has nothing of the programme.
func (a *App) laidOver(program casefile.Program) error {
	own := a.options.Templates
	if own == "" {
		return nil
	}
	if info, err := os.Stat(filepath.Join(own, string(program))); err != nil || !info.IsDir() {
		return wrong("templates", map[string]string{"value": own, "program": string(program)})
	}
	return nil
}

// catalogOf opens the catalogue that a case names; with a day, the one in force on it.
func (a *App) catalogOf(c *casefile.Case, day casefile.Date) (*forms.Catalog, error) {
	return a.Catalog(c.Program, cmp.Or(day, casefile.Date(c.Revision)))
}

func checkDay(day casefile.Date) error {
	if _, err := period.Parse(string(day)); err != nil {
		return wrong("date", map[string]string{"value": string(day)})
	}
	return nil
}

// Programs are the programmes that there are rules of.
func (a *App) Programs() []string {
	known := map[string]bool{}
	for _, fsys := range a.layers() {
		names, _ := fs.Glob(fsys, "*/*/revision.yaml")
		for _, name := range names {
			program, _, _ := strings.Cut(name, "/")
			known[program] = true
		}
	}
	return slices.Sorted(maps.Keys(known))
}
