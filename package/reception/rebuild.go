package reception

import (
	"reflect"

	"yoshiki/forms/casefile"
	"yoshiki/forms/casefile/change"
)

// Rebuild brings parts of a case together with what is known of it: what a part says counts
// over what was known, and what no part says stays. Entries of lists are found again by what
// people tell them apart by; the known case is not changed.
func Rebuild(known *casefile.Case, parts []*casefile.Case) *casefile.Case {
	c := casefile.Clone(known)
	for _, p := range parts {
		join(casefile.Of(c), casefile.Of(p))
	}
	return c
}

// join takes over what a part says.
func join(to, from casefile.Value) {
	switch {
	case from.Empty():
	case from.Model.Kind == casefile.KindList:
		joinList(to, from)
	case from.Model.Kind == casefile.KindText:
		to.Go.Set(from.Go)
	default:
		for i := range from.Len() {
			join(to.Child(i), from.Child(i))
		}
	}
}

// joinList joins the entries that are the same and adds the others behind them.
func joinList(to, from casefile.Value) {
	match := change.Match(to, from)
	list := reflect.AppendSlice(reflect.MakeSlice(to.Go.Type(), 0, to.Go.Len()+from.Go.Len()), to.Go)
	for i := range from.Len() {
		if match.Here[i] < 0 {
			list = reflect.Append(list, from.Go.Index(i))
		}
	}
	to.Go.Set(list)
	for i := range from.Len() {
		if at := match.Here[i]; at >= 0 {
			join(to.Child(at), from.Child(i))
		}
	}
}
