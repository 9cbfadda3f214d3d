package forms

import (
	"errors"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"

	"go.yaml.in/yaml/v3"

	"yoshiki/forms/layers"
)

// blockFile is a file of shared blocks. It is read when one of them is used first.
type blockFile struct {
	name string
	read func() (map[string]*yaml.Node, error)
}

// stackBlocks finds the shared blocks of a folder: in blocks.yaml, or in several files in
// blocks.
func (c *Catalog) stackBlocks(at int, l layer) error {
	names, err := fs.Glob(l.fsys, path.Join(l.dir, "blocks", "*.yaml"))
	if err != nil {
		return err
	}
	if l.exists("blocks.yaml") {
		names = append(names, path.Join(l.dir, "blocks.yaml"))
	}
	for _, name := range names {
		f := &blockFile{name, sync.OnceValues(func() (map[string]*yaml.Node, error) { return readBlocks(l.fsys, name) })}
		found, err := f.blocks(l.fsys)
		if err != nil {
			return err
		}
		for _, block := range found {
			if was, ok := c.blocks.below(block, at+1); ok && was.at == at && was.value != f {
				return &layers.Within{File: name, Err: layers.NewFault(0, "block-twice", "name", block, "other", was.value.name)}
			}
			c.blocks.put(block, at, f)
		}
	}
	return nil
}

// topKey is a name that begins a line.
var topKey = regexp.MustCompile(`(?m)^([a-z][a-z0-9-]*):`)

// blocks are the names in a file, found without reading the rest of it.
func (f *blockFile) blocks(fsys fs.FS) ([]string, error) {
	data, err := fs.ReadFile(fsys, f.name)
	var names []string
	for _, found := range topKey.FindAllSubmatch(data, -1) {
		names = append(names, string(found[1]))
	}
	if len(names) == 0 && err == nil { // written in another way, or not at all
		var all map[string]*yaml.Node
		all, err = f.read()
		names = slices.Sorted(maps.Keys(all))
	}
	return names, err
}

func readBlocks(fsys fs.FS, name string) (map[string]*yaml.Node, error) {
	doc, err := layers.Read(layers.File{FS: fsys, Name: name})
	if err != nil {
		return nil, err
	}
	blocks := map[string]*yaml.Node{}
	for key, node := range layers.Each(doc.Root) {
		blocks[key.Value] = node
	}
	return blocks, nil
}

// builder makes a definition of its file: ${words} filled in, and in place of each use of
// shared blocks a copy of them with the arguments filled in. It gathers all faults.
type builder struct {
	catalog *Catalog
	below   int    // only layers below this one count
	file    string // that the nodes at hand stand in
	within  []string
	made    map[int]bool // layers that gave a part
	faults  []error
}

func (b *builder) fault(line int, key string, args ...string) {
	b.add(layers.NewFault(line, key, args...))
}

// add keeps a fault, with the file that it is in.
func (b *builder) add(err error) {
	if b.file != "" {
		err = layers.InFile(b.file, err)
	}
	b.faults = append(b.faults, err)
}

// join is all that is wrong, with one more fault.
func (b *builder) join(err error) error { return errors.Join(append(b.faults, err)...) }

// decode fills in a node and decodes it. It gives what was decoded and tells which arguments
// stood in it.
func (b *builder) decode(n *yaml.Node, args map[string]string, into any) (filled *yaml.Node, used map[string]bool) {
	used = map[string]bool{}
	before := len(b.faults)
	filled = b.filled(n, args, used)
	if len(b.faults) > before {
		return filled, used
	}
	if err := layers.Decode(filled, into); err != nil {
		b.add(err)
	}
	return filled, used
}

var argument = regexp.MustCompile(`\$\{([^}]*)\}`)

// filled copies a node with the words and arguments in its texts filled in. What an argument
// says is never to be shown is left out.
func (b *builder) filled(n *yaml.Node, args map[string]string, used map[string]bool) *yaml.Node {
	if !asks(n) {
		return n
	}
	c := *n
	c.Content = nil
	for _, child := range n.Content {
		if child = b.filled(child, args, used); n.Kind != yaml.SequenceNode || under(child, "when").Value != "false" {
			c.Content = append(c.Content, child)
		}
	}
	if n.Kind == yaml.ScalarNode {
		c.Value = argument.ReplaceAllStringFunc(n.Value, func(found string) string {
			name := found[2 : len(found)-1]
			if value, ok := args[name]; ok {
				used[name] = true
				return value
			}
			word, ok := b.catalog.words.below(name, b.below)
			if !ok {
				b.fault(n.Line, "no-argument", "name", found)
			}
			b.made[word.at] = true
			return word.value
		})
	}
	return &c
}

// asks reports whether a word or argument stands in a node.
func asks(n *yaml.Node) bool {
	return strings.Contains(n.Value, "${") || slices.ContainsFunc(n.Content, asks)
}

// blocks gives a list of blocks its lines, and those that name shared blocks the blocks
// they name. n is the list in the file.
func (b *builder) blocks(defs []BlockDef, n *yaml.Node) {
	for i := range defs {
		defs[i].line = n.Content[i].Line
		if defs[i].Use != "" {
			b.use(&defs[i])
		}
	}
}

// use gives a block the shared blocks that it names.
func (b *builder) use(d *BlockDef) {
	shared, ok := b.catalog.blocks.below(d.Use, b.below)
	switch {
	case !ok:
		b.fault(d.line, "no-block", "name", d.Use)
		return
	case slices.Contains(b.within, d.Use):
		b.fault(d.line, "block-cycle", "name", d.Use, "way", strings.Join(append(b.within, d.Use), " > "))
		return
	}
	nodes, err := shared.value.read()
	if err != nil {
		b.faults = append(b.faults, err)
		return
	}
	outer, node := b.file, nodes[d.Use]
	b.made[shared.at] = true
	b.file, b.within, d.file = shared.value.name, append(b.within, d.Use), shared.value.name
	node, used := b.decode(node, d.Args, &d.shared)
	b.blocks(d.shared, node)
	b.file, b.within = outer, b.within[:len(b.within)-1]
	for _, name := range slices.Sorted(maps.Keys(d.Args)) {
		if !used[name] {
			b.fault(d.line, "block-argument", "block", d.Use, "name", name)
		}
	}
}
