package casefile

import (
	"errors"
	"fmt"
	"iter"
	"reflect"
	"strconv"
	"strings"
)

// Value is one value of a case, be it a text, a list or a group, with the places at which
// it stands. It looks into the case; it is no copy.
type Value struct {
	Pointer string        // JSON Pointer (RFC 6901): "/statement/controls/3/id"
	Path    string        // the same for every entry of a list: "statement.controls.*.id"
	Model   *Model        // what is known of its type
	Go      reflect.Value // the value in Go, of Model.Type
}

// ErrPointer says that no case has a place with such a pointer, or that a list is shorter.
var ErrPointer = errors.New("no such place in the case")

// Of gives the whole case as a value.
func Of(c *Case) Value {
	return Value{Model: Root(), Go: reflect.ValueOf(c).Elem()}
}

// Walk gives every value of a case that is there, the case itself first and each group or
// list before what is in it, in the order of the keys. A value is there when anything in it
// is; an entry of a list always is.
func Walk(c *Case) iter.Seq[Value] { return Of(c).All() }

// Get gives the value at a JSON Pointer; it may be empty.
//
// Errors: [ErrPointer].
func Get(c *Case, pointer string) (Value, error) {
	v := Of(c)
	for _, token := range PointerTokens(pointer) {
		var there bool
		if v, there = v.child(token); !there {
			return Value{}, fmt.Errorf("%s: %w", Shorten(pointer), ErrPointer)
		}
	}
	return v, nil
}

// Text is what a leaf says, "" for a group, a list, or the zero Value.
func (v Value) Text() string {
	if v.Model == nil || v.Model.Kind != KindText {
		return ""
	}
	return v.Go.String()
}

// Empty reports whether there is nothing: no text, no entry, no key with a value.
func (v Value) Empty() bool {
	return v.Model == nil || v.Go.IsZero() || v.Model.Kind == KindList && v.Len() == 0
}

// All gives v and everything in it that is there, as [Walk] does.
func (v Value) All() iter.Seq[Value] {
	return func(yield func(Value) bool) { v.walk(yield) }
}

func (v Value) walk(yield func(Value) bool) bool {
	if !yield(v) {
		return false
	}
	for i := range v.Len() {
		child := v.Child(i)
		if v.Model.Kind == KindGroup && child.Empty() {
			continue
		}
		if !child.walk(yield) {
			return false
		}
	}
	return true
}

// Len is how many children v has: the keys of a group, the entries of a list; none of a text
// or the zero Value.
func (v Value) Len() int {
	switch {
	case v.Model == nil || v.Model.Kind == KindText:
		return 0
	case v.Model.Kind == KindList:
		return v.Go.Len()
	}
	return len(v.Model.Fields)
}

// Child gives the child with an index below [Value.Len].
func (v Value) Child(index int) Value {
	if v.Model.Kind == KindList {
		return Value{EntryPointer(v.Pointer, index), v.Path + ".*", v.Model.Entry, v.Go.Index(index)}
	}
	f := &v.Model.Fields[index]
	path := strings.TrimPrefix(v.Path+"."+f.Key, ".")
	return Value{v.Pointer + "/" + EscapeToken(f.Key), path, f.Model, v.Go.Field(index)}
}

// child gives the child that a token of a pointer names.
func (v Value) child(token string) (Value, bool) {
	switch v.Model.Kind {
	case KindGroup:
		if index, known := v.Model.ByKey[token]; known {
			return v.Child(index), true
		}
	case KindList:
		if index, ok := entryIndex(token); ok && index < v.Go.Len() {
			return v.Child(index), true
		}
	}
	return Value{}, false
}

// String names the value for a programmer: its pointer and, of a leaf, its text.
func (v Value) String() string {
	if v.Model != nil && v.Model.Kind == KindText {
		return v.Pointer + " " + strconv.Quote(v.Text())
	}
	return v.Pointer
}
