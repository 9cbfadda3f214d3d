package natural

import (
	"slices"
	"strings"
	"unicode"

	"yoshiki/forms/casefile"
)

// Word is one value of a choice with the words that people know it by.
type Word struct {
	Value string   // as a case holds it
	Words []string // in any language
}

// marks are words for yes and no that everybody takes for them. A Latin x is none of
// them: it marks what is chosen in one country and what is not in another.
var marks = []Word{
	{"yes", []string{"はい", "○", "〇", "◯", "✓", "✔", "☑", "有", "有り", "あり", "y", "true"}},
	{"no", []string{"いいえ", "×", "✕", "✗", "✘", "無", "無し", "なし", "n", "false"}},
}

// Choice reads one of several values by its name or by one of its words, whatever their
// width, case and blanks. Where yes and no are to choose from, はい, ○, 有 and the like are
// read too.
//
// Findings: [Ambiguous] (doubt words) for a word of several values, or case:choice.
func Choice(written string, words []Word) Reading {
	if fold(written) == "" {
		return Reading{}
	}
	named := bare(written)
	var values []string
	for _, w := range slices.Concat(words, marksFor(words)) {
		same := func(word string) bool { return named != "" && bare(word) == named }
		if written == w.Value {
			return Reading{Value: written}
		}
		if (same(w.Value) || slices.ContainsFunc(w.Words, same)) && !slices.Contains(values, w.Value) {
			values = append(values, w.Value)
		}
	}
	switch len(values) {
	case 0:
		return Reading{ID: "case:choice", Args: []string{"found", casefile.Shorten(written), "allowed", strings.Join(allowed(words), ", ")}}
	case 1:
		return understood(written, values[0])
	}
	return ambiguous(written, "words", values)
}

// marksFor gives the marks where yes and no are all that there is.
func marksFor(words []Word) []Word {
	if len(words) == 0 {
		return nil
	}
	for _, w := range words {
		if w.Value != "yes" && w.Value != "no" {
			return nil
		}
	}
	return marks
}

func allowed(words []Word) []string {
	var values []string
	for _, w := range words {
		values = append(values, w.Value)
	}
	return values
}

// bare folds a word and drops the blanks in it, and the hyphens between its parts.
func bare(word string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '-' || r == '_' {
			return -1
		}
		return unicode.ToLower(r)
	}, fold(word))
}
