package layers

import (
	"maps"
	"reflect"
	"slices"
	"strings"
	"sync"

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
	var faults Faults
	known(n, reflect.TypeOf(into), &faults)
	if len(faults) > 0 {
		return faults.Err()
	}
	return n.Decode(into)
}

// known looks for keys that a type does not have. What decodes itself looks for itself.
func known(n *yaml.Node, t reflect.Type, faults *Faults) {
	switch k := kindOf(t); {
	case k.itself:
	case t.Kind() == reflect.Pointer:
		known(n, t.Elem(), faults)
	case t.Kind() == reflect.Slice:
		for _, entry := range n.Content {
			known(entry, t.Elem(), faults)
		}
	case t.Kind() == reflect.Map:
		for _, value := range Each(n) {
			known(value, t.Elem(), faults)
		}
	case t.Kind() == reflect.Struct && n.Kind == yaml.MappingNode:
		for key, value := range Each(n) {
			if field, ok := k.fields[key.Value]; ok {
				known(value, field, faults)
			} else {
				*faults = append(*faults, NewFault(key.Line, "unknown-key", "name", key.Value, "known", strings.Join(slices.Sorted(maps.Keys(k.fields)), ", ")))
			}
		}
	}
}

// kind is what is known of a type.
type kind struct {
	itself bool                    // it decodes itself
	fields map[string]reflect.Type // of a group, by key
}

var (
	kinds       sync.Map // by type
	unmarshaler = reflect.TypeFor[yaml.Unmarshaler]()
)

func kindOf(t reflect.Type) kind {
	if k, ok := kinds.Load(t); ok {
		return k.(kind)
	}
	k := kind{itself: t.Implements(unmarshaler) || reflect.PointerTo(t).Implements(unmarshaler)}
	if t.Kind() == reflect.Struct {
		k.fields = map[string]reflect.Type{}
		for i := range t.NumField() {
			if name, _, _ := strings.Cut(t.Field(i).Tag.Get("yaml"), ","); name != "" && name != "-" {
				k.fields[name] = t.Field(i).Type
			}
		}
	}
	kinds.Store(t, k)
	return k
}
