package expr

import (
	"reflect"
	"strconv"
	"sync"

	"yoshiki/forms/casefile"
	"yoshiki/forms/layers"
)

// Found is what an expression gives: a value of the case with the place it stands at.
type Found struct {
	Value   reflect.Value // a leaf, group or list of the case; or a string, bool or int that CEL made
	Pointer string        // JSON Pointer; "" when the value stands nowhere in the case
	Made    bool          // the value is of the package: neither it nor what it holds stands in the case
}

// Scope is what an expression can see.
type Scope struct {
	Root  reflect.Value    // the Case
	Names map[string]Found // it, row, n, documents, files, report
}

// Evaluator is a compiled expression.
type Evaluator func(*Scope) (Found, error)

// FieldOf is the field of a group that has a key in case files.
func FieldOf(t reflect.Type, key string) (reflect.StructField, bool) {
	if t.Kind() != reflect.Struct {
		return reflect.StructField{}, false
	}
	keys, known := fieldsOf.Load(t)
	if !known {
		made := make(map[string]reflect.StructField, t.NumField())
		for i := range t.NumField() {
			made[t.Field(i).Tag.Get("yaml")] = t.Field(i)
		}
		keys, _ = fieldsOf.LoadOrStore(t, made)
	}
	f, ok := keys.(map[string]reflect.StructField)[key]
	return f, ok
}

// fieldsOf are the fields of the groups by their keys.
var fieldsOf sync.Map

// TypeName is what messages call a type.
func TypeName(t reflect.Type) string {
	if t.Name() == "" {
		return "a " + t.Kind().String()
	}
	return t.Name()
}

func walk(f Found, steps []step) Found {
	for _, s := range steps {
		if !f.Value.IsValid() {
			return Found{}
		}
		if f.Value.Kind() == reflect.Slice {
			f = f.last()
			continue
		}
		if f.Value.Type() != s.of { // what holds "it" may be of another type with the same key
			field, _ := FieldOf(f.Value.Type(), s.key)
			s.index = field.Index[0]
		}
		f.Value = f.Value.Field(s.index)
		if !f.Made {
			f.Pointer += "/" + s.key
		}
	}
	return f
}

// last is the last entry of a list; of an empty one what would be the first.
func (f Found) last() Found {
	if n := f.Value.Len(); n > 0 {
		return f.Entry(n - 1)
	}
	e := Found{Value: reflect.Zero(f.Value.Type().Elem()), Made: f.Made}
	if !f.Made {
		e.Pointer = f.Pointer + "/0"
	}
	return e
}

// Entry is the i-th entry of a list.
func (f Found) Entry(i int) Found {
	e := Found{Value: f.Value.Index(i), Made: f.Made}
	if !f.Made {
		e.Pointer = f.Pointer + "/" + strconv.Itoa(i)
	}
	return e
}

// Present says whether a value is there and does not say no. It is what `when` asks.
func (f Found) Present() bool {
	if !f.Value.IsValid() || f.Value.IsZero() {
		return false
	}
	if f.Value.Kind() == reflect.Slice {
		return f.Value.Len() > 0
	}
	return f.Value.Type() != reflect.TypeFor[casefile.Answer]() || f.Value.String() != "no"
}

// Field is what stands under a key of a group. The group has the key.
func (f Found) Field(key string) Found {
	field, _ := FieldOf(f.Value.Type(), key)
	return walk(f, []step{{f.Value.Type(), field.Index[0], key}})
}

// Inside are the groups at a path of a case that goes through lists, to each of their entries:
// those that are there.
func Inside(root reflect.Value, path []string) []Found {
	all := []Found{{Value: root}}
	for _, key := range path {
		var inner []Found
		for _, f := range all {
			inner = append(inner, f.Inside(key)...)
		}
		all = inner
	}
	return all
}

// Follow tells what a path of the case that goes through lists leads to.
func Follow(path []string) (Name, error) {
	to := Name{reflect.TypeFor[casefile.Case](), []string{}}
	for _, key := range path {
		f, ok := FieldOf(to.Type, key)
		if !ok {
			return Name{}, layers.NewFault(0, "has-no", "type", TypeName(to.Type), "name", key)
		}
		if to.Type, to.Path = f.Type, append(to.Path, key); f.Type.Kind() == reflect.Slice {
			to.Type, to.Path = f.Type.Elem(), append(to.Path, "*")
		}
	}
	return to, nil
}

// Inside gives the group under a key, or the entries of the list; nothing when it is empty.
func (f Found) Inside(key string) []Found {
	next := f.Field(key)
	if next.Value.Kind() == reflect.Slice {
		entries := make([]Found, next.Value.Len())
		for i := range entries {
			entries[i] = next.Entry(i)
		}
		return entries
	}
	if next.Value.IsZero() {
		return nil
	}
	return []Found{next}
}
