package layers

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Each gives the names of a mapping with what stands under them, in order.
func Each(n *yaml.Node) func(yield func(key, value *yaml.Node) bool) {
	return func(yield func(key, value *yaml.Node) bool) {
		for i := 0; i+1 < len(n.Content); i += 2 {
			if !yield(n.Content[i], n.Content[i+1]) {
				return
			}
		}
	}
}

// Decode is [yaml.Node.Decode] that refuses keys which the type does not have.
func Decode(n *yaml.Node, into any) error {
	var faults []error
	known(n, reflect.TypeOf(into), &faults)
	if len(faults) > 0 {
		return errors.Join(faults...)
	}
	return n.Decode(into)
}

// known looks for keys that a type does not have. What decodes itself looks for itself.
func known(n *yaml.Node, t reflect.Type, faults *[]error) {
	if t.Implements(unmarshaler) || reflect.PointerTo(t).Implements(unmarshaler) {
		return
	}
	switch t.Kind() {
	case reflect.Pointer:
		known(n, t.Elem(), faults)
	case reflect.Slice:
		for _, entry := range n.Content {
			known(entry, t.Elem(), faults)
		}
	case reflect.Map:
		for _, value := range Each(n) {
			known(value, t.Elem(), faults)
		}
	case reflect.Struct:
		knownFields(n, t, faults)
	}
}

var unmarshaler = reflect.TypeFor[yaml.Unmarshaler]()

func knownFields(n *yaml.Node, t reflect.Type, faults *[]error) {
	if n.Kind != yaml.MappingNode {
		return
	}
	var keys []string
	fields := map[string]reflect.Type{}
	for i := range t.NumField() {
		name, _, _ := strings.Cut(t.Field(i).Tag.Get("yaml"), ",")
		if name != "" && name != "-" {
			keys, fields[name] = append(keys, name), t.Field(i).Type
		}
	}
	slices.Sort(keys)
	for key, value := range Each(n) {
		if field, ok := fields[key.Value]; ok {
			known(value, field, faults)
		} else {
			*faults = append(*faults, fmt.Errorf("line %d: field %s not found (%s)", key.Line, key.Value, strings.Join(keys, ", ")))
		}
	}
}
