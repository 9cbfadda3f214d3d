package plainyaml

import (
	"errors"
	"io"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Read gives the root of the first document in a source and, if there is one, of the second;
// with the error of the library, those before the fault.
func Read(source string) ([]*yaml.Node, error) {
	if root, ok := plain(source); ok {
		return []*yaml.Node{root}, nil
	}
	return all(source)
}

// all is Read by the library alone.
func all(source string) (roots []*yaml.Node, err error) {
	decoder := yaml.NewDecoder(strings.NewReader(source))
	for len(roots) < 2 {
		var document yaml.Node
		if err := decoder.Decode(&document); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return roots, err
		}
		roots = append(roots, document.Content[0])
	}
	return roots, nil
}

// plain reads a source that is one document of plain YAML; it is not ok if it has anything else.
func plain(source string) (root *yaml.Node, ok bool) {
	if odd(source) {
		return nil, false
	}
	defer func() {
		if gave := recover(); gave == errNotPlain {
			root, ok = nil, false
		} else if gave != nil {
			panic(gave)
		}
	}()
	r := &reader{source: source, line: 1, anchors: map[string]*yaml.Node{}}
	r.advance()
	if r.indent < 0 {
		return nil, false
	}
	root = r.block()
	return root, r.indent < 0
}
