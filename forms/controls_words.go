package forms

import (
	"reflect"
	"strings"

	"golang.org/x/text/width"
)

// headings gives the key that each column is for. Each key that a control needs must be
// there, none twice.
func headings(row []cell, pointer string, f *faults) ([]string, bool) {
	s := caseModel().at("statement", "controls").entry
	labels := make([]string, len(s.fields))
	for i, field := range s.fields {
		labels[i] = field.heading()
	}
	allowed := strings.Join(labels, ", ")
	keys, seen, ok := make([]string, len(row)), map[string]bool{}, true
	fault := func(at place, columns, fault string) {
		f.at(at, pointer, "case:controls-columns", "columns", columns, "fault", fault, "allowed", allowed)
		ok = false
	}
	for i, c := range row {
		keys[i] = s.keyOf(c.text)
		switch {
		case keys[i] == "":
			fault(c.place, shorten(c.text), "unknown")
		case seen[keys[i]]:
			fault(c.place, shorten(c.text), "duplicate")
		}
		seen[keys[i]] = true
	}
	for i, field := range s.fields {
		if field.need && !seen[field.key] {
			fault(row[0].place, labels[i], "missing")
		}
	}
	return keys, ok
}

// heading is the Japanese label without what is explained in brackets.
func (f field) heading() string {
	label, _, _ := strings.Cut(f.label, "（")
	return label
}

// keyOf gives the key that a heading names, or "".
func (s *model) keyOf(heading string) string {
	heading = strings.TrimSpace(heading)
	for _, f := range s.fields {
		if strings.EqualFold(heading, f.key) || heading == f.label || heading == f.heading() {
			return f.key
		}
	}
	return ""
}

// controlWords are the values of 採否 as people write them in a table. Marks like ○ and ×
// are meant for 採否 alone.
var controlWords = map[string]string{
	"採用": "yes", "採用する": "yes", "○": "yes", "〇": "yes", "◯": "yes", "はい": "yes", "有": "yes",
	"yes": "yes", "y": "yes", "true": "yes",
	"不採用": "no", "採用しない": "no", "×": "no", "✕": "no", "✗": "no", "いいえ": "no", "無": "no",
	"no": "no", "n": "no", "false": "no", "x": "no",
}

// controlValue gives the value of the case that a cell means. Cells of other columns, and
// words that are not known, stay as they are.
func controlValue(key, found string) string {
	word := strings.ToLower(strings.TrimSpace(width.Fold.String(found)))
	switch key {
	case "adopted":
		if value := controlWords[word]; value != "" {
			return value
		}
	case "kind":
		for _, c := range choices[reflect.TypeFor[ControlKind]()] {
			if word == c.Value || word == c.Japanese || word == c.English {
				return c.Value
			}
		}
	}
	return found
}
