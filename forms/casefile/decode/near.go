package decode

import (
	"strings"

	"yoshiki/forms/casefile"
)

// nearest gives the key that was most likely meant: the one with that label, or the one
// with the fewest slips between; every key when none is near.
func nearest(key string, s *casefile.Model, labels map[string]casefile.Words) string {
	written := []rune(strings.ToLower(strings.ReplaceAll(key, "-", "_")))
	best, fewest := "", (max(len(written), 1)+2)/3+1
	var keys []string
	for _, f := range s.Fields {
		label, known := labels[f.Key]
		if labels != nil && !known { // of another programme
			continue
		}
		if keys = append(keys, f.Key); key == label.Ja || key == label.En {
			return f.Key
		}
		if n := slips(written, []rune(f.Key), fewest); n < fewest {
			best, fewest = f.Key, n
		}
	}
	if best == "" {
		return strings.Join(keys, ", ")
	}
	return best
}

// slips counts the letters dropped, added, changed or swapped with a neighbour between a
// and b (optimal string alignment), or gives limit when there are as many or more.
func slips(a, b []rune, limit int) int {
	if len(a)-len(b) >= limit || len(b)-len(a) >= limit {
		return limit
	}
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := range a {
		row[0] = i + 1
		for j := range b {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			row[j+1] = min(last[j+1]+1, row[j]+1, last[j]+cost)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, last, row = last, row, before
	}
	return min(last[len(b)], limit)
}
