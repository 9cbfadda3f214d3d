package official

import (
	"fmt"

	"yoshiki/forms/readback"
	"yoshiki/forms/readback/parts"
)

// Compare returns the first [*readback.Difference] between what a blank sheet becomes when its
// markers show what is answered, and a filled one, in which a slice of the case travels; or nil.
func Compare(blank, filled []byte, slice string, answers Answers) error {
	before, err := open(blank, true)
	if err != nil {
		return err
	}
	after, err := open(filled, false)
	if err != nil {
		return err
	}
	if len(before.parts) != len(after.parts) {
		return &readback.Difference{Label: "parts", Want: fmt.Sprint(len(before.parts)), Got: fmt.Sprint(len(after.parts))}
	}
	for i, p := range before.parts {
		e := &expecting{name: p.name, blocks: blocksOf(p.texts), answers: answers}
		e.all(p.texts)
		if err := compare(e.wants, &after.parts[i]); err != nil {
			return err
		}
	}
	if after.slice != slice {
		return &readback.Difference{Label: "slice", Want: fmt.Sprint(len(slice), " B"), Got: fmt.Sprint(len(after.slice), " B")}
	}
	return nil
}

// sheet is a file as it is read.
type sheet struct {
	parts []part
	slice string
}

// open reads a sheet part by part; a blank one has markers.
func open(file []byte, blank bool) (*sheet, error) {
	a, err := parts.Open(file)
	if err != nil {
		return nil, err
	}
	main, err := a.Main()
	if err != nil {
		return nil, err
	}
	slice, err := readback.Slice(a)
	if err != nil {
		return nil, err
	}
	s := &sheet{slice: string(slice)}
	if readback.FormatOf(file) == "docx" {
		s.parts, err = readWord(a, blank)
	} else {
		s.parts, err = readExcel(a, main, blank)
	}
	return s, err
}

// compare holds texts against those that are wanted, in their order. Texts without words count
// for nothing.
func compare(wants []want, p *part) error {
	texts := p.texts
	next := 0
	skip := func() {
		for next < len(texts) && (texts[next].words == "" || texts[next].formula) {
			next++
		}
	}
	for i := range wants {
		w := &wants[i]
		skip()
		var got text
		if next < len(texts) {
			got = texts[next]
		}
		if w.empty() && (got.row != w.row || got.column != w.column || got.row == 0) {
			continue
		}
		if d := w.differs(&got, p.old); d != nil {
			return d
		}
		next++
	}
	if skip(); next < len(texts) {
		t := texts[next]
		return &readback.Difference{Label: t.words, Got: t.words, Place: readback.Place{Row: t.row, Column: t.column}}
	}
	return nil
}
