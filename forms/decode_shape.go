package forms

import (
	"reflect"
	"sync"
)

// shape is what the decoder, the schema and the skeleton know of one type of the case.
type shape struct {
	typ    reflect.Type
	kind   kind    // kindText, kindList or kindGroup
	fields []field // of a group, in order
	byKey  map[string]int
	entry  *shape // of a list
}

// field is one key of a group.
type field struct {
	key   string
	label string // Japanese
	need  bool
	name  string // in Go, for the doc comment
	shape *shape
}

// caseShape is the shape of a Case, worked out once.
var caseShape = sync.OnceValue(func() *shape {
	return shapeOf(reflect.TypeFor[Case](), map[reflect.Type]*shape{})
})

// shapeOf works out the shape of t. known holds what was worked out before.
func shapeOf(t reflect.Type, known map[reflect.Type]*shape) *shape {
	if s := known[t]; s != nil {
		return s
	}
	s := &shape{typ: t, kind: kindText}
	known[t] = s
	switch t.Kind() {
	case reflect.Slice:
		s.kind = kindList
		s.entry = shapeOf(t.Elem(), known)
	case reflect.Struct:
		s.kind = kindGroup
		s.byKey = make(map[string]int, t.NumField())
		for i := range t.NumField() {
			f := t.Field(i)
			s.byKey[f.Tag.Get("yaml")] = i
			s.fields = append(s.fields, field{
				key: f.Tag.Get("yaml"), label: f.Tag.Get("ja"), need: f.Tag.Get("need") == "1",
				name: f.Name, shape: shapeOf(f.Type, known),
			})
		}
	}
	return s
}
