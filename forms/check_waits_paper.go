package forms

import (
	"strconv"

	"yoshiki/forms/casefile/decode"
	"yoshiki/forms/expr"
)

// value reports whether something that an expression of a package reads is lost, and notes it.
func (w waits) value(check string, expressions ...*expr.Lazy) (bool, error) {
	waiting := false
	for _, e := range expressions {
		if len(w.lost) == 0 {
			return false, nil
		}
		paths, err := e.Reads()
		if err != nil {
			return false, err
		}
		for _, path := range paths {
			waiting = w.path(check, path) || waiting
		}
	}
	return waiting, nil
}

// path reports whether a path is lost, and notes it.
func (w waits) path(check string, path []string) bool {
	waiting := false
	for lost := range w.lost {
		if w.hides(lost, path) {
			w.add(lost, check)
			waiting = true
		}
	}
	return waiting
}

// DayLost reports whether the day of a package stands in the case and could not be read.
func (c *Catalog) DayLost(f *decode.File, kind string) (bool, error) {
	p, err := c.Package(kind)
	if err != nil {
		return false, err
	}
	return waitsOf(f).value(kind, &p.Date)
}

// paper reports whether it cannot be told that a case lacks a paper.
func (w waits) paper(check string, d *PaperDef) (bool, error) {
	if len(w.lost) == 0 {
		return false, nil
	}
	waiting, err := w.value(check, &d.Content, &d.Need, &d.Omit)
	for i := range d.Forms {
		waiting = w.path(check, d.Forms[i].path()) || waiting
	}
	for i := range w.file.Case.Attachments {
		waiting = w.path(check, []string{"attachments", strconv.Itoa(i), "paper"}) || waiting
	}
	return w.path(check, []string{"attachments"}) || waiting, err
}
