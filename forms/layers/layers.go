package layers

import (
	"errors"
	"io/fs"
	"sync"

	"go.yaml.in/yaml/v3"

	"yoshiki/forms/plainyaml"
)

// File is one file of the stack. One that does not exist is left out.
type File struct {
	FS   fs.FS
	Name string
}

// Document is what the files make together.
type Document struct {
	Root *yaml.Node // a mapping; every line in it is one for Place

	names []string
}

// Read lays the files over each other, the later over the earlier. Errors name the file, the
// line and the reason.
func Read(files ...File) (*Document, error) {
	d := &Document{Root: &yaml.Node{Kind: yaml.MappingNode}}
	for _, f := range files {
		d.names = append(d.names, f.Name)
	}
	var faults []error
	for i, p := range parseAll(files) {
		if p.err != nil {
			faults = append(faults, &Within{File: d.names[i], Err: p.err})
		} else if p.root != nil {
			faults = append(faults, d.lay(i, p.root))
		}
	}
	return d, errors.Join(faults...)
}

// parsed is what a file holds: nothing when it is empty or not there.
type parsed struct {
	root *yaml.Node
	err  error
}

// parseAll parses the files side by side.
func parseAll(files []File) []parsed {
	all := make([]parsed, len(files))
	var wait sync.WaitGroup
	for i, f := range files {
		wait.Go(func() { all[i] = f.parse() })
	}
	wait.Wait()
	return all
}

func (f File) parse() parsed {
	data, err := fs.ReadFile(f.FS, f.Name)
	if errors.Is(err, fs.ErrNotExist) {
		return parsed{}
	}
	if err != nil {
		return parsed{err: err}
	}
	root, err := parse(data)
	return parsed{root, err}
}

// lay puts one file over what is there.
func (d *Document) lay(file int, root *yaml.Node) error {
	r := resolver{base: file * span}
	if root.Kind != yaml.MappingNode {
		r.fault(root.Line+r.base, "no-mapping")
		return d.Explain(r.faults.Err())
	}
	top := r.resolve(root)
	if len(r.faults) == 0 {
		r.merge(d.Root, top)
	}
	return d.Explain(r.faults.Err())
}

// parse gives what a file holds; nothing when it is empty.
func parse(data []byte) (*yaml.Node, error) {
	roots, err := plainyaml.Read(string(data))
	switch {
	case len(roots) == 0:
		return nil, err
	case len(roots) > 1 || err != nil:
		return nil, NewFault(0, "one-document")
	}
	root := roots[0]
	if root.Kind == yaml.ScalarNode && root.Tag == "!!null" {
		return nil, nil
	}
	return root, nil
}
