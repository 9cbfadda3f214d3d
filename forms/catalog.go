package forms

import (
	"cmp"
	"errors"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/vocabulary"
	"yoshiki/forms/layers"
)

// Catalog is what the rules of one programme say as data, as they stood on one day. It is
// made by stacking the folders of the revisions in force by then, see [Library.Open]; a
// folder holds only what its revision changed. A Catalog is safe for concurrent use.
type Catalog struct {
	Program  casefile.Program
	Revision Revision   // the newest revision stacked
	Passed   []Revision // those of the day or before it that are not confirmed, and so do not count

	known      []Revision
	revisions  []Revision // those stacked
	layers     []layer
	files      stacked[*formFile]
	blocks     stacked[*blockFile]
	sheets     stacked[string] // official sheets: their paths by 2-4.docx
	words      stacked[string]
	offices    map[string]string
	kinds      map[string]*PackageDef
	vocabulary *vocabulary.Vocabulary
	earlier    map[int]func() (*vocabulary.Vocabulary, error) // of the layers below one
	rules      func() ([]*Rule, error)
	reads      func() (map[*Rule]reading, error)
	matrix     func() ([]*ClauseRow, error)
	shown      func() (shown, error)
	digest     func() (string, error)
}

// ErrNoForm says that the catalogue has no such form.
var ErrNoForm = errors.New("no such form")

func newCatalog(program casefile.Program, governing, known []Revision, stack []layer) (*Catalog, error) {
	c := &Catalog{Program: program, Revision: governing[len(governing)-1], known: known, revisions: governing, layers: stack,
		files: stacked[*formFile]{}, blocks: stacked[*blockFile]{}, words: stacked[string]{}, sheets: stacked[string]{}, offices: map[string]string{}, earlier: map[int]func() (*vocabulary.Vocabulary, error){}}
	c.rules, c.matrix, c.shown = sync.OnceValues(c.loadRules), sync.OnceValues(c.makeMatrix), sync.OnceValues(c.index)
	c.reads = sync.OnceValues(c.loadReads)
	c.digest = sync.OnceValues(c.makeDigest)
	var faults []error
	for at, l := range stack {
		if !l.shared {
			c.name(at, l.day)
		}
		faults = append(faults, c.stackBlocks(at, l), c.stackForms(at, l), c.stackSheets(at, l))
	}
	if err := errors.Join(faults...); err != nil {
		return nil, err
	}
	packages := c.loadPackages()
	go c.rules() // most catalogues are asked for them; what is wrong with them is told then
	return c, errors.Join(c.loadVocabulary(), packages)
}

// name adds the words and offices of a revision.
func (c *Catalog) name(at int, day casefile.Date) {
	for _, r := range c.revisions {
		if r.InForce != day {
			continue
		}
		for name, words := range r.Words {
			if was, ok := c.words.below(name, at); !ok || was.value != words {
				c.words.put(name, at, words)
			}
		}
		maps.Copy(c.offices, r.Offices)
	}
}

// Governing is the newest confirmed revision in force on a day; none before the first.
func (c *Catalog) Governing(day casefile.Date) (Revision, bool) {
	for i := len(c.known) - 1; i >= 0; i-- {
		if r := c.known[i]; r.Confirmed && r.InForce <= day {
			return r, true
		}
	}
	return Revision{}, false
}

// Layered reports whether a file system of one's own lies over the first.
func (c *Catalog) Layered() bool {
	return slices.ContainsFunc(c.layers, func(l layer) bool { return l.own })
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
	_, err = c.Matrix()
	faults = append(faults, err, c.ownBlocks())
	for _, id := range c.IDs() {
		for _, f := range c.files[id] {
			if c.layers[f.at].own {
				d, err := f.value.load()
				if err == nil {
					err = d.Sound()
				}
				faults = append(faults, err)
			}
		}
	}
	return errors.Join(different(faults)...)
}

// different leaves out what is said already.
func different(faults []error) []error {
	said := map[string]bool{}
	return slices.DeleteFunc(faults, func(err error) bool {
		if err == nil || said[err.Error()] {
			return true
		}
		said[err.Error()] = true
		return false
	})
}

// ownBlocks reads the blocks that lie over the first file system, used or not.
func (c *Catalog) ownBlocks() error {
	var faults []error
	for _, name := range slices.Sorted(maps.Keys(c.blocks)) {
		for _, f := range c.blocks[name] {
			if c.layers[f.at].own {
				_, err := f.value.read()
				faults = append(faults, err)
			}
		}
	}
	return errors.Join(faults...)
}

// IDs are the forms of the catalogue in the order of their numbers, papers without a
// number last.
func (c *Catalog) IDs() []string { return slices.SortedFunc(maps.Keys(c.files), CompareIDs) }

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

// Offices are the names of the authorities, by what they are called in data.
func (c *Catalog) Offices() map[string]string { return maps.Clone(c.offices) }

// Edition is the text of the rules that a paper carries: the newest that touched what the
// paper is made of.
func (c *Catalog) Edition(d *Definition) string {
	day := casefile.Date("")
	for at := range d.made {
		if l := c.layers[at]; !l.shared {
			day = max(day, l.day)
		}
	}
	for _, r := range c.revisions {
		if r.InForce == day {
			return r.Edition
		}
	}
	return c.Revision.Edition
}

// vocabularyBelow lays case.yaml of the layers below one over each other.
func (c *Catalog) vocabularyBelow(at int) (*vocabulary.Vocabulary, error) {
	if made, ok := c.earlier[at]; ok {
		return made()
	}
	return c.vocabulary, nil
}

func (c *Catalog) loadVocabulary() (err error) {
	var files []layers.File
	for at, l := range c.layers {
		below := files[:at:at]
		c.earlier[at] = sync.OnceValues(func() (*vocabulary.Vocabulary, error) { return vocabulary.Load(below...) })
		files = append(files, layers.File{FS: l.fsys, Name: path.Join(l.dir, "case.yaml")})
	}
	c.vocabulary, err = vocabulary.Load(files...)
	return err
}

// Vocabulary is what the catalogue says of a case: labels, help, clauses, needs and choices.
func (c *Catalog) Vocabulary() *vocabulary.Vocabulary { return c.vocabulary }

// note is printed on forms whose Japanese title was not seen in an official text.
func (c *Catalog) note(d *Definition) string {
	if d.Title.Confirmed || d.Unnumbered {
		return ""
	}
	return "様式の題名は参考英訳に基づくもので未確認"
}

// exists reports whether a layer has a file.
func (l layer) exists(name string) bool {
	_, err := fs.Stat(l.fsys, path.Join(l.dir, name))
	return err == nil
}
