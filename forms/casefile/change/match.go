package change

import (
	"strings"

	"yoshiki/forms/casefile"
)

// Matching says which entries of two lists are the same.
type Matching struct {
	There []int  // for each entry of the first, its index in the second, or -1
	Here  []int  // for each entry of the second, its index in the first, or -1
	Moved []bool // for each entry of the second, whether it passed others that stayed
}

// Match finds the entries of a list in another list of the same type: by their keys, then by
// content, in the order of both as far as possible, and last, of those without a key, by
// their place between others.
func Match(a, b casefile.Value) *Matching {
	m := matchOwn(a, b)
	m.byPlace(a, b)
	m.Moved = make([]bool, len(m.Here))
	stays := longestRise(m.Here)
	for j, i := range m.Here {
		m.Moved[j] = i >= 0 && !stays[j]
	}
	return m
}

// matchOwn is Match without those that have nothing in common but their place.
func matchOwn(a, b casefile.Value) *Matching {
	m := &Matching{There: none(a.Len()), Here: none(b.Len())}
	for level := range casefile.KeyLevels {
		key := func(v casefile.Value) string { return v.Key(level + 1) }
		m.inTurn(m.names(a, b, key, true))
	}
	m.inOrder(m.names(a, b, content, false))
	m.inTurn(m.names(a, b, content, false))
	m.inTurn(m.names(a, b, func(v casefile.Value) string { return v.Key(1) }, false))
	return m
}

func none(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = -1
	}
	return out
}

func (m *Matching) pair(i, j int) { m.There[i], m.Here[j] = j, i }

// names numbers the entries that are not yet matched by what name says of them, the same
// number for the same name; -1 is for those that are matched or have no name. If alone is
// set, a name counts only where it stands once in each list.
func (m *Matching) names(a, b casefile.Value, name func(casefile.Value) string, alone bool) (inA, inB []int) {
	numbers, countA, countB := map[string]int{}, []int{}, []int{}
	number := func(list casefile.Value, matched []int, count *[]int) []int {
		out := none(len(matched))
		for i := range matched {
			if matched[i] >= 0 {
				continue
			}
			text := name(list.Child(i))
			if text == "" {
				continue
			}
			n, known := numbers[text]
			if !known {
				n = len(numbers)
				numbers[text], countA, countB = n, append(countA, 0), append(countB, 0)
			}
			out[i] = n
			(*count)[n]++
		}
		return out
	}
	inA, inB = number(a, m.There, &countA), number(b, m.Here, &countB)
	keep := func(of []int) {
		for i, n := range of {
			if n >= 0 && (countA[n] == 0 || countB[n] == 0 || alone && countA[n]+countB[n] > 2) {
				of[i] = -1
			}
		}
	}
	keep(inA)
	keep(inB)
	return inA, inB
}

// content writes an entry so that equal entries give equal texts, never "".
func content(v casefile.Value) string {
	var b strings.Builder
	b.WriteByte('=')
	for x := range v.All() {
		if x.Model.Kind == casefile.KindText {
			b.WriteString(strings.TrimPrefix(x.Pointer, v.Pointer) + "=" + x.Text() + "\x00")
		} else if x.Model.Kind == casefile.KindList {
			b.WriteString(strings.Repeat("[", x.Len()))
		}
	}
	return b.String()
}
