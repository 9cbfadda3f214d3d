package casefile

import (
	"reflect"
	"sync"
)

// Kind is what a value is in the source.
type Kind string

// The kinds; locales has their words under "kind.<name>".
const (
	KindAbsent Kind = "absent" // nothing, null or ~
	KindText   Kind = "text"   // also numbers and dates: they are taken as they are written
	KindBool   Kind = "bool"   // true or false
	KindList   Kind = "list"   // entries
	KindGroup  Kind = "group"  // keys with values
	KindTagged Kind = "tagged" // a value with a YAML tag of its own
)

// Model is the shape of one type of the case.
type Model struct {
	Type   reflect.Type
	Kind   Kind    // kindText, kindList or kindGroup
	Fields []Field // of a group, in order
	ByKey  map[string]int
	Entry  *Model // of a list

	keys [KeyLevels][]int // fields that are its natural keys, see [Value.Key]
}

// Field is one key of a group.
type Field struct {
	Key   string
	Model *Model
}

// Root is the model of a Case, worked out once.
var Root = sync.OnceValue(func() *Model {
	return modelOf(reflect.TypeFor[Case](), map[reflect.Type]*Model{})
})

// modelOf works out the model of t. known holds what was worked out before.
func modelOf(t reflect.Type, known map[reflect.Type]*Model) *Model {
	if s := known[t]; s != nil {
		return s
	}
	s := &Model{Type: t, Kind: KindText}
	known[t] = s
	switch t.Kind() {
	case reflect.Slice:
		s.Kind = KindList
		s.Entry = modelOf(t.Elem(), known)
	case reflect.Struct:
		s.Kind = KindGroup
		s.ByKey = make(map[string]int, t.NumField())
		for i := range t.NumField() {
			f := t.Field(i)
			s.ByKey[f.Tag.Get("yaml")] = i
			s.Fields = append(s.Fields, Field{f.Tag.Get("yaml"), modelOf(f.Type, known)})
		}
		s.keys = keysOf(s)
	}
	return s
}

// At gives the model of the value under keys, which the case is known to have.
func (s *Model) At(keys ...string) *Model {
	for _, key := range keys {
		s = s.Fields[s.ByKey[key]].Model
	}
	return s
}

// Under gives the model under keys, through the entries of lists.
func (s *Model) Under(keys []string) *Model {
	for i, key := range keys {
		if s.Kind == KindList {
			s = s.Entry
		}
		if s = s.At(key); i == len(keys)-1 {
			break
		}
	}
	return s
}
