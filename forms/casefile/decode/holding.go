package decode

import (
	"reflect"
	"strconv"
	"strings"

	"yoshiki/forms/casefile"
)

// Holding gives the JSON Pointer of the text in the case that holds words: of near
// itself, or else of the first in the group around it, and so on outwards. A printed text
// that is made of several values names only one of them, near; this finds the one meant.
// It is near when nothing holds the words.
func (f *File) Holding(near, words string) string {
	var holders []string
	eachText(casefile.Root(), reflect.ValueOf(f.Case).Elem(), "", func(pointer, text string) {
		if strings.Contains(text, words) {
			holders = append(holders, pointer)
		}
	})
	for at := near; at != ""; at = at[:strings.LastIndex(at, "/")] {
		for _, pointer := range holders {
			if casefile.Within(pointer, at) {
				return pointer
			}
		}
	}
	return near
}

// eachText calls do for every text of a case, in the order of the keys.
func eachText(m *casefile.Model, v reflect.Value, pointer string, do func(pointer, text string)) {
	switch m.Kind {
	case casefile.KindGroup:
		for i, f := range m.Fields {
			eachText(f.Model, v.Field(i), pointer+"/"+f.Key, do)
		}
	case casefile.KindList:
		for i := range v.Len() {
			eachText(m.Entry, v.Index(i), pointer+"/"+strconv.Itoa(i), do)
		}
	default:
		do(pointer, v.String())
	}
}
