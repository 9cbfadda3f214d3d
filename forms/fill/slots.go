package fill

import (
	"bytes"
	"regexp"
	"strconv"

	"yoshiki/forms"
	"yoshiki/forms/document"
	"yoshiki/forms/layers"
)

// Slot is a value that a copy shows.
type Slot struct {
	Label string
	Value document.Value
}

// Slots fills a copy in which a sign stands in the place of each value, see [Slotted], and gives
// the values.
func (b *Bound) Slots(f *forms.Filled) ([]byte, []Slot, error) {
	slots := []Slot{}
	w, err := b.filler(f)
	if err != nil {
		return nil, nil, err
	}
	w.slots = &slots
	if err := w.fill(); err != nil {
		return nil, nil, &layers.Within{File: b.name, Err: err}
	}
	var out bytes.Buffer
	err = b.file.Write(&out, w.changed, nil)
	return out.Bytes(), slots, err
}

const slotSign = "〓"

// slot gives a sign for a value.
func (w *filler) slot(m *Marker, v shown) shown {
	sign := slotSign + strconv.Itoa(len(*w.slots)) + slotSign
	v.value.Text = v.text
	*w.slots = append(*w.slots, Slot{w.bound.label(m), v.value})
	return shown{text: sign, value: document.Value{Text: sign}}
}

var slotSigns = regexp.MustCompile(slotSign + "([0-9]+)" + slotSign)

// Slotted parts a text of a copy that [Bound.Slots] filled: the words before, between and behind
// the signs, and the numbers of the values that they stand for.
func Slotted(text string) (words []string, slots []int) {
	at := 0
	for _, m := range slotSigns.FindAllStringSubmatchIndex(text, -1) {
		n, _ := strconv.Atoi(text[m[2]:m[3]])
		words, slots, at = append(words, text[at:m[0]]), append(slots, n), m[1]
	}
	return append(words, text[at:]), slots
}
