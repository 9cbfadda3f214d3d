package forms

import (
	"reflect"
	"strings"

	"golang.org/x/text/width"
)

// headings gives the key that each column is for, "" for one without a heading. Each key
// that a control needs must be there, none twice.
func headings(row []cell, pointer string, f *faults) (keys []string, ok bool) {
	s := caseModel().at("statement", "controls").entry
	seen, before := map[string]bool{}, len(f.findings)
	for _, c := range row {
		key := s.keyOf(c.text)
		keys = append(keys, key)
		switch {
		case strings.TrimSpace(c.text) == "":
		case key == "":
			headingFault(f, c.place, pointer, shorten(c.text), "unknown")
		case seen[key]:
			headingFault(f, c.place, pointer, shorten(c.text), "duplicate")
		}
		seen[key] = true
	}
	for _, field := range s.fields {
		if field.need && !seen[field.key] {
			headingFault(f, row[0].place, pointer, field.heading(), "missing")
		}
	}
	return keys, len(f.findings) == before
}

// headingFault reports a column, and names the headings that there may be.
func headingFault(f *faults, at place, pointer, column, fault string) {
	var allowed []string
	for _, field := range caseModel().at("statement", "controls").entry.fields {
		allowed = append(allowed, field.heading())
	}
	f.at(at, pointer, "case:controls-columns", "column", column, "fault", fault, "allowed", strings.Join(allowed, ", "))
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
