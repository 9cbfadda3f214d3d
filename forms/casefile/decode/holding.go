package decode

import (
	"strings"

	"yoshiki/forms/casefile"
)

// Holding gives the JSON Pointer of the text in the case that holds words: of near
// itself, or else of the first in the group around it, and so on outwards. A printed text
// that is made of several values names only one of them, near; this finds the one meant.
// Of "", which printed words have, it is the first in the case. It is near when nothing holds
// the words.
func (f *File) Holding(near, words string) string {
	if v, err := casefile.Get(f.Case, near); err == nil && strings.Contains(v.Text(), words) {
		return near
	}
	var holders []string
	for v := range casefile.Walk(f.Case) {
		if strings.Contains(v.Text(), words) && v.Model.Kind == casefile.KindText {
			holders = append(holders, v.Pointer)
		}
	}
	if near == "" && len(holders) > 0 {
		return holders[0]
	}
	for at := near; at != ""; at = at[:strings.LastIndex(at, "/")] {
		for _, pointer := range holders {
			if casefile.Within(pointer, at) {
				return pointer
			}
		}
	}
	return near
}
