package forms

import (
	"reflect"
	"sync"
)

// model is what the decoder, the schema and the skeleton know of one type of the case.
type model struct {
	typ    reflect.Type
	kind   kind    // kindText, kindList or kindGroup
	fields []field // of a group, in order
	byKey  map[string]int
	entry  *model // of a list
}

// field is one key of a group.
type field struct {
	key   string
	label string // Japanese
	need  bool
	name  string // in Go, for the doc comment
	model *model
}

// caseModel is the model of a Case, worked out once.
var caseModel = sync.OnceValue(func() *model {
	return modelOf(reflect.TypeFor[Case](), map[reflect.Type]*model{})
})

// modelOf works out the model of t. known holds what was worked out before.
func modelOf(t reflect.Type, known map[reflect.Type]*model) *model {
	if s := known[t]; s != nil {
		return s
	}
	s := &model{typ: t, kind: kindText}
	known[t] = s
	switch t.Kind() {
	case reflect.Slice:
		s.kind = kindList
		s.entry = modelOf(t.Elem(), known)
	case reflect.Struct:
		s.kind = kindGroup
		s.byKey = make(map[string]int, t.NumField())
		for i := range t.NumField() {
			f := t.Field(i)
			s.byKey[f.Tag.Get("yaml")] = i
			s.fields = append(s.fields, field{
				key: f.Tag.Get("yaml"), label: f.Tag.Get("ja"), need: f.Tag.Get("need") == "1",
				name: f.Name, model: modelOf(f.Type, known),
			})
		}
	}
	return s
}

// at gives the model of the value under keys, which the case is known to have.
func (s *model) at(keys ...string) *model {
	for _, key := range keys {
		s = s.fields[s.byKey[key]].model
	}
	return s
}
