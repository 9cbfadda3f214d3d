package forms

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"

	"yoshiki/forms/casefile"

	"go.yaml.in/yaml/v3"
)

// Catalog is the forms of one programme as its rules stood on one day. It is made by
// stacking the folders of the revisions in force by then, the later over the earlier; a
// folder holds only what its revision changed. A Catalog is safe for concurrent use.
type Catalog struct {
	Program  casefile.Program
	Revision Revision // the newest revision stacked

	files   map[string]catalogFile
	blocks  map[string]yaml.Node
	kinds   map[string]*PackageDef
	offices map[string]string
	layers  []layer
	rules   func() ([]*Rule, error)
	shown   func() shown
}

// Revision is what revision.yaml says of one text of the rules.
type Revision struct {
	InForce casefile.Date     `yaml:"in_force"` // also the folder's name
	Edition string            `yaml:"edition"`  // printed small on every page
	Offices map[string]string `yaml:"offices"`  // names of the authorities in this revision
	Unknown []string          `yaml:"unknown"`  // what could not be known of this text
}

type catalogFile struct {
	layer
	name string
	load func() (*Definition, error)
}

// ErrNoRevision says that no rules of the programme were in force on the day asked for.
var ErrNoRevision = errors.New("no rules in force")

// ErrNoForm says that the catalogue has no such form.
var ErrNoForm = errors.New("no such form")

// Open stacks the catalogue of a programme as it stood on a day. Folders are read from
// the file systems in order, the later over the earlier, so that a user's own folder
// can lie over the embedded one. Definitions are read when they are first used.
func Open(program casefile.Program, day casefile.Date, layers ...fs.FS) (*Catalog, error) {
	c := &Catalog{Program: program, files: map[string]catalogFile{}, blocks: map[string]yaml.Node{},
		kinds: map[string]*PackageDef{}, offices: map[string]string{}}
	c.rules, c.shown = sync.OnceValues(c.loadRules), sync.OnceValue(c.index)
	for i, fsys := range layers {
		for _, rev := range revisions(fsys, program) {
			if rev <= day {
				if err := c.stack(layer{fsys, path.Join(string(program), string(rev)), i > 0}); err != nil {
					return nil, err
				}
			}
		}
	}
	if c.Revision.InForce == "" {
		return nil, fmt.Errorf("%s on %s: %w", program, day, ErrNoRevision)
	}
	return c, nil
}

// revisions are the days on which texts of the rules came into force, in order.
func revisions(fsys fs.FS, program casefile.Program) []casefile.Date {
	entries, err := fs.ReadDir(fsys, string(program))
	if err != nil {
		return nil
	}
	var days []casefile.Date
	for _, e := range entries {
		if e.IsDir() {
			days = append(days, casefile.Date(e.Name()))
		}
	}
	slices.Sort(days)
	return days
}

// stack lays one revision's folder over what is there. A folder that lies over another of
// the same day needs no revision.yaml.
func (c *Catalog) stack(l layer) error {
	known := slices.ContainsFunc(c.layers, func(below layer) bool { return below.dir == l.dir })
	c.layers = append(c.layers, l)
	err := readData(l.fsys, path.Join(l.dir, "revision.yaml"), &c.Revision)
	if err != nil && !(known && errors.Is(err, fs.ErrNotExist)) {
		return err
	}
	for name, words := range c.Revision.Offices {
		c.offices[name] = words
	}
	for _, into := range []struct {
		name  string
		value any
	}{{"blocks.yaml", &c.blocks}, {"packages.yaml", &c.kinds}} {
		err := readData(l.fsys, path.Join(l.dir, into.name), into.value)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	if err := c.stackForms(l); err != nil {
		return err
	}
	return c.knownForms(path.Join(l.dir, "packages.yaml"))
}

func (c *Catalog) stackForms(l layer) error {
	names, err := fs.Glob(l.fsys, path.Join(l.dir, "forms", "*.yaml"))
	if err != nil {
		return err
	}
	for _, name := range names {
		id := strings.TrimSuffix(path.Base(name), ".yaml")
		c.files[id] = catalogFile{l, name, sync.OnceValues(func() (*Definition, error) { return c.load(l.fsys, id, name) })}
	}
	return nil
}

// Own reads every rule, clause and form that lies over the first file system, so that a
// slip in them is told at once: with its file, its line and the reason.
func (c *Catalog) Own() error {
	rules, err := c.Rules()
	if err != nil {
		return err
	}
	var faults []error
	for _, r := range rules {
		if r.own {
			faults = append(faults, r.Compile())
		}
	}
	_, err = c.clauses()
	faults = append(faults, err)
	for _, id := range slices.Sorted(maps.Keys(c.files)) {
		if f := c.files[id]; f.own {
			_, err := f.load()
			faults = append(faults, err)
		}
	}
	return errors.Join(faults...)
}

func (c *Catalog) load(fsys fs.FS, id, name string) (*Definition, error) {
	d := new(Definition)
	if err := readData(fsys, name, d); err != nil {
		return nil, err
	}
	if d.ID != id {
		return nil, fmt.Errorf("%s: id is %q", name, d.ID)
	}
	if err := c.compile(d); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return d, nil
}

// readData decodes one file, refusing unknown keys and anything behind the document.
func readData(fsys fs.FS, name string, into any) error {
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return err
	}
	dec := yaml.NewDecoder(bytes.NewReader(data))
	dec.KnownFields(true)
	if err := dec.Decode(into); err != nil && !errors.Is(err, io.EOF) {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

// IDs are the forms of the catalogue in the order of their numbers, papers without a
// number last.
func (c *Catalog) IDs() []string {
	ids := make([]string, 0, len(c.files))
	for id := range c.files {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, CompareIDs)
	return ids
}

// CompareIDs orders form ids by chapter and number: 1-6, 2-1, 2-10, index.
func CompareIDs(a, b string) int {
	ca, na := formNumber(a)
	cb, nb := formNumber(b)
	return cmp.Or(cmp.Compare(ca, cb), cmp.Compare(na, nb), cmp.Compare(a, b))
}

func formNumber(id string) (chapter, number int) {
	first, second, two := strings.Cut(id, "-")
	chapter, err := strconv.Atoi(first)
	if err != nil {
		return 1 << 20, 0
	}
	if two {
		number, _ = strconv.Atoi(second)
	}
	return chapter, number
}

// Definition gives one form, compiled. Errors: [ErrNoForm], or what is wrong with its file.
func (c *Catalog) Definition(id string) (*Definition, error) {
	f, ok := c.files[id]
	if !ok {
		return nil, fmt.Errorf("form %s: %w", id, ErrNoForm)
	}
	return f.load()
}

func (c *Catalog) edition() string { return c.Revision.Edition }

// note is printed on forms whose Japanese title was not seen in an official text.
func (c *Catalog) note(d *Definition) string {
	if d.Title.Confirmed || d.Paper {
		return ""
	}
	return "様式の題名は参考英訳に基づくもので未確認"
}
