package table

import (
	"encoding/csv"
	"strings"
)

// separators are what values may stand between, the likeliest first.
var separators = []rune{',', '\t', ';'}

// separator tells what separates the values of a CSV file, and at which byte its rows
// begin: a line sep=; at the top, which Excel knows, says so itself.
func separator(text string) (begin int, comma rune) {
	if line, _, found := strings.Cut(text, "\n"); found {
		line = strings.TrimSuffix(strings.Trim(line, "\""), "\r")
		for _, s := range separators {
			if line == "sep="+string(s) {
				return strings.IndexByte(text, '\n') + 1, s
			}
		}
	}
	return 0, likeliest(text)
}

// likeliest is the separator that gives the most records an equal number of values.
func likeliest(text string) rune {
	best, most := separators[0], 0
	for _, s := range separators {
		if score := evenness(text, s); score > most {
			best, most = s, score
		}
	}
	return best
}

// sampled is how many records are looked at to find the separator.
const sampled = 50

// evenness is how many values stand in the records that have as many of them as most.
func evenness(text string, comma rune) int {
	reader := csv.NewReader(strings.NewReader(text))
	reader.Comma, reader.FieldsPerRecord, reader.ReuseRecord = comma, -1, true
	counts, score := map[int]int{}, 0
	for range sampled {
		record, err := reader.Read()
		if err != nil {
			break
		}
		if n := len(record); n > 1 {
			counts[n] += n
			score = max(score, counts[n])
		}
	}
	return score
}
