package change

import (
	"slices"
	"sort"

	"yoshiki/forms/casefile"
)

// inOrder matches entries with the same name, as many as can be without passing each other.
func (m *Matching) inOrder(inA, inB []int) {
	for _, p := range common(inA, inB) {
		m.pair(p[0], p[1])
	}
}

// inTurn matches entries with the same name, the first to the first and so on.
func (m *Matching) inTurn(inA, inB []int) {
	for _, p := range turns(inA, inB) {
		m.pair(p[0], p[1])
	}
}

// byPlace matches entries without a key that are left over between the same neighbours, the
// first to the first and so on: they were changed where they stand.
func (m *Matching) byPlace(a, b casefile.Value) {
	stays := longestRise(m.Here)
	keyless := func(v casefile.Value) bool { return v.Key(1) == "" && v.Key(2) == "" }
	from, i := 0, 0
	for j := 0; j <= len(m.Here); j++ {
		if j < len(m.Here) && !stays[j] {
			continue
		}
		end := len(m.There)
		if j < len(m.Here) {
			end = m.Here[j]
		}
		for k := from; k < j && i < end; k++ {
			if m.Here[k] >= 0 {
				continue
			}
			for i < end && (m.There[i] >= 0 || !keyless(a.Child(i)) && !keyless(b.Child(k))) {
				i++
			}
			if i < end {
				m.pair(i, k)
			}
		}
		from, i = j+1, end+1
	}
}

// turns pairs the first of a number with the first of it, the second with the second.
func turns(a, b []int) (pairs [][2]int) {
	at := map[int][]int{}
	for j, n := range b {
		if n >= 0 {
			at[n] = append(at[n], j)
		}
	}
	for i, n := range a {
		if n >= 0 && len(at[n]) > 0 {
			pairs = append(pairs, [2]int{i, at[n][0]})
			at[n] = at[n][1:]
		}
	}
	return pairs
}

// maxPairs bounds what common looks at; beyond it, only the nth of a number is paired with
// the nth.
const maxPairs = 1 << 18

// common gives a longest common subsequence of two lists of numbers, by index; -1 is in
// none (Hunt and Szymanski).
func common(a, b []int) [][2]int {
	ends := []end{}   // of the best subsequence of each length: the one that ends first
	links := []link{} // all pairs looked at
	for i, candidates := range candidatesOf(a, b) {
		for _, j := range slices.Backward(candidates) {
			n := sort.Search(len(ends), func(k int) bool { return ends[k].j >= j })
			before := -1
			if n > 0 {
				before = ends[n-1].link
			}
			links = append(links, link{i, j, before})
			if n == len(ends) {
				ends = append(ends, end{})
			}
			ends[n] = end{j, len(links) - 1}
		}
	}
	var pairs [][2]int
	if len(ends) > 0 {
		for at := ends[len(ends)-1].link; at >= 0; at = links[at].before {
			pairs = append(pairs, [2]int{links[at].i, links[at].j})
		}
	}
	slices.Reverse(pairs)
	return pairs
}

type (
	end  struct{ j, link int }
	link struct{ i, j, before int }
)

// candidatesOf gives for each index of a the indexes of b with the same number, rising. What
// is the same at the beginning and at the end is paired with nothing else.
func candidatesOf(a, b []int) [][]int {
	out := make([][]int, len(a))
	head := 0
	for head < min(len(a), len(b)) && a[head] == b[head] {
		if a[head] >= 0 {
			out[head] = []int{head}
		}
		head++
	}
	tail := 0
	for tail < min(len(a), len(b))-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
		if a[len(a)-tail] >= 0 {
			out[len(a)-tail] = []int{len(b) - tail}
		}
	}
	middleA, middleB := a[head:len(a)-tail], b[head:len(b)-tail]
	at, pairs := map[int][]int{}, 0
	for j, n := range middleB {
		at[n] = append(at[n], head+j)
	}
	for i, n := range middleA {
		if n >= 0 {
			out[head+i] = at[n]
			pairs += len(at[n])
		}
	}
	if pairs > maxPairs {
		clear(out[head : len(a)-tail])
		for _, p := range turns(middleA, middleB) {
			out[head+p[0]] = []int{head + p[1]}
		}
	}
	return out
}

// longestRise marks a longest rising subsequence of the numbers that are not negative: the
// entries that keep their order.
func longestRise(of []int) []bool {
	rising := slices.Clone(of)
	slices.Sort(rising)
	out := make([]bool, len(of))
	for _, p := range common(of, rising) {
		out[p[0]] = true
	}
	return out
}
