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

// How much is looked at to find the separator.
const (
	sampled      = 50      // records
	sampledBytes = 1 << 16 // of the text
)

// evenness is how many values stand in the records that have as many of them as most.
func evenness(text string, comma rune) int {
	reader := csv.NewReader(strings.NewReader(text[:min(len(text), sampledBytes)]))
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

// overflow is where a record has more values than Excel has columns, -1 where none has. It
// is asked before the values are taken apart, which would cost memory for each.
func overflow(text string, comma rune) int {
	quoted, values := false, 1
	for i := range len(text) {
		switch c := text[i]; {
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '\n':
			values = 1
		case c == byte(comma):
			if values++; values > lastColumn {
				return i
			}
		}
	}
	return -1
}
