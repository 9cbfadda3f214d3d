package forms

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"reflect"
	"strings"
	"sync"

	"go.yaml.in/yaml/v3"

	"yoshiki/forms/layers"
	"yoshiki/forms/period"
)

// formFile is one form as one layer has it.
type formFile struct {
	id, name string
	open     func() (opened, error)
	read     func() (*Definition, error) // its definition, not compiled
	head     func() (*compiler, error)   // has compiled what tells which groups of a case the form is about
	load     func() (*Definition, error)
}

// opened is a definition as it stands in its file, where shared blocks are only named. What is
// wrong with it the builder knows.
type opened struct {
	*Definition
	*builder
	sections *yaml.Node
}

// stackForms adds the forms of a folder. A file that holds null ends its form.
func (c *Catalog) stackForms(at int, l layer) error {
	names, err := fs.Glob(l.fsys, path.Join(l.dir, "forms", "*.yaml"))
	if err != nil {
		return err
	}
	for _, name := range names {
		id := strings.TrimSuffix(path.Base(name), ".yaml")
		if ended, err := isNull(l.fsys, name); err != nil {
			return err
		} else if ended {
			if _, there := c.files[id]; !there {
				return &layers.Fault{File: name, Line: 1, Key: "no-form-to-end", Args: map[string]string{"form": id}}
			}
			delete(c.files, id)
			continue
		}
		f := &formFile{id: id, name: name}
		f.open = sync.OnceValues(func() (opened, error) { return c.openForm(f, at) })
		f.read = sync.OnceValues(f.withBlocks)
		f.head = sync.OnceValues(f.compileHead)
		f.load = sync.OnceValues(func() (*Definition, error) { return c.loadForm(f, at) })
		c.files.put(id, at, f)
	}
	return nil
}

// isNull reports whether a file says nothing but null.
func isNull(fsys fs.FS, name string) (bool, error) {
	data, err := fs.ReadFile(fsys, name)
	if err != nil || len(data) > 200 {
		return false, err
	}
	var n yaml.Node
	if err := yaml.NewDecoder(bytes.NewReader(data)).Decode(&n); errors.Is(err, io.EOF) {
		return false, &layers.Within{File: name, Err: layers.NewFault(0, "empty")}
	} else if err != nil {
		return false, nil // told when it is read
	}
	return n.Content[0].Tag == "!!null", nil
}

// openForm makes a definition of what stands below the layer that replaces it. The error is that
// of a file that cannot be read; faults of the definition are kept by the builder.
func (c *Catalog) openForm(f *formFile, at int) (opened, error) {
	doc, err := layers.Read(layers.File{FS: c.layers[at].fsys, Name: f.name})
	if err != nil {
		return opened{}, err
	}
	b := &builder{catalog: c, below: c.replaced(f), file: f.name, made: map[int]bool{at: true}}
	d := &Definition{catalog: c, file: f.name, made: b.made, whole: f.load}
	d.places = sync.OnceValues(d.findPlaces)
	root, _ := b.decode(doc.Root, nil, d)
	if d.ID != f.id && len(b.faults) == 0 {
		b.fault(1, "form-id", "name", d.ID)
	}
	return opened{d, b, under(root, "sections")}, nil
}

// withBlocks puts the shared blocks in place.
func (f *formFile) withBlocks() (*Definition, error) {
	d, err := f.open()
	if err != nil {
		return nil, err
	}
	for i := range d.Sections {
		d.blocks(d.Sections[i].Blocks, under(d.sections.Content[i], "blocks"))
	}
	return d.Definition, errors.Join(d.faults...)
}

func (f *formFile) compileHead() (*compiler, error) {
	d, err := f.open()
	if err == nil {
		err = errors.Join(d.faults...)
	}
	if err != nil {
		return nil, err
	}
	if err := d.governed(); err != nil {
		return nil, &layers.Within{File: f.name, Err: err}
	}
	k := &compiler{catalog: d.Definition.catalog, definition: d.Definition, file: f.name}
	k.head()
	return k, nil
}

// about gives the definition, compiled so far as to tell which groups of a case it is about.
func (f *formFile) about() (*Definition, error) {
	k, err := f.head()
	if err != nil {
		return nil, err
	}
	return k.definition, errors.Join(k.faults...)
}

// under is what stands under a key of a mapping.
func under(n *yaml.Node, key string) *yaml.Node {
	for k, value := range layers.Each(n) {
		if k.Value == key {
			return value
		}
	}
	return new(yaml.Node)
}

// replaced is the layer above which a form no longer counts.
func (c *Catalog) replaced(f *formFile) int {
	all := c.files[f.id]
	for i := range all[:len(all)-1] {
		if all[i].value == f {
			return all[i+1].at
		}
	}
	return len(c.layers)
}

func (c *Catalog) loadForm(f *formFile, at int) (*Definition, error) {
	d, err := f.read()
	if err != nil {
		return nil, err
	}
	k, err := f.head()
	if err != nil {
		return nil, err
	}
	if d.words, err = c.vocabularyBelow(c.replaced(f)); err != nil {
		return nil, err
	}
	if err := c.loadSheets(f, d, at); err != nil {
		return nil, err
	}
	d.chosen, d.parts = map[reflect.Type]bool{}, sync.OnceValue(d.digest)
	return d, k.body()
}

// governed tells what is wrong with the day from which a definition counts.
func (d *Definition) governed() error {
	if (d.InForce == "") != (d.Governs.Source == "") {
		return layers.NewFault(0, "in-force-governs")
	}
	if d.InForce == "" {
		return nil
	}
	_, err := period.Parse(string(d.InForce))
	return err
}

// Definition gives one form, compiled, in its newest version. Errors: [ErrNoForm], or what
// is wrong with its file.
func (c *Catalog) Definition(id string) (*Definition, error) {
	all := c.files[id]
	if len(all) == 0 {
		return nil, fmt.Errorf("form %s: %w", id, ErrNoForm)
	}
	return all[len(all)-1].value.load()
}

// Versions are all versions of a form that may count for a subject, the newest first:
// those before one that no day governs do not. Errors: as of [Catalog.Definition].
func (c *Catalog) Versions(id string) ([]*Definition, error) {
	all, err := c.heads(id)
	for _, d := range all {
		if _, err := d.whole(); err != nil {
			return nil, err
		}
	}
	return all, err
}

// heads are the versions of a form, compiled so far as to tell which groups of a case each is
// about.
func (c *Catalog) heads(id string) ([]*Definition, error) {
	var all []*Definition
	for i := len(c.files[id]) - 1; i >= 0 && (all == nil || all[len(all)-1].InForce != ""); i-- {
		d, err := c.files[id][i].value.about()
		if err != nil {
			return nil, err
		}
		all = append(all, d)
	}
	if all == nil {
		return nil, fmt.Errorf("form %s: %w", id, ErrNoForm)
	}
	return all, nil
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
