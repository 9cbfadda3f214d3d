package controls

import (
	"reflect"
	"strings"

	"yoshiki/forms/casefile"

	"golang.org/x/text/width"
)

// headings gives the key that each column is for, "" for one without a heading. Each key
// that a control needs must be there, none twice.
func headings(row []cell, pointer string, f *casefile.Faults) (keys []string, ok bool) {
	s := casefile.Root().At("statement", "controls").Entry
	seen, before := map[string]bool{}, len(f.Findings)
	for _, c := range row {
		key := keyOf(s, c.text)
		keys = append(keys, key)
		switch {
		case strings.TrimSpace(c.text) == "":
		case key == "":
			headingFault(f, c.Place, pointer, casefile.Shorten(c.text), "unknown")
		case seen[key]:
			headingFault(f, c.Place, pointer, casefile.Shorten(c.text), "duplicate")
		}
		seen[key] = true
	}
	for _, field := range s.Fields {
		if field.Need && !seen[field.Key] {
			headingFault(f, row[0].Place, pointer, heading(field), "missing")
		}
	}
	return keys, len(f.Findings) == before
}

// headingFault reports a column, and names the headings that there may be.
func headingFault(f *casefile.Faults, at casefile.Place, pointer, column, fault string) {
	var allowed []string
	for _, field := range casefile.Root().At("statement", "controls").Entry.Fields {
		allowed = append(allowed, heading(field))
	}
	f.At(at, pointer, "case:controls-columns", "column", column, "fault", fault, "allowed", strings.Join(allowed, ", "))
}

// heading is the Japanese label without what is explained in brackets.
func heading(f casefile.Field) string {
	label, _, _ := strings.Cut(f.Label, "（")
	return label
}

// keyOf gives the key that a heading names, or "".
func keyOf(s *casefile.Model, named string) string {
	named = strings.TrimSpace(named)
	for _, f := range s.Fields {
		if strings.EqualFold(named, f.Key) || named == f.Label || named == heading(f) {
			return f.Key
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
		for _, c := range casefile.Choices[reflect.TypeFor[casefile.ControlKind]()] {
			if word == c.Value || word == c.Japanese || word == c.English {
				return c.Value
			}
		}
	}
	return found
}
