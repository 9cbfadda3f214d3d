package official

import (
	"math"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"yoshiki/forms/readback"
)

// room is how many full-width spaces a text begins with.
func room(words string) int {
	return (len(words) - len(strings.TrimLeft(words, "　"))) / len("　")
}

// box takes the sign before a marker off the printed words, if they end with one.
func (w *want) box(it *item) {
	if len(w.items) == 0 {
		return
	}
	last := &w.items[len(w.items)-1]
	words := strings.TrimRight(last.words, " 　")
	_, size := utf8.DecodeLastRuneInString(words)
	if last.value != nil || !isBox(words[len(words)-size:]) {
		return
	}
	spaces := last.words[len(words):]
	it.box, it.words = true, spaces
	last.words = words[:len(words)-size]
}

// empty reports whether a text has no words.
func (w *want) empty() bool {
	for _, it := range w.items {
		if it.value != nil && (it.value.Text != "" || it.value.Box) || it.value == nil && it.words != "" || it.room > 0 {
			return false
		}
	}
	return true
}

// differs is where a text is not what is wanted.
func (w *want) differs(got *text, old bool) *readback.Difference {
	place := readback.Place{Row: got.row, Column: got.column}
	if got.row != w.row || got.column != w.column {
		return w.difference(0, "", readback.Place{Row: w.row, Column: w.column})
	}
	if got.number && w.typed(got.words, old) {
		return nil
	}
	rest := got.words
	for i := range w.items {
		had, ok := rest, false
		if rest, ok = w.items[i].take(rest); !ok {
			return w.difference(i, had, place)
		}
	}
	if rest != "" {
		return &readback.Difference{Label: rest, Got: rest, Place: place}
	}
	return nil
}

// typed reports whether a number is what the one marker of a cell shows.
func (w *want) typed(words string, old bool) bool {
	number, err := strconv.ParseFloat(words, 64)
	found := false
	for _, it := range w.items {
		switch {
		case it.value == nil && strings.Trim(it.words, " 　") != "":
			return false
		case it.value != nil && it.value.Typed && it.value.number(old) == number:
			found = true
		case it.value != nil && it.value.Text != "":
			return false
		}
	}
	return found && err == nil
}

// number is what a cell holds for a figure or day; old workbooks count days from 1904.
func (v *Value) number(old bool) float64 {
	if v.Date == "" {
		return v.Number
	}
	first := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	if old {
		first = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	day, err := time.Parse(time.DateOnly, v.Date)
	if err != nil {
		return math.NaN()
	}
	return day.Sub(first).Hours() / 24
}

// take takes an item off the beginning of words.
func (it *item) take(words string) (string, bool) {
	switch {
	case it.value == nil:
		return strings.CutPrefix(words, it.words)
	case it.value.Box:
		_, size := utf8.DecodeRuneInString(words)
		if size == 0 || !isBox(words[:size]) || isOn(words[:size]) != it.value.Holds {
			return words, false
		}
		return strings.CutPrefix(words[size:], it.words)
	}
	rest, ok := strings.CutPrefix(words, it.value.Text)
	if !ok {
		rest, ok = strings.CutPrefix(words, strings.ReplaceAll(it.value.Text, "\n", " "))
	}
	if it.room == 0 || !ok {
		return rest, ok
	}
	behind := strings.TrimLeft(rest, "　 ")
	return behind, len(rest)-len(behind) <= len("　")*it.room+1
}

// difference names what an item wants.
func (w *want) difference(i int, got string, place readback.Place) *readback.Difference {
	if i >= len(w.items) {
		return &readback.Difference{Got: got, Label: got, Place: place}
	}
	it := &w.items[i]
	if it.value == nil {
		return &readback.Difference{Label: it.words, Want: it.words, Got: got, Place: place}
	}
	d := &readback.Difference{Path: it.value.Path, Label: it.value.Label, Want: it.value.Text, Got: got, Place: place}
	if it.value.Box {
		d.Want = map[bool]string{true: "☒", false: "☐"}[it.value.Holds]
	}
	return d
}
