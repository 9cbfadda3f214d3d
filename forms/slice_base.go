package forms

import (
	"reflect"
	"slices"
	"strconv"

	"yoshiki/forms/casefile"
)

// Base is the case as it was when a copy of the form was printed: c with what the form shows
// of it as the slice in the copy has it. It reports false if a list that the form shows has
// become longer or shorter meanwhile, so that nobody knows which entry is which.
func (f *Filled) Base(c, slice *casefile.Case) (*casefile.Case, bool) {
	base := *c
	ok := restore(reflect.ValueOf(&base).Elem(), reflect.ValueOf(slice).Elem(), &f.from.shown)
	return &base, ok
}

// restore puts back what was noted of a value, and what the slice has beside it.
func restore(to, was reflect.Value, n *noted) bool {
	switch {
	case n.whole || to.IsZero():
		to.Set(was)
	case was.IsZero() && n.below == nil:
	case to.Kind() == reflect.Struct:
		for i := range to.NumField() {
			below := n.below[to.Type().Field(i).Tag.Get("yaml")]
			if below == nil {
				below = &noted{}
			}
			if !restore(to.Field(i), was.Field(i), below) {
				return false
			}
		}
	case to.Kind() == reflect.Slice && to.Type().Elem().Kind() != reflect.String:
		return restoreEntries(to, was, n)
	default:
		to.Set(was)
	}
	return true
}

// restoreEntries restores the entries of a list of which something was noted, which are
// those that the slice has.
func restoreEntries(to, was reflect.Value, n *noted) bool {
	indexes := make([]int, 0, len(n.below))
	for token := range n.below {
		if i, err := strconv.Atoi(token); err == nil && i < to.Len() {
			indexes = append(indexes, i)
		}
	}
	if len(indexes) != was.Len() {
		return false
	}
	slices.Sort(indexes)
	own := reflect.MakeSlice(to.Type(), to.Len(), to.Len())
	reflect.Copy(own, to)
	to.Set(own)
	for at, i := range indexes {
		if !restore(own.Index(i), was.Index(at), n.below[strconv.Itoa(i)]) {
			return false
		}
	}
	return true
}
