package forms

import (
	"reflect"
	"strconv"
	"strings"
)

// Holding gives the JSON Pointer of the text in the case that holds words: of near
// itself, or else of the first in the group around it, and so on outwards. A printed text
// that is made of several values names only one of them, near; this finds the one meant.
// It is near when nothing holds the words.
func (f *File) Holding(near, words string) string {
	var holders []string
	eachText(caseModel(), reflect.ValueOf(f.Case).Elem(), "", func(pointer, text string) {
		if strings.Contains(text, words) {
			holders = append(holders, pointer)
		}
	})
	for at := near; at != ""; at = at[:strings.LastIndex(at, "/")] {
		for _, pointer := range holders {
			if within(pointer, at) {
				return pointer
			}
		}
	}
	return near
}

// eachText calls do for every text of a case, in the order of the keys.
func eachText(m *model, v reflect.Value, pointer string, do func(pointer, text string)) {
	switch m.kind {
	case kindGroup:
		for i, f := range m.fields {
			eachText(f.model, v.Field(i), pointer+"/"+f.key, do)
		}
	case kindList:
		for i := range v.Len() {
			eachText(m.entry, v.Index(i), pointer+"/"+strconv.Itoa(i), do)
		}
	default:
		do(pointer, v.String())
	}
}
