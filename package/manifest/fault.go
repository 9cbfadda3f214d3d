package manifest

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Fault is one thing that is wrong with a bag.
type Fault struct {
	Code      string   `json:"code"` // "bag-digest"; a code keeps its meaning and severity for ever
	Severity  Severity `json:"severity"`
	Path      string   `json:"path"` // in the bag; "" for the bag as a whole
	MessageJA string   `json:"message_ja"`
	MessageEN string   `json:"message_en"`
}

// Severity says what a fault means for the bag.
type Severity string

// The severities of a fault.
const (
	Error   Severity = "error"   // the bag is not complete, not unchanged, or not safe to use
	Warning Severity = "warning" // it is, but other programs or systems may see it otherwise
)

func compareFaults(a, b Fault) int {
	return cmp.Or(strings.Compare(a.Path, b.Path), strings.Compare(a.Code, b.Code), strings.Compare(a.MessageEN, b.MessageEN))
}

// NewFault makes the fault of a code. Detail fills the places of the code's two messages,
// of which most have none.
func NewFault(code, path string, detail ...any) Fault {
	w := words[code]
	severity := Error
	if w.warning {
		severity = Warning
	}
	return Fault{code, severity, path, fmt.Sprintf(w.ja, inJapanese(detail)...), fmt.Sprintf(w.en, detail...)}
}

// inJapanese are details of which some have words in Japanese, too.
func inJapanese(detail []any) []any {
	all := slices.Clone(detail)
	for i, d := range all {
		if said, ok := d.(interface{ Ja() string }); ok {
			all[i] = said.Ja()
		}
	}
	return all
}
