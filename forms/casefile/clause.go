package casefile

import (
	"cmp"
	"regexp"
	"strconv"
)

var clausePart = regexp.MustCompile(`[0-9]+|[^0-9]+`)

// CompareClauses orders clauses by their numbers: 3.1, 3.10, 10.8(1), 10.8(1)(a), 10.8(2).
// What begins with a word comes behind all numbers.
func CompareClauses(a, b string) int {
	pa, pb := clausePart.FindAllString(a, -1), clausePart.FindAllString(b, -1)
	for i := range min(len(pa), len(pb)) {
		na, errA := strconv.Atoi(pa[i])
		nb, errB := strconv.Atoi(pb[i])
		switch {
		case errA == nil && errB == nil && na != nb:
			return cmp.Compare(na, nb)
		case errA == nil && errB != nil:
			return -1
		case errA != nil && errB == nil:
			return 1
		case pa[i] != pb[i]:
			return cmp.Compare(pa[i], pb[i])
		}
	}
	return cmp.Or(cmp.Compare(len(pa), len(pb)), cmp.Compare(a, b))
}
