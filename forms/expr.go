package forms

import (
	"fmt"
	"reflect"
	"regexp"
	"strconv"
	"strings"
)

// found is what an expression gives: a value of the case with the place it stands at.
type found struct {
	value   reflect.Value // a leaf, group or list of the case; or a string, bool or int that CEL made
	pointer string        // JSON Pointer; "" when the value stands nowhere in the case
	made    bool          // the value is of the package: neither it nor what it holds stands in the case
}

// scope is what an expression can see.
type scope struct {
	root  reflect.Value    // the Case
	names map[string]found // it, row, n, documents, files, report
}

// shape is the type of each name of a scope.
type shape map[string]reflect.Type

// evaluator is a compiled expression.
type evaluator func(*scope) (found, error)

var pathPattern = regexp.MustCompile(`^[a-z][a-z0-9_]*(\.[a-z0-9_]+)*$`)

// compile resolves an expression against the types that it will see and tells its type.
// A plain path is followed by reflection; everything else is CEL.
func compile(source string, names shape) (evaluator, reflect.Type, error) {
	if pathPattern.MatchString(source) && source != "true" && source != "false" {
		return compilePath(strings.Split(source, "."), names)
	}
	return compileCEL(source, names)
}

func compilePath(path []string, names shape) (evaluator, reflect.Type, error) {
	if t, ok := names[path[0]]; ok {
		steps, leaf, err := follow(t, path[1:])
		name := path[0]
		return func(s *scope) (found, error) { return walk(s.names[name], steps), nil }, leaf, err
	}
	steps, leaf, err := follow(reflect.TypeFor[Case](), path)
	return func(s *scope) (found, error) { return walk(found{value: s.root}, steps), nil }, leaf, err
}

// step is one field on the way down.
type step struct {
	index int
	key   string
}

func follow(t reflect.Type, path []string) ([]step, reflect.Type, error) {
	var steps []step
	for _, key := range path {
		f, ok := fieldByKey(t, key)
		if !ok {
			return nil, nil, fmt.Errorf("%s has no %q", typeName(t), key)
		}
		steps = append(steps, step{f.Index[0], key})
		t = f.Type
	}
	return steps, t, nil
}

func fieldByKey(t reflect.Type, key string) (reflect.StructField, bool) {
	if t.Kind() != reflect.Struct {
		return reflect.StructField{}, false
	}
	for i := range t.NumField() {
		if f := t.Field(i); f.Tag.Get("yaml") == key {
			return f, true
		}
	}
	return reflect.StructField{}, false
}

func typeName(t reflect.Type) string {
	if t.Name() == "" {
		return "a " + t.Kind().String()
	}
	return t.Name()
}

func walk(f found, steps []step) found {
	for _, s := range steps {
		if !f.value.IsValid() {
			return found{}
		}
		f.value = f.value.Field(s.index)
		if !f.made {
			f.pointer += "/" + s.key
		}
	}
	return f
}

// entry is the i-th entry of a list.
func (f found) entry(i int) found {
	e := found{value: f.value.Index(i), made: f.made}
	if !f.made {
		e.pointer = f.pointer + "/" + strconv.Itoa(i)
	}
	return e
}

// present says whether a value is there and does not say no. It is what `when` asks.
func (f found) present() bool {
	if !f.value.IsValid() || f.value.IsZero() {
		return false
	}
	if f.value.Kind() == reflect.Slice {
		return f.value.Len() > 0
	}
	return f.value.Type() != reflect.TypeFor[Answer]() || f.value.String() != "no"
}
