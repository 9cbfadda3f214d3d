package change

import (
	"cmp"
	"reflect"
	"slices"
	"strings"

	"yoshiki/forms/casefile"
)

// row is an entry with its index on each side, -1 where it is not.
type row struct{ base, ours, theirs int }

// sides gives the entry on the three sides of its list.
func (r row) sides(s side3) side3 {
	at := func(list casefile.Value, i int) casefile.Value {
		if i < 0 {
			return casefile.Value{}
		}
		return list.Child(i)
	}
	return side3{at(s.base, r.base), at(s.ours, r.ours), at(s.theirs, r.theirs)}
}

// rowsOf finds the entries of three lists again: those of the base, then what ours added,
// then what theirs added and ours did not.
func rowsOf(s side3) []row {
	ours, theirs := Match(s.base, s.ours), Match(s.base, s.theirs)
	var rows []row
	for i := range ours.There {
		rows = append(rows, row{i, ours.There[i], theirs.There[i]})
	}
	newOurs, newTheirs := added(s.ours, ours), added(s.theirs, theirs)
	both := matchEither(newOurs.list, newTheirs.list)
	for i, at := range newOurs.at {
		r := row{-1, at, -1}
		if j := both.There[i]; j >= 0 {
			r.theirs = newTheirs.at[j]
		}
		rows = append(rows, r)
	}
	for j, at := range newTheirs.at {
		if both.Here[j] < 0 {
			rows = append(rows, row{-1, -1, at})
		}
	}
	return rows
}

// matchEither is matchOwn, but gives the same pairs whichever list comes first.
func matchEither(a, b casefile.Value) *Matching {
	if content(a) <= content(b) {
		return matchOwn(a, b)
	}
	m := matchOwn(b, a)
	m.There, m.Here = m.Here, m.There
	return m
}

// part is some entries of a list, with their indexes in it.
type part struct {
	list casefile.Value
	at   []int
}

// added gives the entries that the base has not.
func added(list casefile.Value, m *Matching) part {
	p := part{list: list}
	if list.Model == nil {
		return p
	}
	p.list.Go = reflect.Zero(list.Model.Type)
	for j, i := range m.Here {
		if i < 0 {
			p.at = append(p.at, j)
			p.list.Go = reflect.Append(p.list.Go, list.Go.Index(j))
		}
	}
	return p
}

// arrange gives the rows that stay, in order. Where the sides have those that both have in
// different orders, it is that of the side which moved entries of the base; clash tells that
// both did, or neither, and that the order is ours.
func arrange(s side3, rows []row) (kept []row, clash bool) {
	for _, r := range rows {
		if stays(s, r) {
			kept = append(kept, r)
		}
	}
	inOurs := sorted(kept, func(r row) int { return r.ours })
	inTheirs := sorted(kept, func(r row) int { return r.theirs })
	trunk := shared(inOurs)
	switch oursMoved, theirsMoved := moved(inOurs), moved(inTheirs); {
	case slices.Equal(trunk, shared(inTheirs)):
		return weave(s, trunk, inOurs, inTheirs), false
	case theirsMoved && !oursMoved:
		return weave(s, inTheirs, inOurs, nil), false
	default:
		return weave(s, inOurs, nil, inTheirs), oursMoved == theirsMoved
	}
}

// stays reports whether an entry is in the merged list: one side removed it and the other
// did not change it, or else it stays.
func stays(s side3, r row) bool {
	entry := r.sides(s)
	switch {
	case r.base < 0:
		return true
	case r.ours < 0 && r.theirs < 0:
		return false
	case r.ours < 0:
		return !Same(entry.base, entry.theirs)
	case r.theirs < 0:
		return !Same(entry.base, entry.ours)
	}
	return true
}

// sorted gives the rows that one side has, as they stand there.
func sorted(rows []row, index func(row) int) []row {
	out := slices.DeleteFunc(slices.Clone(rows), func(r row) bool { return index(r) < 0 })
	slices.SortFunc(out, func(a, b row) int { return cmp.Compare(index(a), index(b)) })
	return out
}

// moved reports whether a side has entries of the base in another order.
func moved(rows []row) bool {
	last := -1
	for _, r := range rows {
		if r.base >= 0 {
			if r.base < last {
				return true
			}
			last = r.base
		}
	}
	return false
}

// shared gives the rows that both sides have.
func shared(rows []row) []row {
	return slices.DeleteFunc(slices.Clone(rows), func(r row) bool { return r.ours < 0 || r.theirs < 0 })
}

// weave puts the rows of a and b that the trunk has not behind the row of the trunk that
// they follow. Where both follow the same, the one whose first entry comes first by its key
// is first, so that it does not matter who is who.
func weave(s side3, trunk, a, b []row) []row {
	placed := map[row]bool{}
	for _, r := range trunk {
		placed[r] = true
	}
	runsA, runsB := runs(a, placed), runs(b, placed)
	start := row{-1, -1, -1}
	var out []row
	for _, r := range append([]row{start}, trunk...) {
		if r != start {
			out = append(out, r)
		}
		first, second := runsA[r], runsB[r]
		if len(first) > 0 && len(second) > 0 && before(second[0].sides(s), first[0].sides(s)) {
			first, second = second, first
		}
		out = append(append(out, first...), second...)
	}
	return out
}

// runs gives the rows that are not placed by the placed row that they follow.
func runs(rows []row, placed map[row]bool) map[row][]row {
	out, after := map[row][]row{}, row{-1, -1, -1}
	for _, r := range rows {
		if placed[r] {
			after = r
		} else {
			out[after] = append(out[after], r)
		}
	}
	return out
}

// before orders entries by their keys as clauses are ordered, else by their content.
func before(a, b side3) bool {
	v, w := present(a), present(b)
	order := casefile.CompareClauses(v.Key(1)+v.Key(2), w.Key(1)+w.Key(2))
	return cmp.Or(order, strings.Compare(content(v), content(w))) < 0
}

func present(s side3) casefile.Value {
	if s.ours.Model != nil {
		return s.ours
	}
	return s.theirs
}
