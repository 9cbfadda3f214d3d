package casefile

import "reflect"

// Set writes a value at a JSON Pointer. Groups on the way need not be there; an index that
// is the length of its list, or "-", adds an entry. value is a text for a leaf, or what
// stands there in Go ([Control], []Text …), of which a copy is made; nil empties the place.
//
// Everything in value must be well formed, as in a file that is read. The findings hold all
// that is not, with their pointers; then nothing is changed.
func Set(c *Case, pointer string, value any) []Finding {
	fresh, findings := newValue(pointer, value)
	if findings == nil && !put(Of(c), PointerTokens(pointer), fresh, false) {
		return badPointer(pointer)
	}
	return findings
}

// Insert writes an entry of a list before the one that the pointer names, or behind the
// last when its index is the length of the list or "-". A value of nil is an empty entry.
// Otherwise it is [Set].
func Insert(c *Case, pointer string, value any) []Finding {
	fresh, findings := newValue(pointer, value)
	_, _, ok := SplitEntry(pointer)
	if findings == nil && (!ok || !put(Of(c), PointerTokens(pointer), fresh, true)) {
		return badPointer(pointer)
	}
	return findings
}

// Remove takes an entry out of its list, or empties any other place. A place that is
// already empty stays so; a finding says that no case has it.
func Remove(c *Case, pointer string) []Finding {
	v, err := Get(c, pointer)
	if err != nil {
		return badPointer(pointer)
	}
	if list, index, ok := entryOf(c, pointer); ok {
		list.Go.Set(without(list.Go, index))
		return nil
	}
	v.Go.SetZero()
	return nil
}

// Move puts the entry that the pointer names to another index of its list, counted when it
// is out of it. A finding says that there is no such entry or index.
func Move(c *Case, pointer string, to int) []Finding {
	list, index, ok := entryOf(c, pointer)
	if !ok || to < 0 || to >= list.Go.Len() {
		return badPointer(pointer)
	}
	moved := reflect.New(list.Model.Entry.Type).Elem()
	moved.Set(list.Go.Index(index))
	list.Go.Set(with(without(list.Go, index), to, moved))
	return nil
}

// entryOf gives the list that a pointer leads into, and the index of the entry in it.
func entryOf(c *Case, pointer string) (list Value, index int, ok bool) {
	at, index, ok := SplitEntry(pointer)
	list, err := Get(c, at)
	ok = ok && err == nil && list.Model.Kind == KindList && 0 <= index && index < list.Go.Len()
	return list, index, ok
}

// put sets the place that tokens lead to from v, or inserts before it. It returns false,
// and changes nothing, when v has no such place.
func put(v Value, tokens []string, fresh reflect.Value, insert bool) bool {
	if len(tokens) == 0 {
		v.Go.Set(fresh)
		return true
	}
	token, rest := tokens[0], tokens[1:]
	if v.Model.Kind != KindList {
		child, there := v.child(token)
		return there && put(child, rest, fresh, insert)
	}
	index, ok := entryIndex(token)
	if token == "-" {
		index, ok = v.Go.Len(), true
	}
	switch here := insert && len(rest) == 0; {
	case !ok || index > v.Go.Len():
		return false
	case index < v.Go.Len() && !here:
		return put(v.Child(index), rest, fresh, insert)
	}
	entry := Value{Model: v.Model.Entry, Go: reflect.New(v.Model.Entry.Type).Elem()}
	ok = put(entry, rest, fresh, insert)
	if ok {
		v.Go.Set(with(v.Go, index, entry.Go))
	}
	return ok
}

// without gives a list without one entry; the list itself stays.
func without(list reflect.Value, index int) reflect.Value {
	if list.Len() == 1 {
		return reflect.Zero(list.Type())
	}
	rest := reflect.MakeSlice(list.Type(), 0, list.Len()-1)
	rest = reflect.AppendSlice(rest, list.Slice(0, index))
	return reflect.AppendSlice(rest, list.Slice(index+1, list.Len()))
}

// with gives a list with one entry more before index; the list itself stays.
func with(list reflect.Value, index int, entry reflect.Value) reflect.Value {
	more := reflect.MakeSlice(list.Type(), 0, list.Len()+1)
	more = reflect.Append(reflect.AppendSlice(more, list.Slice(0, index)), entry)
	return reflect.AppendSlice(more, list.Slice(index, list.Len()))
}
