package decode

import (
	"strings"

	"yoshiki/forms/casefile"
)

// Holding gives the JSON Pointer of the text in the case that holds words: of near
// itself, or else of the first in the group around it, and so on outwards. A printed text
// that is made of several values names only one of them, near; this finds the one meant.
// It is near when nothing holds the words.
func (f *File) Holding(near, words string) string {
	var holders []string
	for v := range casefile.Walk(f.Case) {
		if strings.Contains(v.Text(), words) && v.Model.Kind == casefile.KindText {
			holders = append(holders, v.Pointer)
		}
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
