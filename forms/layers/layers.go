package layers

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"

	"go.yaml.in/yaml/v3"
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
	for i, f := range files {
		data, err := fs.ReadFile(f.FS, f.Name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err == nil {
			err = d.lay(i, data)
		}
		faults = append(faults, err)
	}
	return d, errors.Join(faults...)
}

// lay puts one file over what is there.
func (d *Document) lay(file int, data []byte) error {
	root, err := parse(data)
	r := resolver{base: file * span}
	switch {
	case err != nil:
		return fmt.Errorf("%s: %w", d.names[file], err)
	case root == nil:
		return nil
	case root.Kind != yaml.MappingNode:
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
	var doc yaml.Node
	dec := yaml.NewDecoder(bytes.NewReader(data))
	if err := dec.Decode(&doc); errors.Is(err, io.EOF) {
		return nil, nil
	} else if err != nil {
		return nil, err
	}
	if err := dec.Decode(new(yaml.Node)); !errors.Is(err, io.EOF) {
		return nil, errors.New("a file holds one document")
	}
	root := doc.Content[0]
	if root.Kind == yaml.ScalarNode && root.Tag == "!!null" {
		return nil, nil
	}
	return root, nil
}
